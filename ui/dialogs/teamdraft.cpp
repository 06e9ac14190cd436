// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/teamdraft.h"

#include <algorithm>

namespace fuseboard {
namespace {

bool isSafeOrEmpty(const std::string& text) { return text.empty() || isSafeName(text); }

/// A new amount is a new step from now on, as is none; the first budget holds for the whole period.
void putBudget(Organisation& out, const EditContext& context, const BudgetScope& scope, const TeamDraft& draft)
{
    const Budget* current = budgetAt(out.budgets, scope, context.now);
    const auto& amount = draft.budget;
    const bool isSame = current && current->amount == amount && (!amount || current->kind == draft.kind);
    if (current ? isSame : !amount)
        return;
    Budget next;
    if (current)
        next = *current;
    next.scope = scope;
    next.amount = amount;
    next.kind = draft.kind;
    next.since = std::ranges::contains(out.budgets, scope, &Budget::scope) ? context.now : context.periodStart;
    next.by = context.by;
    next.why.clear();
    std::erase_if(out.budgets, [&](const Budget& budget) { return budget.scope == scope && budget.since == next.since; });
    out.budgets.push_back(std::move(next));
}

} // namespace

TeamDraft teamDraft(const Organisation& organisation, const TeamId& id, Instant now)
{
    TeamDraft draft;
    const auto team = std::ranges::find(organisation.teams, id, &Team::id);
    if (team == organisation.teams.end())
        return draft;
    draft.team = *team;
    if (const Budget* budget = budgetAt(organisation.budgets, BudgetScope::ofTeam(id), now)) {
        draft.budget = budget->amount;
        draft.kind = budget->kind;
    }
    for (const CallerKey& key : organisation.keys)
        if (key.team == id && !key.probe)
            draft.keys.push_back(key);
    for (const AllocationRule& rule : organisation.rules)
        if (rule.team == id)
            draft.rules.push_back(rule);
    return draft;
}

TeamId draftId(const TeamDraft& draft) { return draft.team.id.empty() ? teamIdFor(draft.team.name) : draft.team.id; }

TeamFault teamFault(const Organisation& organisation, const TeamDraft& draft)
{
    if (!isSafeName(draft.team.name))
        return TeamFault::unsafeName;
    const TeamId id = draftId(draft);
    if (!isTeamId(id))
        return TeamFault::noId;
    for (const Team& team : organisation.teams) {
        if (team.id == draft.team.id)
            continue;
        if (team.name == draft.team.name)
            return TeamFault::nameTaken;
        if (team.id == id)
            return TeamFault::idTaken;
    }
    if (!isSafeOrEmpty(draft.team.owner))
        return TeamFault::unsafeOwner;
    if (!isSafeOrEmpty(draft.team.costCenterId) || !isSafeOrEmpty(draft.team.costCenterName))
        return TeamFault::unsafeCostCenter;
    for (std::size_t i = 0; i < draft.keys.size(); ++i) {
        const CallerKey& key = draft.keys[i];
        if (!isSafeName(key.label) || !isSafeOrEmpty(key.person) || !isSafeOrEmpty(key.agent))
            return TeamFault::unsafeKeyLabel;
        const auto same = [&](const CallerKey& other) {
            return other.sha256 == key.sha256 && (other.team != id || other.probe);
        };
        const auto mine = [&](const CallerKey& other) { return other.sha256 == key.sha256; };
        if (std::ranges::any_of(organisation.keys, same)
            || std::any_of(draft.keys.begin() + static_cast<std::ptrdiff_t>(i) + 1, draft.keys.end(), mine))
            return TeamFault::keyTaken;
    }
    return TeamFault::none;
}

Organisation withTeam(const EditContext& context, const TeamDraft& draft)
{
    Organisation out = context.organisation;
    putTeam(out, context, draft);
    return out;
}

void putTeam(Organisation& out, const EditContext& context, const TeamDraft& draft)
{
    Team team = draft.team;
    team.id = draftId(draft);
    const auto known = std::ranges::find(out.teams, team.id, &Team::id);
    if (known == out.teams.end())
        out.teams.push_back(team);
    else
        *known = team;

    putBudget(out, context, BudgetScope::ofTeam(team.id), draft);

    std::erase_if(out.keys, [&](const CallerKey& key) { return key.team == team.id && !key.probe; });
    for (CallerKey key : draft.keys) {
        key.team = team.id;
        out.keys.push_back(std::move(key));
    }
    std::erase_if(out.rules, [&](const AllocationRule& rule) { return rule.team == team.id; });
    for (AllocationRule rule : draft.rules) {
        rule.team = team.id;
        out.rules.push_back(std::move(rule));
    }
}

} // namespace fuseboard
