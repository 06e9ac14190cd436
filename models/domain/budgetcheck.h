// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/budget.h"

#include <set>

namespace fuseboard {

/// The first fault, if any, by the name of its budget or raise: an unknown team, a blank person or model, a negative amount
/// or none of a currency, thresholds out of range or order, a raise that ends before it begins, adds nothing, says no
/// reason, is of another currency or of no budget, more money than 64 bits hold, or two of one scope and instant.
Result<void> checkBudgets(
    const std::vector<Budget>& budgets, const std::vector<BudgetRaise>& raises, const std::set<TeamId>& teams);

/// `The budget of team:team-payments since 2026-11-01T00:00:00Z`, `The raise of …`
std::string budgetName(const Budget& budget);
std::string raiseName(const BudgetRaise& raise);

} // namespace fuseboard
