// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/unpricedqueries.h"

#include "store/spentday.h"

#include <algorithm>
#include <tuple>

namespace fuseboard {
namespace {

/// What ledgers tell of one account's day.
struct AccountDay {
    std::set<Ledger> telling;
    bool isBilled = false;
    std::vector<std::pair<Ledger, UnpricedUsage>> unpriced;
};

UnpricedUsage usageOf(const sqlite::Statement& row, const UsageRow& common)
{
    const Instant day = fromUnixSeconds(row.integer(1));
    return {.source = common.source,
        .account = common.account,
        .model = common.model.empty() ? common.lineItem : common.model,
        .requests = row.integer(9) - row.integer(10),
        .tokens = {row.integer(3), row.integer(4), row.integer(5), row.integer(6), row.integer(7), row.integer(8)},
        .firstDay = day,
        .lastDay = day};
}

void add(std::int64_t& sum, std::int64_t more)
{
    if (__builtin_add_overflow(sum, more, &sum))
        throw sqlite::Failure {{ErrorCode::overflow, "the calls and tokens without a price", {}}};
}

void addTo(UnpricedUsage& sum, const UnpricedUsage& day)
{
    add(sum.requests, day.requests);
    for (const auto part : {&TokenCounts::input, &TokenCounts::cacheRead, &TokenCounts::cacheWrite5m,
             &TokenCounts::cacheWrite1h, &TokenCounts::output, &TokenCounts::reasoning})
        add(sum.tokens.*part, day.tokens.*part);
    sum.firstDay = std::min(sum.firstDay, day.firstDay);
    sum.lastDay = std::max(sum.lastDay, day.lastDay);
}

} // namespace

UnpricedQueries::UnpricedQueries(const sqlite::Database& database, SeriesTable& series)
    : m_series(&series)
    , m_days(database,
          "SELECT series, start, pricing, input, cache_read, cache_write_5m, cache_write_1h, output, reasoning, requests,"
          " failed_requests FROM rollup WHERE width = 86400 AND start >= ?1 AND start < ?2")
{
}

std::vector<UnpricedUsage> UnpricedQueries::usage(Period period)
{
    std::map<std::pair<std::int64_t, std::int64_t>, AccountDay> days; // account, start
    m_days.bind(toUnixSeconds(period.start), toUnixSeconds(period.end));
    while (m_days.step()) {
        const Series& series = m_series->at(m_days.integer(0));
        const Ledger ledger = series.common.ledger;
        AccountDay& day = days[{series.account, m_days.integer(1)}];
        day.telling.insert(ledger);
        if (Pricing::of(m_days.integer(2)).priced)
            day.isBilled = day.isBilled || ledger == Ledger::invoice || ledger == Ledger::providerCost;
        else
            day.unpriced.emplace_back(ledger, usageOf(m_days, series.common));
    }
    m_days.reset();

    std::map<std::tuple<std::string, std::string, std::string>, UnpricedUsage> sums;
    for (const auto& [key, day] : days) {
        const auto counted = countedLedger(day.telling);
        if (day.isBilled || !counted)
            continue;
        for (const auto& [ledger, usage] : day.unpriced) {
            if (ledger != *counted || (usage.requests == 0 && usage.tokens.total() == 0))
                continue;
            const auto [sum, isNew] = sums.try_emplace({usage.source, usage.account, usage.model}, usage);
            if (!isNew)
                addTo(sum->second, usage);
        }
    }
    std::vector<UnpricedUsage> out;
    for (auto& [key, sum] : sums)
        out.push_back(std::move(sum));
    std::ranges::stable_sort(
        out, std::greater(), [](const UnpricedUsage& usage) { return std::pair(usage.tokens.total(), usage.requests); });
    return out;
}

} // namespace fuseboard
