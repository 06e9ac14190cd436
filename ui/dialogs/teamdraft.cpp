// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/teamdraft.h"

#include <algorithm>

namespace fuseboard {
namespace {

bool isSafeOrEmpty(const std::string& text) { return text.empty() || isSafeName(text); }

} // namespace

TeamDraft teamDraft(const Organisation& organisation, const TeamId& id, Instant now)
{
    TeamDraft draft;
    const auto team = std::ranges::find(organisation.teams, id, &Team::id);
    if (team == organisation.teams.end())
        return draft;
    draft.team = *team;
    if (const Budget* budget = budgetAt(organisation.budgets, id, now))
        draft.budget = budget->amount;
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

    const Budget* current = budgetAt(out.budgets, team.id, context.now);
    if (draft.budget && (!current || current->amount != *draft.budget)) {
        Budget budget;
        budget.team = team.id;
        budget.amount = *draft.budget;
        budget.since = current ? context.now : context.periodStart;
        budget.by = context.by;
        if (current)
            budget.thresholdPercents = current->thresholdPercents;
        out.budgets.push_back(std::move(budget));
    } else if (!draft.budget && current) {
        std::erase_if(out.budgets, [&](const Budget& budget) { return budget.team == team.id; });
    }

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
