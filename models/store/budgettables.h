// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/organisation.h"
#include "store/sqlite.h"

namespace fuseboard {

/// Budgets and their raises in the history. `OrganisationTables` holds them against the check of the whole.
class BudgetTables {
public:
    explicit BudgetTables(sqlite::Database& database);

    void read(Organisation& into);
    /// Into empty tables.
    void write(const Organisation& organisation);

private:
    sqlite::Database* m_database;
};

/// `80,100`
std::string thresholdText(const std::vector<int>& percents);

} // namespace fuseboard
