// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/historycheck.h"

#include "store/checkedtable.h"
#include "store/ratetable.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace fuseboard {

using namespace std::chrono;

HistoryCheck::HistoryCheck(sqlite::Database& database, Names& names, SeriesTable& series, Rollups& rollups, SpentTables& spent)
    : m_database(&database)
    , m_series(&series)
    , m_rollups(&rollups)
    , m_spent(&spent)
    , m_restated(database, names)
    , m_days(database,
          {ExistingDays::Of::usage, ExistingDays::Of::sums, ExistingDays::Of::spent, ExistingDays::Of::accounts,
              ExistingDays::Of::teamUsage})
    , m_rows(database, "SELECT " STORED_ROW_COLUMNS " FROM usage WHERE start >= ?1 AND start < ?2")
    , m_hours(database, "SELECT DISTINCT start FROM rollup WHERE width = 3600 AND start >= ?1 AND start < ?2")
{
}

std::vector<Damage> HistoryCheck::day(Instant day, bool decided)
{
    std::vector<Damage> out;
    const std::int64_t start = toUnixSeconds(day);
    Sums ofDay;
    std::map<std::int64_t, Sums> ofHours;
    const auto note = [&](const sqlite::Failure& failure) { out.push_back({day, failure.error.detail}); };
    m_rows.bind(start, start + dayWidth);
    while (m_rows.step()) {
        try {
            const StoredRow row = readStored(m_rows, *m_database);
            m_series->at(row.series);
            if (row.withdrawnAt)
                continue;
            const RollupKey key {row.series, row.pricing};
            ofDay[key].add(row, 1);
            if (row.isCall())
                ofHours[row.start - row.start % hourWidth][key].add(row, 1);
        } catch (const sqlite::Failure& failure) {
            note(failure);
        }
    }
    m_rows.reset();
    if (!out.empty())
        return out; // sums can't fit rows that can't be read
    m_hours.bind(start, start + dayWidth);
    while (m_hours.step())
        ofHours[m_hours.integer(0)]; // one that no call is in does not belong there
    m_hours.reset();
    m_rollups->forget();
    try {
        compare(day, dayWidth, start, ofDay, out);
        for (const auto& [hour, sums] : ofHours)
            compare(day, hourWidth, hour, sums, out);
        if (!out.empty() || !decided)
            return out;
        if (!m_spent->fits(start))
            out.push_back({day, "what counts as spent does not fit the sums of the day"});
    } catch (const sqlite::Failure& failure) {
        note(failure);
    }
    return out;
}

void HistoryCheck::compare(Instant day, std::int64_t width, std::int64_t start, const Sums& expected, std::vector<Damage>& out)
{
    const DaySums kept = m_rollups->of(width, start);
    const auto same = [](const auto& a, const auto& b) { return a.first == b.first && a.second == b.second; };
    if (!std::ranges::equal(kept, expected, same))
        out.push_back(
            {day, width == dayWidth ? "the sums of the day do not fit its rows" : "the sums of an hour do not fit its calls"});
}

std::vector<Damage> HistoryCheck::rest()
{
    std::vector<Damage> out;
    const auto trying = [&](const auto& work) {
        try {
            work();
        } catch (const sqlite::Failure& failure) {
            out.push_back({{}, failure.error.detail});
        }
    };
    trying([&] { m_series->verify(); });
    trying([&] {
        sqlite::Statement log(*m_database, "SELECT " STORED_ROW_COLUMNS " FROM restated");
        while (log.step())
            trying([&] { readStored(log, *m_database); });
    });
    trying([&] { std::ignore = m_restated.of({Instant::min(), Instant::max()}); });
    for (const CheckedTable& table : checkedTables)
        trying([&] {
            for (std::string& misfit : table.misfits(*m_database))
                out.push_back({{}, std::move(misfit)});
        });
    trying([&] {
        sqlite::Statement rates(*m_database, "SELECT " RATE_COLUMNS " FROM exchange_rate");
        while (rates.step())
            trying([&] { readRate(rates, *m_database); });
    });
    trying([&] {
        sqlite::Statement lists(
            *m_database, std::string("SELECT source, list FROM provider_limit_list WHERE ") + limitsMissing);
        while (lists.step())
            out.push_back({{}, limitLists.complaint(lists.text(0) + ", " + lists.text(1))});
    });
    trying([&] {
        // Days are found by the tables that begin with them; these two begin with a name.
        sqlite::Statement stray(*m_database,
            "SELECT 1 WHERE EXISTS (SELECT 1 FROM spent_team t WHERE NOT EXISTS (SELECT 1 FROM spent WHERE day = t.day))"
            " OR EXISTS (SELECT 1 FROM spent_model t WHERE NOT EXISTS (SELECT 1 FROM spent WHERE day = t.day))");
        if (stray.step())
            out.push_back({{}, "a team or model has spent on a day that nothing was spent on"});
    });
    return out;
}

std::vector<Instant> HistoryCheck::days(Period period)
{
    std::vector<Instant> out;
    // The first day that an instant can name begins before the first instant.
    const Instant start = std::max(period.start, Instant::min() + std::chrono::days(2));
    const std::int64_t end = toUnixSeconds(period.end);
    for (auto day = m_days.from(toUnixSeconds(dayOf(start))); day && *day < end; day = m_days.from(*day + dayWidth))
        out.push_back(fromUnixSeconds(*day));
    return out;
}

std::optional<Period> HistoryCheck::span()
{
    sqlite::Statement ends(*m_database,
        "SELECT (SELECT start FROM usage ORDER BY start LIMIT 1), (SELECT start FROM usage ORDER BY start DESC LIMIT 1)");
    if (!ends.step() || ends.isNull(0))
        return std::nullopt;
    return Period {dayOf(fromUnixSeconds(ends.integer(0))), dayOf(fromUnixSeconds(ends.integer(1))) + std::chrono::days(1)};
}

} // namespace fuseboard
