// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "collector/policycomposer.h"

#include <algorithm>

namespace fuseboard {
namespace {

bool wasHard(const PolicyDocument& previous, const Scope& scope)
{
    const auto it = std::ranges::find(previous.budgets, scope, &PolicyBudget::scope);
    return it != previous.budgets.end() && it->hard;
}

} // namespace

PolicyDocument policyFor(const Organisation& organisation, const PriceList& prices, const Calendar& calendar,
    const PolicyDocument& previous, Instant now)
{
    PolicyDocument policy = previous;
    policy.zone = calendar.zoneName();
    policy.fiscalDay = calendar.fiscalDay();
    policy.teams = organisation.teams;
    policy.keys = organisation.keys;
    policy.prices = prices;
    policy.budgets.clear();
    std::vector<Scope> scopes {Scope::everything()};
    for (const Team& team : organisation.teams)
        scopes.push_back(Scope::ofTeam(team.id));
    for (const Scope& scope : scopes) {
        const TeamId team = scope.kind == ScopeKind::team ? scope.id : TeamId();
        if (const Budget* budget = budgetAt(organisation.budgets, team, now))
            policy.budgets.push_back({scope, budget->period, budget->amount, wasHard(previous, scope)});
    }
    if (writePolicy(policy) != writePolicy(previous))
        ++policy.revision;
    return policy;
}

} // namespace fuseboard
