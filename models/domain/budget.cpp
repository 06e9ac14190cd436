// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/budget.h"

namespace fuseboard {

const Budget* budgetAt(const std::vector<Budget>& budgets, const TeamId& team, Instant at)
{
    const Budget* current = nullptr;
    for (const Budget& budget : budgets)
        if (budget.team == team && budget.since <= at && (!current || current->since <= budget.since))
            current = &budget;
    return current;
}

} // namespace fuseboard
