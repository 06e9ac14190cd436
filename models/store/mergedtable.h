// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/mergedrequests.h"
#include "store/poll.h"
#include "store/sqlite.h"

#include <vector>

namespace fuseboard {

/// Merged requests by day and author, replaced and never added to.
class MergedTable {
public:
    explicit MergedTable(sqlite::Database& database);

    /// The poll's rows of `Ledger::repository`, and what its rereads of that did not bring. Inside the caller's transaction.
    Applied apply(const Poll& poll);
    /// Of the UTC days that start in the period, in order. A row that does not fit its check is damage.
    [[nodiscard]] std::vector<MergedRequests> of(Period period);

private:
    sqlite::Database* m_database;
};

} // namespace fuseboard
