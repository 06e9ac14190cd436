// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/period.h"
#include "store/series.h"
#include "store/spending.h"

namespace fuseboard {

/// Reads what counts and has no price.
class UnpricedQueries {
public:
    UnpricedQueries(const sqlite::Database& database, SeriesTable& series);

    /// Of UTC days that start in the period; most tokens first, then most calls. Days of an account that a provider billed
    /// are left out: what was used is in the sum, whatever we know of its price.
    [[nodiscard]] std::vector<UnpricedUsage> usage(Period period);

private:
    SeriesTable* m_series;
    sqlite::Statement m_days;
};

} // namespace fuseboard
