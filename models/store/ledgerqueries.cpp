// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/ledgerqueries.h"

#include "store/checkedtable.h"
#include "store/rollups.h"
#include "store/spenttables.h"

namespace fuseboard {
namespace {

using namespace std::chrono;

#define FIGURES "input, cache_read, cache_write_5m, cache_write_1h, output, reasoning, requests, failed_requests, cost"

/// Columns `series, start, pricing` and then the figures.
LedgerFigures figuresOf(const sqlite::Statement& row, std::int64_t currency)
{
    LedgerFigures out {
        .tokens = {row.integer(3), row.integer(4), row.integer(5), row.integer(6), row.integer(7), row.integer(8)},
        .requests = row.integer(9),
        .brokenRequests = row.integer(10),
        .nano = {}};
    const Pricing pricing = Pricing::of(row.integer(2));
    if (pricing.priced && (pricing.currency == currency || row.integer(11) == 0))
        out.nano = row.integer(11);
    return out;
}

/// An invoice takes the place of what the provider's cost report said of the same day.
struct Bill {
    std::optional<std::int64_t> invoice, cost;
    [[nodiscard]] std::int64_t best() const { return invoice ? *invoice : cost.value_or(0); }
};

} // namespace

LedgerQueries::LedgerQueries(const sqlite::Database& database, Names& names, SeriesTable& series, UntoldTable& untold)
    : m_database(&database)
    , m_names(&names)
    , m_series(&series)
    , m_untold(&untold)
    , m_measured(database,
          "SELECT series, start - start % 3600, pricing, " FIGURES " FROM usage WHERE start >= ?1 AND start < ?2 AND width > 0"
          " AND withdrawn_at IS NULL UNION ALL SELECT series, start, pricing, " FIGURES
          " FROM rollup WHERE width = 3600 AND start >= ?1 AND start < ?2")
    , m_stated(
          database, "SELECT series, start, pricing, " FIGURES " FROM rollup WHERE width = 86400 AND start >= ?1 AND start < ?2")
    , m_settled(database, "SELECT account, told_up_to, " + accountStates.fits() + " FROM account_state")
{
}

LedgerQueries::Accounts LedgerQueries::accounts(Period period, Currency currency)
{
    Accounts out;
    const std::int64_t wanted = m_names->find(currency.text()).value_or(-1);
    readMeasured(period, wanted, out);
    readStated(period, wanted, out);
    readSettled(out);
    readUntold(period, out);
    return out;
}

std::set<std::string> LedgerQueries::billedBy(const std::string& account, Period days)
{
    std::set<std::string> out;
    m_stated.bind(toUnixSeconds(days.start), toUnixSeconds(days.end));
    while (m_stated.step()) {
        const UsageRow& common = m_series->at(m_stated.integer(0)).common;
        if (common.account == account && (common.ledger == Ledger::invoice || common.ledger == Ledger::providerCost))
            out.insert(common.source);
    }
    m_stated.reset();
    return out;
}

void LedgerQueries::readMeasured(Period period, std::int64_t currency, Accounts& out)
{
    m_measured.bind(toUnixSeconds(period.start - days(1)), toUnixSeconds(period.end + days(1)));
    while (m_measured.step()) {
        const UsageRow& common = m_series->at(m_measured.integer(0)).common;
        if (common.ledger == Ledger::gateway)
            out[common.account].models[common.model].measured[fromUnixSeconds(m_measured.integer(1))] +=
                figuresOf(m_measured, currency);
    }
    m_measured.reset();
}

void LedgerQueries::readStated(Period period, std::int64_t currency, Accounts& out)
{
    using Key = std::tuple<std::string, std::string, Instant>; ///< account, model, day
    std::map<Key, Bill> bills;
    m_stated.bind(toUnixSeconds(period.start), toUnixSeconds(period.end));
    while (m_stated.step()) {
        const UsageRow& common = m_series->at(m_stated.integer(0)).common;
        const Instant day = fromUnixSeconds(m_stated.integer(1));
        const LedgerFigures figures = figuresOf(m_stated, currency);
        if (common.ledger == Ledger::providerUsage)
            out[common.account].models[common.model].counted[day] += figures;
        const bool isInvoice = common.ledger == Ledger::invoice;
        if (!figures.nano || (!isInvoice && common.ledger != Ledger::providerCost))
            continue;
        Bill& bill = bills[{common.account, common.model, day}];
        auto& amount = isInvoice ? bill.invoice : bill.cost;
        amount = amount.value_or(0) + *figures.nano;
    }
    m_stated.reset();
    for (const auto& [key, bill] : bills) {
        const auto& [account, model, day] = key;
        AccountLedgers& ledgers = out[account];
        (model.empty() ? ledgers.billed : ledgers.models[model].billed)[day] = bill.best();
    }
}

void LedgerQueries::readSettled(Accounts& out)
{
    m_settled.reset();
    while (m_settled.step()) {
        const auto account = out.find(m_names->textOf(m_settled.integer(0)));
        if (account == out.end())
            continue;
        if (m_settled.integer(2) == 0)
            throw sqlite::Failure {
                {ErrorCode::historyDamaged, m_database->file().string(), accountStates.complaint(account->first)}};
        account->second.settledBefore = dayOf(fromUnixSeconds(m_settled.integer(1)) - costSettlesAfter);
    }
    m_settled.reset();
}

/// An account of which nothing was told but that is one too.
void LedgerQueries::readUntold(Period period, Accounts& out)
{
    for (const std::string& account : m_untold->accounts())
        for (const Untold& each : m_untold->ofAccount(account))
            if (each.days.start < period.end && period.start < each.days.end)
                out[account].untold.push_back(each);
}

} // namespace fuseboard
