// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/rollups.h"
#include "store/series.h"
#include "store/spending.h"

#include <functional>
#include <set>
#include <span>

namespace fuseboard {

/// What one series spent on a day for one team; teams as numbers of names.
struct SpentKey {
    std::int64_t series = 0, team = 0, pricing = 0;
    bool elsewhere = false;
    auto operator<=>(const SpentKey&) const = default;
};

/// How the day of one account and currency was decided.
struct AccountDecision {
    std::int64_t account = 0;
    std::int64_t currency = 0; ///< 0: calls that are in no sum
    std::optional<Ledger> ledger; ///< empty: none knows a price
    bool settled = false;
    std::int64_t nano = 0;
    std::int64_t requests = 0; ///< calls with a price in this currency; of currency 0, without one
    bool operator==(const AccountDecision&) const = default;
};

/// A whole UTC day, decided.
struct DecidedDay {
    std::map<SpentKey, std::int64_t> spent;
    std::vector<AccountDecision> accounts;
    std::map<std::int64_t, UsageCount> usage; ///< by team
};

struct NumberedShare {
    std::int64_t team = 0;
    std::int64_t millionths = 0;
};

/// What the decision asks for beside the sums of the day.
struct DayFacts {
    std::function<const Series&(std::int64_t series)> series;
    /// The same number, the same project, key and model.
    std::function<std::int64_t(const Series& series)> costGroup;
    /// Whose money a series' is; a whole together, never empty.
    std::function<std::span<const NumberedShare>(const Series& series)> shares;
    std::function<bool(std::int64_t account)> isSettled;
    /// The series of money that nothing says more of than its account and ledger.
    std::function<const Series&(const Series& like)> rest;
};

/// Whose calls count where several ledgers tell of the same account and day, since they count the same ones. None where only a
/// bill stands for them: what a provider bills is in the sum, priced by us or not.
std::optional<Ledger> countedLedger(const std::set<Ledger>& telling);

/// Splits costs over the usage they are for, allocates, and chooses what counts as spent, account by account and currency
/// by currency. Calls and tokens of a team are those a gateway saw; of a team that no gateway saw, the provider's; what the
/// provider counts beyond that is unallocated. A sum that does not fit is thrown as `overflow`.
DecidedDay decideDay(const DaySums& sums, const DayFacts& facts);

} // namespace fuseboard
