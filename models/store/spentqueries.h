// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/period.h"
#include "store/series.h"
#include "store/spending.h"
#include "store/storedrow.h"

#include <unordered_map>

namespace fuseboard {

/// Reads what counts as spent. Days are UTC; a day belongs to a period that contains its start.
class SpentQueries {
public:
    SpentQueries(const sqlite::Database& database, Names& names, SeriesTable& series);

    /// Days with anything to tell, in order.
    [[nodiscard]] std::vector<SpentDay> days(Period period, Grain grain, Currency currency);
    [[nodiscard]] std::vector<DaySum> teamDays(const TeamId& team, Period period, Currency currency);
    /// Largest first.
    [[nodiscard]] std::vector<NamedSum> teamTotals(Period period, Currency currency);
    [[nodiscard]] std::vector<NamedSum> modelTotals(Period period, Currency currency);

private:
    using Hours = std::vector<std::pair<std::int64_t, std::int64_t>>; ///< start of the hour, money of it

    using HoursBySeries = std::unordered_map<std::int64_t, Hours>;
    HoursBySeries hoursOf(std::int64_t day, std::int64_t currency);
    void place(const SpentShare& share, const Hours& hours, std::vector<SpentShare>& out) const;
    std::vector<NamedSum> totals(sqlite::Statement& query, Period period, Currency currency);
    std::optional<std::int64_t> numberOf(Currency currency);
    Currency currencyOf(std::int64_t number);

    const sqlite::Database* m_database;
    Names* m_names;
    SeriesTable* m_series;
    sqlite::Statement m_spent, m_usage, m_uncounted, m_hours, m_teamDays, m_teamTotals, m_modelTotals;
};

} // namespace fuseboard
