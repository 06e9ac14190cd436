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
inline constexpr CheckedTable limitLists {"provider_limit_list", "source, list, answer, detail, asked_at, told_at, limits",
    "a list of limits of", "source || ', ' || list"};
inline constexpr CheckedTable providerLimits {"provider_limit",
    "source, list, place, holder, holder_id, holder_name, kind, covers, limit_amount, limit_unit, limit_is_money, used_amount,"
    " used_unit, used_is_money, period, resets_at, refuses_beyond",
    "a limit of", "source || ', ' || list || ', ' || holder_id"};
inline constexpr CheckedTable untoldDays {"untold", "source, account, ledger, list, first_day, end_day, why, was_told",
    "days without figures of", "source || ', ' || list"};
/// SQL that is true of a list which has lost a limit, or was given one.
inline constexpr auto limitsMissing = "limits <> (SELECT count(*) FROM provider_limit AS each WHERE each.source ="
                                      " provider_limit_list.source AND each.list = provider_limit_list.list)";
inline constexpr CheckedTable checkedTables[] = {
    sourceStates, accountStates, organisationChanges, mergedRequests, limitLists, providerLimits, untoldDays};

} // namespace fuseboard
