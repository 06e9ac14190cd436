// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/gateway/policyedit.h"

#include <algorithm>

namespace fuseboard {
namespace {

bool isKnown(const std::vector<Team>& teams, const TeamId& id) { return std::ranges::contains(teams, id, &Team::id); }

/// Teams of the policy that somebody else has put there: Fuseboard's have its probe token.
std::vector<Team> teamsOfOthers(const PolicyDocument& policy, const Organisation& organisation, const ProbeKey& probes)
{
    std::vector<Team> out;
    for (const Team& team : policy.teams)
        if (!isKnown(organisation.teams, team.id)
            && !std::ranges::contains(policy.keys, probes.callerKey(team.id).sha256, &CallerKey::sha256))
            out.push_back(team);
    return out;
}

/// The list, and what only the gateway's has: without a price those models would be refused.
PriceList withPricesThere(const PriceList& list, const PriceList& there)
{
    auto models = list.models();
    if (there.currency() == list.currency())
        models.insert(there.models().begin(), there.models().end());
    if (models.size() == list.models().size())
        return list;
    return {list.version() + "+gateway", list.currency(), std::move(models), list.origin()};
}

/// Limits that somebody gave the gateway itself: hard ones, and those of scopes whose budgets Fuseboard does not send.
bool isOfPeople(const SpendLimit& limit, const std::vector<Team>& teams, const std::vector<Team>& others)
{
    const LimitScope& scope = limit.scope;
    const bool isOfTeam = scope.kind == LimitKind::team && !scope.isEach();
    if (isOfTeam && !isKnown(teams, scope.id))
        return isKnown(others, scope.id);
    const bool isSent = scope.kind == LimitKind::organisation || isOfTeam;
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
    const auto isGone = [&policy](
                            const std::string& team) { return !team.empty() && team != "*" && !isKnown(policy.teams, team); };
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

PolicyDocument editPolicy(PolicyDocument current, const PolicyContents& contents, const ProbeKey& probes, Instant now,
    const std::set<std::string>& sent)
{
    const Organisation& organisation = contents.organisation;
    const std::vector<Team> others = teamsOfOthers(current, organisation, probes);
    const bool hasOwn = organisation.teams.size() + organisation.keys.size() + organisation.budgets.size() > 0;
    if (!hasOwn && !others.empty() && others.size() == current.teams.size())
        return current;
    PolicyDocument next = current;
    next.zone = contents.zone;
    next.fiscalDay = contents.fiscalDay;
    next.teams = organisation.teams;
    std::ranges::copy(others, std::back_inserter(next.teams));
    next.prices = withPricesThere(contents.prices, current.prices);
    next.keys.clear();
    for (const CallerKey& key : organisation.keys)
        if (!key.probe)
            next.keys.push_back(withTags(key, current.keys));
    for (const Team& team : organisation.teams)
        next.keys.push_back(probes.callerKey(team.id));
    for (const CallerKey& key : current.keys)
        if (isKnown(next.teams, key.team) && !sent.contains(key.sha256)
            && !std::ranges::contains(next.keys, key.sha256, &CallerKey::sha256))
            next.keys.push_back(key);
    std::erase_if(next.budgets, [&](const SpendLimit& limit) { return !isOfPeople(limit, organisation.teams, others); });
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
