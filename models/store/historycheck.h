// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/period.h"
#include "store/existingdays.h"
#include "store/damage.h"
#include "store/rollups.h"
#include "store/series.h"
#include "store/spenttables.h"

namespace fuseboard {

/// Looks for damage that SQLite's own check does not see (SAFETY HI7): rows against their checks, sums against their rows,
/// what counts as spent against its sums. Reads only; days can be looked at one by one.
class HistoryCheck {
public:
    HistoryCheck(sqlite::Database& database, Names& names, SeriesTable& series, Rollups& rollups, SpentTables& spent);

    /// `decided`: whether the day stands as today's rules allocate it.
    [[nodiscard]] std::vector<Damage> day(Instant day, bool decided);
    /// What belongs to no day: series, the log of restatements, exchange rates.
    [[nodiscard]] std::vector<Damage> rest();
    /// Starts of the UTC days in the period that there is anything to look at of.
    [[nodiscard]] std::vector<Instant> days(Period period);
    /// First and last second of what there is to look at.
    [[nodiscard]] std::optional<Period> span();

private:
    using Sums = std::map<RollupKey, RollupSum>;
    void compare(Instant day, std::int64_t width, std::int64_t start, const Sums& expected, std::vector<Damage>& out);

    sqlite::Database* m_database;
    SeriesTable* m_series;
    Rollups* m_rollups;
    SpentTables* m_spent;
    RestatedDays m_restated;
    ExistingDays m_days;
    sqlite::Statement m_rows, m_hours;
};

} // namespace fuseboard
