// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/hardbudget.h"

#include <algorithm>

namespace fuseboard {
namespace {

struct Reach {
    std::vector<Scope> scopes, heldBack; ///< by a protection
};

Reach reachOf(const BudgetScope& budget, const std::vector<Team>& teams, const std::vector<CallerKey>& keys)
{
    Reach out;
    const auto isProtected = [&](const TeamId& id) {
        const auto team = std::ranges::find(teams, id, &Team::id);
        return team != teams.end() && team->isProtected;
    };
    const auto take = [&](Scope scope, const TeamId& team) {
        (isProtected(team) ? out.heldBack : out.scopes).push_back(std::move(scope));
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
        (std::ranges::any_of(teams, &Team::isProtected) ? out.heldBack : out.scopes).push_back({ScopeKind::model, budget.name});
        break;
    }
    return out;
}

} // namespace

bool isOverruled(const BudgetState& state, const Scope& scope, const Overrulings& overruled, Instant now)
{
    const auto found = overruled.find(scope);
    return found != overruled.end() && std::ranges::any_of(found->second, [&](const Overruling& each) {
        const auto isSince = [&](const BudgetRaise& raise) { return raise.from > each.at; };
        return (each.budgets.empty() || each.budgets.contains(state.budget.scope)) && each.at <= now
            && each.at >= state.input.period.start && each.at >= state.budget.since
            && std::ranges::none_of(state.raises, isSince);
    });
}

HardBudgetWishes hardBudgetWishes(const std::vector<BudgetState>& budgets, const std::vector<Team>& teams,
    const std::vector<CallerKey>& keys, const Overrulings& overruled, Instant now)
{
    HardBudgetWishes out;
    for (const BudgetState& state : budgets) {
        if (state.budget.kind != BudgetKind::hard)
            continue;
        const BudgetScope& budget = state.budget.scope;
        const Reach reach = reachOf(budget, teams, keys);
        const bool isSpent = state.burn && state.burn->spentNano >= state.amount.nano;
        if (!isSpent) {
            if (!state.burn || !state.withoutRate.empty())
                out.unknown.insert(reach.scopes.begin(), reach.scopes.end());
            if (!state.burn)
                out.left[budget] = HardBudgetLeft::notKnown;
            continue;
        }
        out.unknown.insert(reach.heldBack.begin(), reach.heldBack.end());
        if (!reach.heldBack.empty())
            out.left[budget] = HardBudgetLeft::protectedTeam;
        else if (reach.scopes.empty())
            out.left[budget] = HardBudgetLeft::nothingToFreeze;
        for (const Scope& scope : reach.scopes) {
            if (isOverruled(state, scope, overruled, now))
                continue;
            const auto [known, isNew] = out.freezes.try_emplace(scope, state.input.period.end, budget);
            HardBudgetFreeze& freeze = known->second;
            freeze.all.insert(budget);
            if (!isNew && freeze.until < state.input.period.end) {
                freeze.until = state.input.period.end;
                freeze.budget = budget;
            }
        }
    }
    return out;
}

} // namespace fuseboard
