// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/hardbudget.h"

#include <algorithm>

namespace fuseboard {
namespace {

bool isOverruled(const BudgetState& state, const Scope& scope, const Overrulings& overruled)
{
    const auto found = overruled.find(scope);
    if (found == overruled.end())
        return false;
    const auto isSince = [at = found->second](const BudgetRaise& raise) { return raise.from > at; };
    return found->second >= state.input.period.start && found->second >= state.budget.since
        && std::ranges::none_of(state.raises, isSince);
}

struct Reach {
    std::vector<Scope> scopes;
    bool isHeldBack = false; ///< by a protection
};

Reach reachOf(const BudgetScope& budget, const std::vector<Team>& teams, const std::vector<CallerKey>& keys)
{
    Reach out;
    const auto isProtected = [&](const TeamId& id) {
        const auto team = std::ranges::find(teams, id, &Team::id);
        return team != teams.end() && team->isProtected;
    };
    const auto take = [&](Scope scope, const TeamId& team) {
        if (isProtected(team))
            out.isHeldBack = true;
        else
            out.scopes.push_back(std::move(scope));
    };
    switch (budget.kind) {
    case BudgetScopeKind::organisation:
        for (const Team& team : teams)
            take(Scope::ofTeam(team.id), team.id);
        break;
    case BudgetScopeKind::team: take(Scope::ofTeam(budget.name), budget.name); break;
    case BudgetScopeKind::person:
        for (const CallerKey& key : keys)
            if (!key.probe && key.person == budget.name && (budget.agent.empty() || key.agent == budget.agent))
                take({ScopeKind::token, key.sha256}, key.team);
        break;
    case BudgetScopeKind::model:
        out.isHeldBack = std::ranges::any_of(teams, &Team::isProtected);
        if (!out.isHeldBack)
            out.scopes.push_back({ScopeKind::model, budget.name});
        break;
    }
    return out;
}

} // namespace

HardBudgetWishes hardBudgetWishes(const std::vector<BudgetState>& budgets, const std::vector<Team>& teams,
    const std::vector<CallerKey>& keys, const Overrulings& overruled)
{
    HardBudgetWishes out;
    for (const BudgetState& state : budgets) {
        if (state.budget.kind != BudgetKind::hard)
            continue;
        const BudgetScope& budget = state.budget.scope;
        const Reach reach = reachOf(budget, teams, keys);
        if (!state.burn) {
            out.unknown.insert(reach.scopes.begin(), reach.scopes.end());
            continue;
        }
        if (state.burn->spentNano < state.amount.nano)
            continue;
        if (reach.isHeldBack)
            out.left[budget] = HardBudgetLeft::protectedTeam;
        else if (reach.scopes.empty())
            out.left[budget] = HardBudgetLeft::nothingToFreeze;
        for (const Scope& scope : reach.scopes) {
            if (isOverruled(state, scope, overruled))
                continue;
            const auto [known, isNew] = out.freezes.try_emplace(scope, state.input.period.end, budget);
            if (!isNew && known->second.until < state.input.period.end)
                known->second = {state.input.period.end, budget};
        }
    }
    return out;
}

} // namespace fuseboard
