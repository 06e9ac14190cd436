// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/allocation.h"
#include "domain/budget.h"

namespace fuseboard {

/// Teams, keys, budgets and rules as a person set them.
struct Organisation {
    std::vector<Team> teams;
    std::vector<CallerKey> keys;
    std::vector<Budget> budgets; ///< a change is one more, from its own instant
    std::vector<BudgetRaise> raises;
    std::vector<AllocationRule> rules; ///< the first that matches counts
    bool operator==(const Organisation&) const = default;
};

/// One change of the organisation: who, when, what; JSON before and after, empty where there was or is nothing.
struct OrganisationChange {
    Instant at;
    std::string by;
    std::string what; ///< "team team-payments"
    std::string before, after;
    std::string why = {}; ///< of a budget or raise, as it is kept with it; else empty
    bool operator==(const OrganisationChange&) const = default;
};

} // namespace fuseboard
