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
    std::vector<Budget> budgets; ///< a raise is one more, from its own instant
    std::vector<AllocationRule> rules; ///< the first that matches counts
    bool operator==(const Organisation&) const = default;
};

/// One change of the organisation: who, when, what; JSON before and after, empty where there was or is nothing.
struct OrganisationChange {
    Instant at;
    std::string by;
    std::string what; ///< "team team-payments"
    std::string before, after;
    bool operator==(const OrganisationChange&) const = default;
};

} // namespace fuseboard
