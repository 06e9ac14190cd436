// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/budgetstate.h"
#include "domain/scope.h"
#include "domain/team.h"

#include <map>
#include <set>

namespace fuseboard {

/// A person resumed what spent hard budgets had frozen.
struct Overruling {
    Instant at;
    std::set<BudgetScope> budgets; ///< that wanted it frozen then; empty: not known, any of that time
};

/// The last of each scope and budget.
using Overrulings = std::map<Scope, std::vector<Overruling>>;

/// What a spent hard budget wants of one scope.
struct HardBudgetFreeze {
    Instant until; ///< end of the budget's period
    BudgetScope budget; ///< the one that lasts longest, where several are spent
    std::set<BudgetScope> all; ///< of them
    bool operator==(const HardBudgetFreeze&) const = default;
};

/// Why a spent hard budget freezes nothing by itself.
enum class HardBudgetLeft {
    protectedTeam, ///< none is frozen but by a person
    notKnown, ///< it is in another currency than the figures
    nothingToFreeze, ///< it knows no scope that could be: a person without keys, an organisation without teams
};

struct HardBudgetWishes {
    std::map<Scope, HardBudgetFreeze> freezes;
    std::map<BudgetScope, HardBudgetLeft> left;
    /// Of hard budgets of which not all is known, and what a protection now holds back: what is frozen there stays so.
    std::set<Scope> unknown;
    bool operator==(const HardBudgetWishes&) const = default;
};

/// Whether a person's resume of the scope holds against that budget: it freezes it no more, until it is raised.
bool isOverruled(const BudgetState& state, const Scope& scope, const Overrulings& overruled, Instant now);
/// The hard budgets that are spent, and what is to be frozen for them until their periods end (DESIGN: *freeze*, a policy's
/// order). A team's budget freezes the team; the organisation's, each team; a person's, the person's keys; a model's, the
/// model. What is protected is left to a person, and so is a model where any team is. Where a person has resumed, a budget
/// freezes that scope again in its next period, or once it is set or raised anew and spent again.
HardBudgetWishes hardBudgetWishes(const std::vector<BudgetState>& budgets, const std::vector<Team>& teams,
    const std::vector<CallerKey>& keys, const Overrulings& overruled, Instant now);

} // namespace fuseboard
