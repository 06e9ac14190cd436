// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/compaction.h"
#include "store/poll.h"
#include "store/rollups.h"
#include "store/series.h"

#include <vector>

namespace fuseboard {

/// Calls and buckets, replaced by key and never added to; what was restated and withdrawn. Every change goes into the
/// rollups too.
class UsageTable {
public:
    UsageTable(sqlite::Database& database, Names& names, SeriesTable& series, Rollups& rollups, Compaction& compaction);

    /// Inside the caller's transaction.
    Applied apply(const Poll& poll);

    /// Live calls and buckets of a source that start in the period.
    [[nodiscard]] std::vector<UsageRow> rows(const std::string& source, Period period);
    [[nodiscard]] std::optional<Instant> firstInstant();
    [[nodiscard]] std::int64_t restatements();

private:
    using Rows = std::vector<StoredRow>;

    Rows stored(const Poll& poll, std::int64_t source, Applied& applied);
    void applyGroup(std::span<const StoredRow> group, Applied& applied);
    void replace(const StoredRow& kept, const StoredRow& row, Applied& applied);
    void withdrawMissing(const Poll& poll, const Rows& found, std::int64_t source, Applied& applied);
    void log(const StoredRow& kept, std::int64_t at, bool withdrawn);
    void touch(const StoredRow& row, Applied& applied) const;

    sqlite::Database* m_database;
    Names* m_names;
    SeriesTable* m_series;
    Rollups* m_rollups;
    Compaction* m_compaction;
    sqlite::Statement m_group, m_put, m_delete, m_log, m_kept;
};

} // namespace fuseboard
