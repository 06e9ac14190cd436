// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/gateway/policyedit.h"

#include <algorithm>

namespace fuseboard {
namespace {

/// Limits that somebody gave the gateway itself: hard ones, and those of scopes whose budgets Fuseboard does not send.
bool isOfPeople(const SpendLimit& limit, const std::vector<Team>& teams)
{
    const LimitScope& scope = limit.scope;
    if (scope.kind == LimitKind::team && !scope.isEach() && !std::ranges::contains(teams, scope.id, &Team::id))
        return false;
    const bool isSent = scope.kind == LimitKind::organisation || (scope.kind == LimitKind::team && !scope.isEach());
    return limit.hard || !isSent;
}

bool hasLimit(const std::vector<SpendLimit>& limits, const LimitScope& scope, PeriodKind period)
{
    return std::ranges::any_of(limits, [&](const SpendLimit& limit) { return limit.scope == scope && limit.period == period; });
}

/// Tags are only the gateway's: here nobody gives any.
CallerKey withTags(CallerKey key, const std::vector<CallerKey>& known)
{
    if (const auto found = std::ranges::find(known, key.sha256, &CallerKey::sha256); found != known.end())
        key.tags = found->tags;
    return key;
}

/// Rules that people gave the gateway go with the teams, keys and tags that they name: it takes no policy that names others.
void dropRulesOfOthers(PolicyDocument& policy)
{
    const auto isGone = [&policy](const std::string& team) {
        return !team.empty() && team != "*" && !std::ranges::contains(policy.teams, team, &Team::id);
    };
    std::erase_if(policy.spendRates,
        [&](const SpendRateRule& rule) { return rule.scope.kind == ScopeKind::team && isGone(rule.scope.id); });
    std::erase_if(policy.tiers.rules, [&](const TierRule& rule) {
        const bool hasKey = rule.token.empty() || std::ranges::contains(policy.keys, rule.token, &CallerKey::sha256);
        const bool hasTag = rule.tag.empty() || std::ranges::any_of(policy.keys, [&](const CallerKey& key) {
            return std::ranges::contains(key.tags, rule.tag);
        });
        return isGone(rule.team) || !hasKey || !hasTag;
    });
}

} // namespace

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
            next.keys.push_back(withTags(key, current.keys));
    for (const Team& team : organisation.teams)
        next.keys.push_back(probes.callerKey(team.id));
    std::erase_if(next.budgets, [&](const SpendLimit& limit) { return !isOfPeople(limit, organisation.teams); });
    dropRulesOfOthers(next);
    // What is in force now. A hard budget is enforced from here, by freezes that a person can overrule; were it hard at the
    // gateway too, a resume would not end its refusals.
    const auto add = [&](const BudgetScope& of, const LimitScope& scope) {
        const Budget* budget = budgetAt(organisation.budgets, of, now);
        if (budget && !hasLimit(next.budgets, scope, budget->period))
            next.budgets.push_back({.scope = scope,
                .period = budget->period,
                .amount = *effectiveBudget(organisation.budgets, organisation.raises, of, now),
                .hard = false});
    };
    add(BudgetScope::everything(), LimitScope::everything());
    for (const Team& team : organisation.teams)
        add(BudgetScope::ofTeam(team.id), LimitScope::ofTeam(team.id));

    if (writePolicy(next) == writePolicy(current))
        return current;
    next.revision = current.revision + 1;
    return next;
}

} // namespace fuseboard
