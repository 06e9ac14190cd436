// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/freezeplan.h"

namespace fuseboard {
namespace {

void count(FreezePlan& plan, const TeamBoard& team)
{
    plan.keys += team.keys;
    plan.people += team.people;
    plan.agents += team.agents;
    plan.perHourNano += team.perHourNano;
}

} // namespace

FreezePlan freezePlan(const Board& board, const FreezeBoard& freezes, FreezeReach reach)
{
    FreezePlan plan;
    for (const TeamBoard& team : board.teams) {
        const FreezeView* view = freezes.forTeam(team.id);
        // Only proof counts as frozen: any other stage is ordered again.
        if (view && view->stage == FreezeStage::frozen) {
            plan.frozenAlready.push_back(team.name);
            continue;
        }
        plan.teams.push_back(team.name);
        count(plan, team);
        if (reach == FreezeReach::teams)
            plan.scopes.push_back(Scope::ofTeam(team.id));
    }
    plan.elsewhereNano = board.all.billedElsewhereNano;
    if (reach == FreezeReach::everything) {
        plan.scopes = {Scope::everything()};
        count(plan, board.unallocated);
        // Somebody who works for two teams is one person: the organisation's own count knows.
        if (plan.frozenAlready.empty()) {
            plan.people = board.all.people;
            plan.agents = board.all.agents;
        }
    }
    for (const SourceView& source : board.sources)
        (source.canFreeze ? plan.stoppable : plan.unstoppable).push_back(source.name);
    return plan;
}

} // namespace fuseboard
