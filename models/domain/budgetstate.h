// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/burndown.h"

namespace fuseboard {

/// A budget in force, in its own period, and how far it is used up.
struct BudgetState {
    Budget budget;
    std::vector<BudgetRaise> raises; ///< in force
    Money amount; ///< in force: the budget and its raises
    BurnDownInput input;
    /// Empty where nothing is known of it: its currency is not the one that spending is counted in.
    std::optional<BurnDown> burn;
    std::optional<std::int64_t> percent; ///< of the amount spent, rounded down; empty where unknown or the amount is zero
    std::vector<int> crossed; ///< thresholds that are reached
    std::vector<Money> withoutRate; ///< spent as well, in other currencies, and in no figure since no rate is known
    bool operator==(const BudgetState&) const = default;
};

/// The thresholds that spending has reached: at least that percentage of the amount, and something at all.
std::vector<int> thresholdsCrossed(const std::vector<int>& percents, std::int64_t spentNano, std::int64_t amountNano);
/// Spent as a percentage of the amount, rounded down; empty of zero.
std::optional<std::int64_t> percentSpent(std::int64_t spentNano, std::int64_t amountNano);

} // namespace fuseboard
