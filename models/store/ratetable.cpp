// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/ratetable.h"

#include "store/rowcheck.h"

#include <algorithm>

namespace fuseboard {
namespace {

using sqlite::Statement;
using std::chrono::microseconds;

std::int64_t checkOf(const ExchangeRate& rate)
{
    return RowCheck()
        .add(rate.from.text())
        .add(rate.to.text())
        .add(toUnixSeconds(rate.day))
        .add(rate.digits)
        .add(std::int64_t {rate.scale})
        .add(std::int64_t {rate.holdsDays})
        .add(rate.source)
        .add(rate.by)
        .add(std::int64_t {rate.enteredAt.time_since_epoch().count()})
        .value();
}

constexpr auto insertion = "INSERT INTO exchange_rate (" RATE_COLUMNS ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";

void runWith(Statement& insert, const ExchangeRate& rate)
{
    insert.run(rate.from.text(), rate.to.text(), toUnixSeconds(rate.day), rate.digits, rate.scale, rate.holdsDays, rate.source,
        rate.by, rate.enteredAt.time_since_epoch().count(), checkOf(rate));
}

} // namespace

ExchangeRate readRate(const Statement& statement, const sqlite::Database& database)
{
    const auto from = Currency::parse(statement.text(0)), to = Currency::parse(statement.text(1));
    ExchangeRate rate {.from = from.value_or(Currency()),
        .to = to.value_or(Currency()),
        .day = fromUnixSeconds(statement.integer(2)),
        .digits = statement.integer(3),
        .scale = static_cast<int>(statement.integer(4)),
        .holdsDays = static_cast<int>(statement.integer(5)),
        .source = statement.text(6),
        .by = statement.text(7),
        .enteredAt = Instant(microseconds(statement.integer(8)))};
    if (!checkRate(rate) || checkOf(rate) != statement.integer(9))
        throw sqlite::Failure {
            {ErrorCode::historyDamaged, database.file().string(), "an exchange rate does not fit its check"}};
    return rate;
}

RateTable::RateTable(sqlite::Database& database)
    : m_database(&database)
    , m_ofDay(database,
          "SELECT " RATE_COLUMNS " FROM exchange_rate WHERE day = ?1 AND from_currency = ?2 AND to_currency = ?3 ORDER BY id")
{
}

std::vector<ExchangeRate> RateTable::ofDay(const ExchangeRate& rate)
{
    std::vector<ExchangeRate> out;
    for (m_ofDay.bind(toUnixSeconds(rate.day), rate.from.text(), rate.to.text()); m_ofDay.step();)
        out.push_back(readRate(m_ofDay, *m_database));
    m_ofDay.reset();
    return out;
}

std::optional<ExchangeRate> RateTable::replacedBy(const ExchangeRate& rate) { return replacedBy(rate, ofDay(rate)); }

/// A bank's does not count where a person's stands: then it replaces its own source's last one alone.
std::optional<ExchangeRate> RateTable::replacedBy(const ExchangeRate& rate, const std::vector<ExchangeRate>& ofDay)
{
    const ExchangeRate* counting = ExchangeRates::counting(ofDay);
    if (!counting || rate.isOpenEnded() || !counting->isOpenEnded())
        return counting ? std::optional(*counting) : std::nullopt;
    const auto own = std::ranges::find_last(ofDay, rate.source, &ExchangeRate::source);
    return own.empty() ? std::nullopt : std::optional(own.front());
}

EnteredRates RateTable::enter(const std::vector<ExchangeRate>& rates)
{
    EnteredRates out;
    Statement add(*m_database, insertion);
    for (const ExchangeRate& rate : rates) {
        if (auto good = checkRate(rate); !good)
            throw sqlite::Failure {good.error()};
        const auto standing = ofDay(rate);
        const auto kept = replacedBy(rate, standing);
        if (kept && kept->source == rate.source && kept->digits == rate.digits && kept->scale == rate.scale
            && kept->holdsDays == rate.holdsDays) {
            ++out.known;
            continue;
        }
        runWith(add, rate);
        ++(std::ranges::contains(standing, rate.source, &ExchangeRate::source) ? out.changed : out.added);
    }
    return out;
}

ExchangeRates RateTable::rates(std::optional<Period> period)
{
    // Never by the index: a bit lost there would hide a rate, and an older one would count.
    constexpr auto all = "SELECT " RATE_COLUMNS " FROM exchange_rate ORDER BY id";
    constexpr auto some = "SELECT " RATE_COLUMNS " FROM exchange_rate WHERE (+day >= ?1 OR +holds_days = 0) AND +day < ?2"
                          " ORDER BY id";
    Statement select(*m_database, period ? some : all);
    if (period)
        select.bind(toUnixSeconds(dayOf(period->start) - std::chrono::days(dailyRateHolds)), toUnixSeconds(period->end));
    std::vector<ExchangeRate> out;
    while (select.step())
        out.push_back(readRate(select, *m_database));
    return ExchangeRates(out);
}

void RateTable::insert(sqlite::Database& database, const ExchangeRate& rate)
{
    Statement add(database, insertion);
    runWith(add, rate);
}

} // namespace fuseboard
