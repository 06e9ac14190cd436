// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/spentqueries.h"

#include "store/rollups.h"

#include <algorithm>
#include <ranges>
#include <utility>

namespace fuseboard {
namespace {

using namespace std::chrono;

/// One for each hour, in order.
void addUp(std::vector<std::pair<std::int64_t, std::int64_t>>& hours)
{
    std::ranges::sort(hours);
    std::size_t last = 0;
    for (std::size_t i = 1; i < hours.size(); ++i)
        if (hours[i].first == hours[last].first)
            hours[last].second += hours[i].second;
        else
            hours[++last] = hours[i];
    hours.resize(std::min(hours.size(), last + 1));
}

Instant instant(std::int64_t at) { return Instant(seconds(at)); }

/// Sums by name; the names are hopped to one by one, since each has its days together.
std::string totalsOf(const std::string& table, const std::string& name)
{
    return "WITH RECURSIVE n(id) AS (SELECT min(" + name + ") FROM " + table + " UNION ALL SELECT (SELECT min(" + name
        + ") FROM " + table + " WHERE " + name
        + " > n.id) FROM n WHERE n.id IS NOT NULL) SELECT n.id, sum(nano), sum(estimated), sum(elsewhere) FROM n JOIN " + table
        + " ON " + name + " = n.id WHERE day >= ?1 AND day < ?2 AND currency = ?3 GROUP BY n.id";
}

} // namespace

SpentQueries::SpentQueries(const sqlite::Database& database, Names& names, SeriesTable& series)
    : m_database(&database)
    , m_names(&names)
    , m_series(&series)
    , m_spent(database, "SELECT day, series, team, pricing, elsewhere, nano FROM spent WHERE day >= ?1 AND day < ?2")
    , m_usage(database,
          "SELECT day, team, input, cache_read, cache_write_5m, cache_write_1h, output, reasoning, requests FROM team_usage"
          " WHERE day >= ?1 AND day < ?2")
    , m_uncounted(
          database, "SELECT day, sum(requests) FROM spent_account WHERE day >= ?1 AND day < ?2 AND currency = 0 GROUP BY day")
    , m_hours(database,
          "SELECT series, start, pricing, cost FROM usage WHERE start >= ?1 AND start < ?2 AND width > 0 AND width <= 3600"
          " AND cost IS NOT NULL AND withdrawn_at IS NULL"
          " UNION ALL SELECT series, start, pricing, cost FROM rollup WHERE width = 3600 AND start >= ?1 AND start < ?2")
    , m_teamDays(database,
          "SELECT day, nano, estimated, elsewhere FROM spent_team WHERE team = ?1 AND day >= ?2 AND day < ?3"
          " AND currency = ?4")
    , m_teamTotals(database, totalsOf("spent_team", "team"))
    , m_modelTotals(database, totalsOf("spent_model", "model"))
{
}

/// Empty where the history has never seen the currency.
std::optional<std::int64_t> SpentQueries::numberOf(Currency currency) { return m_names->find(currency.text()); }

Currency SpentQueries::currencyOf(std::int64_t number)
{
    const auto currency = Currency::parse(m_names->textOf(number));
    if (!currency)
        throw sqlite::Failure {{ErrorCode::historyDamaged, m_database->file().string(), "a currency can't be read"}};
    return *currency;
}

std::vector<SpentDay> SpentQueries::days(Period period, Grain grain, Currency currency)
{
    const std::int64_t wanted = numberOf(currency).value_or(-1);
    const std::int64_t from = toUnixSeconds(period.start), to = toUnixSeconds(period.end);
    std::map<std::int64_t, SpentDay> days;
    const auto dayAt = [&](std::int64_t start) -> SpentDay& {
        SpentDay& day = days[start];
        day.day = instant(start);
        return day;
    };
    std::map<std::int64_t, HoursBySeries> hours; ///< by currency, of one day
    std::optional<std::int64_t> hoursOfDay;
    std::unordered_map<std::int64_t, SpentShare> known; ///< what the shares of a series have in common
    const auto shareOf = [&](std::int64_t series) -> const SpentShare& {
        const auto [at, isNew] = known.try_emplace(series);
        if (isNew) {
            const UsageRow& common = m_series->at(series).common;
            at->second = {.team = {},
                .key = common.key,
                .agent = common.agent,
                .person = common.person,
                .model = common.model.empty() ? common.lineItem : common.model,
                .project = common.project,
                .tag = common.tag};
        }
        return at->second;
    };
    std::unordered_map<std::int64_t, Interned> teams;
    const auto teamOf = [&](std::int64_t number) {
        const auto [at, isNew] = teams.try_emplace(number);
        if (isNew)
            at->second = m_names->textOf(number);
        return at->second;
    };
    m_spent.bind(from, to);
    while (m_spent.step()) {
        const Pricing pricing = Pricing::of(m_spent.integer(3));
        const bool isWanted = pricing.currency == wanted || pricing.currency == 0;
        const std::int64_t start = m_spent.integer(0), series = m_spent.integer(1);
        SpentShare share = shareOf(series);
        share.team = teamOf(m_spent.integer(2));
        share.nano = m_spent.integer(5);
        share.basis = pricing.basis;
        share.billedElsewhere = m_spent.integer(4) != 0;
        share.start = instant(start);
        share.width = seconds(dayWidth);
        SpentDay& day = dayAt(start);
        auto& shares = isWanted ? day.shares : day.inOtherCurrencies[currencyOf(pricing.currency)];
        if (grain == Grain::day) {
            shares.push_back(share);
            continue;
        }
        if (std::exchange(hoursOfDay, start) != start)
            hours.clear();
        const auto [ofCurrency, isNew] = hours.try_emplace(isWanted ? wanted : pricing.currency);
        if (isNew)
            ofCurrency->second = hoursOf(start, ofCurrency->first);
        place(share, ofCurrency->second[series], shares);
    }
    m_spent.reset();

    m_usage.bind(from, to);
    while (m_usage.step()) {
        const auto integer = [&](int column) { return m_usage.integer(column); };
        dayAt(integer(0)).usage[m_names->textOf(integer(1))] = {
            integer(8), {integer(2), integer(3), integer(4), integer(5), integer(6), integer(7)}};
    }
    m_usage.reset();
    m_uncounted.bind(from, to);
    while (m_uncounted.step())
        dayAt(m_uncounted.integer(0)).unpricedRequests = m_uncounted.integer(1);
    m_uncounted.reset();

    std::vector<SpentDay> out;
    for (auto& [start, day] : days)
        out.push_back(std::move(day));
    return out;
}

/// What each series cost by the hour, as far as its ledger knows hours.
SpentQueries::HoursBySeries SpentQueries::hoursOf(std::int64_t day, std::int64_t currency)
{
    HoursBySeries out;
    m_hours.bind(day, day + dayWidth);
    while (m_hours.step())
        if (Pricing::of(m_hours.integer(2)).currency == currency && m_hours.integer(3) > 0)
            out[m_hours.integer(0)].emplace_back(m_hours.integer(1) / hourWidth * hourWidth, m_hours.integer(3));
    m_hours.reset();
    for (Hours& hours : out | std::views::values)
        addUp(hours);
    return out;
}

/// Over the hours in proportion to what they cost; the running total is always exact to the nano-unit.
void SpentQueries::place(const SpentShare& share, const Hours& hours, std::vector<SpentShare>& out) const
{
    Int128 whole = 0, seen = 0;
    for (const auto& [start, nano] : hours)
        whole += nano;
    if (whole == 0) {
        out.push_back(share);
        return;
    }
    std::int64_t given = 0;
    for (const auto& [start, nano] : hours) {
        seen += nano;
        const auto upTo = static_cast<std::int64_t>(seen * share.nano / whole);
        out.push_back(share);
        out.back().start = instant(start);
        out.back().width = seconds(hourWidth);
        out.back().nano = upTo - given;
        given = upTo;
    }
}

std::vector<DaySum> SpentQueries::teamDays(const TeamId& team, Period period, Currency currency)
{
    std::vector<DaySum> out;
    const auto number = m_names->find(team);
    const auto wanted = numberOf(currency);
    if (!number || !wanted)
        return out;
    m_teamDays.bind(*number, toUnixSeconds(period.start), toUnixSeconds(period.end), *wanted);
    while (m_teamDays.step())
        out.push_back({instant(m_teamDays.integer(0)), m_teamDays.integer(1), m_teamDays.integer(2), m_teamDays.integer(3)});
    m_teamDays.reset();
    return out;
}

std::vector<NamedSum> SpentQueries::totals(sqlite::Statement& query, Period period, Currency currency)
{
    std::vector<NamedSum> out;
    const auto wanted = numberOf(currency);
    if (!wanted)
        return out;
    query.bind(toUnixSeconds(period.start), toUnixSeconds(period.end), *wanted);
    while (query.step())
        out.push_back({m_names->textOf(query.integer(0)), query.integer(1), query.integer(2), query.integer(3)});
    query.reset();
    std::ranges::stable_sort(out, std::greater {}, &NamedSum::nano);
    return out;
}

std::vector<NamedSum> SpentQueries::teamTotals(Period period, Currency currency)
{
    return totals(m_teamTotals, period, currency);
}

std::vector<NamedSum> SpentQueries::modelTotals(Period period, Currency currency)
{
    return totals(m_modelTotals, period, currency);
}

} // namespace fuseboard
