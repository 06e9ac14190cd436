// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/existingdays.h"
#include "store/retention.h"
#include "store/rollups.h"

namespace fuseboard {

/// Up to where single calls have become hours, and hours days: starts of UTC days.
struct CompactionMarks {
    std::int64_t callsBefore = 0, hoursBefore = 0;
};

/// Marks that are missing or no starts of days are damage. A lost bit never leads from one such start to another.
CompactionMarks readMarks(const sqlite::Database& database);

/// Makes old rows coarser, a day at a time: sums, spending and totals stay what they are. Rows that come later for a time
/// that has been made coarser are not taken, or they would count twice.
class Compaction {
public:
    Compaction(sqlite::Database& database, Rollups& rollups);

    /// Whether a row of this start and width comes too late.
    [[nodiscard]] bool isPast(std::int64_t start, std::int64_t width);
    /// Up to `days` of the oldest days; inside a transaction. How many were looked at: none when all is done.
    int run(const Retention& retention, int days);
    /// After a rollback.
    void forget() { m_marks.reset(); }

private:
    CompactionMarks& marks();
    void coarsen(std::int64_t day, std::int64_t finerThan, std::int64_t width);
    sqlite::Database* m_database;
    Rollups* m_rollups;
    ExistingDays m_days;
    sqlite::Statement m_read, m_put, m_delete;
    std::optional<CompactionMarks> m_marks;
};

} // namespace fuseboard
