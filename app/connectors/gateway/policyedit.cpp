// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/gateway/policyedit.h"

namespace fuseboard {

PolicyDocument editPolicy(PolicyDocument current, const PolicyContents& contents, const ProbeKey& probes, Instant now)
{
    PolicyDocument next = current;
    const Organisation& organisation = contents.organisation;
    next.zone = contents.zone;
    next.fiscalDay = contents.fiscalDay;
    next.teams = organisation.teams;
    next.prices = contents.prices;
    next.keys.clear();
    for (const CallerKey& key : organisation.keys)
        if (!key.probe)
            next.keys.push_back(key);
    for (const Team& team : organisation.teams)
        next.keys.push_back(probes.callerKey(team.id));
    next.budgets.clear();
    // What is in force now; `hard` stays on record only, as no gateway of ours refuses by it yet.
    const auto add = [&](const BudgetScope& of, const Scope& scope) {
        if (const Budget* budget = budgetAt(organisation.budgets, of, now))
            next.budgets.push_back({.scope = scope,
                .period = budget->period,
                .amount = *effectiveBudget(organisation.budgets, organisation.raises, of, now),
                .hard = false});
    };
    add(BudgetScope::everything(), Scope::everything());
    for (const Team& team : organisation.teams)
        add(BudgetScope::ofTeam(team.id), Scope::ofTeam(team.id));

    if (writePolicy(next) == writePolicy(current))
        return current;
    next.revision = current.revision + 1;
    return next;
}

} // namespace fuseboard
