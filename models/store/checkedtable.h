// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/sqlite.h"

#include <vector>

namespace fuseboard {

/// A table whose rows carry a `row_check` that SQL itself makes and compares: few rows, seldom read.
struct CheckedTable {
    const char* name;
    const char* columns; ///< what the check is over, in order
    const char* meaning; ///< what a row is to people, before its subject
    const char* subject; ///< SQL that names what a row is about

    /// Names those that do not fit.
    [[nodiscard]] std::vector<std::string> misfits(const sqlite::Database& database) const;
    /// SQL that is true of a row that fits.
    [[nodiscard]] std::string fits() const;
    [[nodiscard]] std::string complaint(const std::string& about) const;
};

inline constexpr CheckedTable sourceStates {
    "source_state", "source, cursor, answered_at, complete_up_to, told_rows", "what is known of source", "source"};
inline constexpr CheckedTable accountStates {"account_state", "account, told_up_to", "what is settled of account",
    "coalesce((SELECT text FROM name WHERE id = account), account)"};
inline constexpr CheckedTable organisationChanges {
    "organisation_change", "at, changed_by, what, before, after", "the log of changes of", "what"};
inline constexpr CheckedTable mergedRequests {"merged_request", "day, source, account, person, requests",
    "the count of merged requests of", "person || ', ' || date(day, 'unixepoch')"};
inline constexpr CheckedTable checkedTables[] = {sourceStates, accountStates, organisationChanges, mergedRequests};

} // namespace fuseboard
