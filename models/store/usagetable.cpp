// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/usagetable.h"

#include <algorithm>
#include <format>
#include <map>
#include <set>
#include <tuple>

namespace fuseboard {
namespace {

using namespace std::chrono;

/// As the table is ordered; a text stands before a blob in SQLite.
auto keyOf(const StoredRow& row) { return std::tie(row.start, row.width, row.binaryRecord, row.record, row.series); }

/// What makes two rows of a source the same one: a call is known by its id, whatever else is said of it.
bool isSame(const StoredRow& a, const StoredRow& b)
{
    return a.start == b.start && a.width == b.width && a.record == b.record && a.binaryRecord == b.binaryRecord
        && (a.isCall() || a.series == b.series);
}

bool comesBefore(const StoredRow& a, const StoredRow& b)
{
    const auto before = [](const StoredRow& row) { return std::tie(row.start, row.width, row.binaryRecord, row.record); };
    if (before(a) != before(b))
        return before(a) < before(b);
    return a.isCall() ? a.seq < b.seq : a.series < b.series; // of a call twice in a poll the last counts
}

/// Whether what is not told any more of such a row was withdrawn.
bool isWhole(const Reread& reread, const std::string& lineItem)
{
    return !reread.inPart || reread.lists.contains(lineItem.substr(0, lineItem.find(", ")));
}

/// Nothing that no provider would say.
std::string faultOf(const UsageRow& row, const Poll& poll)
{
    const TokenCounts& t = row.tokens;
    const bool call = row.width.count() == 0;
    if (row.source != poll.source)
        return "it is of another source";
    if (call == row.recordId.empty() || row.width.count() < 0)
        return "it is neither a call nor a bucket";
    if (std::min(
            {t.input, t.cacheRead, t.cacheWrite5m, t.cacheWrite1h, t.output, t.reasoning, row.requests, row.failedRequests})
        < 0)
        return "a count is negative";
    if (row.cost && !row.cost->isZero() && !row.cost->currency.isSet())
        return "its cost has no currency";
    return {};
}

} // namespace

UsageTable::UsageTable(sqlite::Database& database, Names& names, SeriesTable& series, Rollups& rollups, Compaction& compaction)
    : m_database(&database)
    , m_names(&names)
    , m_series(&series)
    , m_rollups(&rollups)
    , m_compaction(&compaction)
    , m_group(database, "SELECT " STORED_ROW_COLUMNS " FROM usage WHERE start = ?1 AND width = ?2 AND source = ?3")
    , m_put(database,
          "INSERT OR REPLACE INTO usage (" STORED_ROW_COLUMNS ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12,"
          " ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21)")
    , m_delete(database, "DELETE FROM usage WHERE start = ?1 AND width = ?2 AND source = ?3 AND record = ?4 AND series = ?5")
    , m_log(database,
          "INSERT INTO restated (" STORED_ROW_COLUMNS ", replaced_at, withdrawn) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9,"
          " ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23)")
    , m_kept(database,
          "SELECT " STORED_ROW_COLUMNS " FROM usage WHERE start >= ?1 AND start < ?2 AND width > 0 AND source = ?3"
          " AND withdrawn_at IS NULL")
{
}

Applied UsageTable::apply(const Poll& poll)
{
    Applied applied;
    const auto source = m_names->idOf(poll.source);
    const Rows rows = stored(poll, source, applied);
    for (auto first = rows.begin(); first != rows.end();) {
        const auto end = std::find_if(
            first, rows.end(), [&](const StoredRow& row) { return row.start != first->start || row.width != first->width; });
        applyGroup({first, end}, applied);
        first = end;
    }
    if (!poll.rereads.empty())
        withdrawMissing(poll, rows, source, applied);
    return applied;
}

/// In the order of the table, each key once.
UsageTable::Rows UsageTable::stored(const Poll& poll, std::int64_t source, Applied& applied)
{
    Rows rows;
    rows.reserve(poll.rows.size());
    for (std::size_t i = 0; i < poll.rows.size(); ++i) {
        const UsageRow& row = poll.rows[i];
        if (row.ledger == Ledger::repository) // has a table of its own
            continue;
        if (const auto fault = faultOf(row, poll); !fault.empty())
            throw sqlite::Failure {{ErrorCode::badDocument, poll.source,
                std::format("row {} of {} can't be kept: {}", i + 1, toText(row.start), fault)}};
        if (m_compaction->isPast(toUnixSeconds(row.start), row.width.count()))
            ++applied.late;
        else
            rows.push_back(storedRow(row, source, m_series->of(row).id, poll.at, *m_names));
    }
    if (!std::ranges::is_sorted(rows, comesBefore))
        std::ranges::stable_sort(rows, comesBefore);
    Rows once;
    once.reserve(rows.size());
    for (StoredRow& row : rows) {
        if (!once.empty() && isSame(once.back(), row))
            once.back() = std::move(row);
        else
            once.push_back(std::move(row));
    }
    return once;
}

/// All rows of a source with one start and width: what is kept of them is read in one go.
void UsageTable::applyGroup(std::span<const StoredRow> group, Applied& applied)
{
    Rows kept;
    m_group.bind(group.front().start, group.front().width, group.front().source);
    while (m_group.step())
        kept.push_back(readStored(m_group, *m_database));
    m_group.reset();
    auto old = kept.begin();
    for (const StoredRow& row : group) {
        // Both are in the table's order, except that a call may have changed its series.
        while (old != kept.end() && !isSame(*old, row) && keyOf(*old) < keyOf(row))
            ++old;
        if (old != kept.end() && isSame(*old, row)) {
            replace(*old, row, applied);
            continue;
        }
        m_rollups->add(row);
        runWith(m_put, row);
        touch(row, applied);
        ++applied.added;
    }
}

void UsageTable::replace(const StoredRow& kept, const StoredRow& row, Applied& applied)
{
    const bool withdrawn = kept.withdrawnAt.has_value();
    if (row.isCall() ? row.seq <= kept.seq : !withdrawn && kept.saysTheSameAs(row))
        return;
    // A bucket still running only grows; one that was over has been restated.
    if (!row.isCall() && !withdrawn && kept.readAt >= kept.start + kept.width) {
        log(kept, row.readAt, false);
        ++applied.restated;
    }
    if (!withdrawn)
        m_rollups->take(kept);
    if (kept.series != row.series) {
        if (kept.binaryRecord)
            m_delete.run(kept.start, kept.width, kept.source, sqlite::Blob {kept.record}, kept.series);
        else
            m_delete.run(kept.start, kept.width, kept.source, kept.record, kept.series);
    }
    m_rollups->add(row);
    runWith(m_put, row);
    touch(row, applied);
    ++applied.replaced;
}

void UsageTable::withdrawMissing(const Poll& poll, const Rows& found, std::int64_t source, Applied& applied)
{
    std::map<std::int64_t, std::set<std::int64_t>> widths; ///< by series, as the poll tells it
    if (std::ranges::any_of(poll.rereads, &Reread::inPart))
        for (const StoredRow& row : found)
            widths[row.series].insert(row.width);
    const auto isReplaced = [&widths](const StoredRow& key) {
        const auto told = widths.find(key.series);
        return told != widths.end() && !told->second.contains(key.width);
    };
    Rows missing;
    for (const Reread& reread : poll.rereads) {
        m_kept.bind(toUnixSeconds(reread.period.start), toUnixSeconds(reread.period.end), source);
        auto next = found.begin();
        while (m_kept.step()) {
            // Only what the search needs is read of the many rows that are still there.
            const StoredRow key {
                .start = m_kept.integer(0), .width = m_kept.integer(1), .source = source, .series = m_kept.integer(4)};
            while (next != found.end() && keyOf(*next) < keyOf(key))
                ++next;
            const bool there = next != found.end() && isSame(*next, key);
            if (there || m_compaction->isPast(key.start, hourWidth))
                continue;
            const UsageRow& common = m_series->at(key.series).common;
            if (common.ledger == reread.ledger && (isWhole(reread, common.lineItem) || isReplaced(key)))
                missing.push_back(readStored(m_kept, *m_database));
        }
        m_kept.reset();
    }
    const auto at = toUnixSeconds(poll.at);
    for (StoredRow& row : missing) {
        log(row, at, true);
        m_rollups->take(row);
        row.withdrawnAt = at;
        runWith(m_put, row);
        touch(row, applied);
        ++applied.withdrawn;
    }
}

void UsageTable::log(const StoredRow& kept, std::int64_t at, bool withdrawn) { runWith(m_log, kept, at, withdrawn); }

void UsageTable::touch(const StoredRow& row, Applied& applied) const
{
    applied.days.insert(dayOf(Instant(seconds(row.start))));
}

std::vector<UsageRow> UsageTable::rows(const std::string& source, Period period)
{
    std::vector<UsageRow> out;
    const auto id = m_names->find(source);
    if (!id)
        return out;
    sqlite::Statement select(*m_database,
        "SELECT " STORED_ROW_COLUMNS " FROM usage WHERE start >= ?1 AND start < ?2 AND source = ?3 AND withdrawn_at IS NULL"
        " ORDER BY start, width, fraction, record");
    select.bind(toUnixSeconds(period.start), toUnixSeconds(period.end), *id);
    while (select.step()) {
        const StoredRow row = readStored(select, *m_database);
        out.push_back(usageRow(row, m_series->at(row.series).common, *m_names));
    }
    return out;
}

std::optional<Instant> UsageTable::firstInstant()
{
    sqlite::Statement select(*m_database, "SELECT start, fraction FROM usage ORDER BY start LIMIT 1");
    return select.step() ? std::optional(Instant(seconds(select.integer(0)) + microseconds(select.integer(1)))) : std::nullopt;
}

std::int64_t UsageTable::restatements()
{
    sqlite::Statement select(*m_database, "SELECT count(*) FROM restated");
    return select.step() ? select.integer(0) : 0;
}

} // namespace fuseboard
