// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/period.h"
#include "domain/restatement.h"
#include "store/names.h"

#include <vector>

namespace fuseboard {

/// The columns of a change on disk, in the order in which `mustFit` takes them.
#define RESTATED_DAY_COLUMNS "day, team, currency, at, change, row_check"

/// The changes of days that had been told completely, each with a check of its own.
class RestatedDays {
public:
    RestatedDays(const sqlite::Database& database, Names& names);

    /// Team and currency as numbers of names. Inside a transaction.
    void add(std::int64_t day, std::int64_t team, std::int64_t currency, std::int64_t at, std::int64_t change);
    /// Of UTC days that begin in the period, in the order they happened. One that does not fit its check is damage.
    [[nodiscard]] std::vector<Restatement> of(Period period);
    /// A row that does not fit its check is damage.
    static void mustFit(const sqlite::Statement& row, const sqlite::Database& database);

private:
    const sqlite::Database* m_database;
    Names* m_names;
    sqlite::Statement m_add, m_read;
};

} // namespace fuseboard
