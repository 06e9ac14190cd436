// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/freezeplan.h"

#include <algorithm>

namespace fuseboard {
namespace {

void stop(FreezePlan& plan, const TeamBoard& team)
{
    plan.teams.push_back(team.name);
    if (team.isProtected)
        plan.protectedTeams.push_back(team.name);
}

void count(FreezePlan& plan, const TeamBoard& team)
{
    plan.keys += team.keys;
    plan.people += team.people;
    plan.agents += team.agents;
    plan.perHourNano += team.perHourNano;
}

void planOneTeam(FreezePlan& plan, const TeamBoard& team)
{
    stop(plan, team);
    count(plan, team);
    plan.scopes = {Scope::ofTeam(team.id)};
    plan.elsewhereNano = team.billedElsewhereNano;
}

void planTeams(FreezePlan& plan, const Board& board, const FreezeBoard& freezes, FreezeReach reach)
{
    int keysFrozen = 0;
    for (const TeamBoard& team : board.teams) {
        const FreezeView* view = freezes.forTeam(team.id);
        // Only proof counts as frozen: any other stage is ordered again.
        if (view && view->stage == FreezeStage::frozen) {
            plan.frozenAlready.push_back(team.name);
            keysFrozen += team.keys;
            continue;
        }
        stop(plan, team);
        count(plan, team);
        if (reach == FreezeReach::teams)
            plan.scopes.push_back(Scope::ofTeam(team.id));
    }
    plan.elsewhereNano = board.all.billedElsewhereNano;
    if (reach == FreezeReach::everything) {
        plan.scopes = {Scope::everything()};
        count(plan, board.unallocated);
        plan.keys = board.all.keys - keysFrozen;
        // Somebody who works for two teams is one person: the organisation's own count knows.
        if (plan.frozenAlready.empty()) {
            plan.people = board.all.people;
            plan.agents = board.all.agents;
        }
    }
}

} // namespace

FreezePlan freezePlan(const Board& board, const FreezeBoard& freezes, FreezeReach reach, const TeamId& team)
{
    FreezePlan plan {.reach = reach};
    const auto found = std::ranges::find(board.teams, team, &TeamBoard::id);
    if (reach != FreezeReach::oneTeam)
        planTeams(plan, board, freezes, reach);
    else if (found != board.teams.end())
        planOneTeam(plan, *found);
    for (const SourceView& source : board.sources)
        (source.canFreeze ? plan.stoppable : plan.unstoppable).push_back(source.name);
    return plan;
}

} // namespace fuseboard
