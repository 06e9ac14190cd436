// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/compaction.h"

#include <algorithm>
#include <limits>
#include <map>
#include <tuple>

namespace fuseboard {
namespace {

/// Rows that become one: the same bucket, source, series and pricing.
using Group = std::tuple<std::int64_t, std::int64_t, std::int64_t, std::int64_t>;

void addTo(StoredRow& sum, const StoredRow& row)
{
    sum.tokens += row.tokens;
    sum.requests += row.requests;
    sum.failedRequests += row.failedRequests;
    if (row.cost)
        sum.cost = sum.cost.value_or(0) + *row.cost;
    sum.priceVersion = std::max(sum.priceVersion, row.priceVersion);
    sum.readAt = std::max(sum.readAt, row.readAt);
}

} // namespace

CompactionMarks readMarks(const sqlite::Database& database)
{
    sqlite::Statement read(database, "SELECT calls_before, hours_before FROM compaction");
    const auto marks =
        read.step() ? std::optional(CompactionMarks {read.integer(0), read.integer(1)}) : std::optional<CompactionMarks>();
    if (!marks || marks->hoursBefore < 0 || marks->callsBefore < marks->hoursBefore || marks->callsBefore % dayWidth != 0
        || marks->hoursBefore % dayWidth != 0)
        throw sqlite::Failure {
            {ErrorCode::historyDamaged, database.file().string(), "up to where rows were made coarser can't be read"}};
    return *marks;
}

Compaction::Compaction(sqlite::Database& database, Rollups& rollups)
    : m_database(&database)
    , m_rollups(&rollups)
    , m_days(database, {ExistingDays::Of::usage})
    , m_read(database, "SELECT " STORED_ROW_COLUMNS " FROM usage WHERE start >= ?1 AND start < ?2 AND width < ?3")
    , m_put(database,
          "INSERT INTO usage (" STORED_ROW_COLUMNS ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12,"
          " ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21)")
    , m_delete(database, "DELETE FROM usage WHERE start >= ?1 AND start < ?2 AND width < ?3")
{
}

CompactionMarks& Compaction::marks()
{
    if (!m_marks)
        m_marks = readMarks(*m_database);
    return *m_marks;
}

bool Compaction::isPast(std::int64_t start, std::int64_t width)
{
    return width < dayWidth && start < (width == 0 ? marks().callsBefore : marks().hoursBefore);
}

int Compaction::run(const Retention& retention, int days)
{
    if (!m_days.from(std::numeric_limits<std::int64_t>::min()))
        return 0;
    CompactionMarks& at = marks();
    int done = 0;
    const auto step = [&](std::int64_t& mark, std::int64_t until, std::int64_t finerThan, std::int64_t width) {
        while (mark < until && done < days) {
            const auto next = m_days.from(mark);
            if (!next || *next >= until) {
                mark = until;
                return;
            }
            coarsen(*next, finerThan, width);
            mark = *next + dayWidth;
            ++done;
        }
    };
    step(at.callsBefore, toUnixSeconds(retention.callsBefore), 1, hourWidth);
    step(at.hoursBefore, std::min(toUnixSeconds(retention.hoursBefore), at.callsBefore), dayWidth, dayWidth);
    sqlite::Statement(*m_database, "UPDATE compaction SET calls_before = ?1, hours_before = ?2")
        .run(at.callsBefore, at.hoursBefore);
    return done;
}

/// What is finer than `finerThan` becomes buckets of `width`. What was withdrawn goes: the log has it.
void Compaction::coarsen(std::int64_t day, std::int64_t finerThan, std::int64_t width)
{
    std::map<Group, StoredRow> sums;
    std::map<std::tuple<std::int64_t, std::int64_t, std::int64_t>, std::int64_t> pricings; // in a bucket of a series
    m_read.bind(day, day + dayWidth, finerThan);
    while (m_read.step()) {
        const StoredRow row = readStored(m_read, *m_database);
        if (row.withdrawnAt)
            continue;
        m_rollups->take(row);
        const std::int64_t start = row.start - row.start % width;
        const auto [at, isNew] = sums.try_emplace({start, row.source, row.series, row.pricing});
        if (isNew) {
            at->second = {.start = start,
                .width = width,
                .source = row.source,
                .record = {},
                .series = row.series,
                .cost = {},
                .pricing = row.pricing,
                .withdrawnAt = {}};
            // A second pricing of the same bucket needs a key of its own.
            if (++pricings[{start, row.source, row.series}] > 1)
                at->second.record = std::to_string(row.pricing);
        }
        addTo(at->second, row);
    }
    m_read.reset();
    m_delete.run(day, day + dayWidth, finerThan);
    for (const auto& [group, row] : sums) {
        m_rollups->add(row);
        runWith(m_put, row);
    }
}

} // namespace fuseboard
