// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/organisation.h"
#include "store/sqlite.h"

#include <utility>
#include <vector>

namespace fuseboard {

/// Teams, keys, budgets and rules as they are, and every change with who and when.
class OrganisationTables {
public:
    explicit OrganisationTables(sqlite::Database& database);

    /// One that does not fit its check is damage.
    [[nodiscard]] Organisation read();
    /// For a copy of a damaged one: what stands there is right from now on. False where it contradicts itself or can't be
    /// read: then none of it is kept.
    bool renewCheck();
    /// For one that an older program left without a check. One that can't be read gets none, which is damage.
    void checkFirst();
    /// The caller holds the transaction. Answers with each change and its number in the log of changes.
    std::vector<std::pair<std::int64_t, OrganisationChange>> replace(
        const Organisation& organisation, const std::string& by, Instant at);
    [[nodiscard]] std::vector<OrganisationChange> changes();

private:
    Organisation readUnchecked();
    void writeCheck(const Organisation& organisation);

    sqlite::Database* m_database;
};

/// The first fault, if any: an id malformed or used twice, a member of a team that is not there, a budget or raise
/// that `checkBudgets` refuses.
Result<void> checkOrganisation(const Organisation& organisation);

} // namespace fuseboard
