// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/headtext.h"

#include "domain/mergedrequests.h"
#include "text/counttext.h"
#include "text/moneytext.h"
#include "text/timetext.h"

#include <QCoreApplication>

namespace fuseboard {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(HeadText)
};

QString periodLine(const ShownState& state, const TeamBoard& team)
{
    QStringList parts {periodText(state.calendar, state.board->period)};
    if (team.burn.budgetNano)
        parts << Words::tr("%1 budget").arg(wholeText({*team.burn.budgetNano, state.board->currency}));
    else
        parts << Words::tr("no budget");
    const int days = daysLeft(state.calendar, state.board->period, state.now);
    parts << (days > 0 ? Words::tr("%1 left").arg(daysText(days)) : Words::tr("ended"));
    if (team.isProtected)
        parts << Words::tr("protected");
    if (team.spentAtCloseNano)
        parts << Words::tr("restated: %1 → %2")
                     .arg(amountText({*team.spentAtCloseNano, state.board->currency}),
                         amountText({team.burn.spentNano, state.board->currency}));
    if (const auto each = nanoPerMerged(team.burn.spentNano, team.mergedRequests); each && !state.staleSince())
        parts << Words::tr("%1 for each of %2: correlation, not credit")
                     .arg(amountText({*each, state.board->currency}), mergedText(*team.mergedRequests));
    return parts.join(QStringLiteral(" · "));
}

HeadAction actionOf(const Selection& selection, const FreezeView* freeze, bool isProtected)
{
    if (selection.kind == TeamRow::Kind::unallocated)
        return HeadAction::assign;
    if (freeze && freeze->wanted == HoldState::frozen) {
        if (freeze->stage == FreezeStage::notProved)
            return HeadAction::tryAgain;
        if (freeze->stage == FreezeStage::changedOutside)
            return HeadAction::freezeAgain;
        if (isHeld(freeze))
            return HeadAction::none;
    }
    return selection.kind == TeamRow::Kind::all ? HeadAction::freezeAll
        : isProtected                           ? HeadAction::freezeProtected
                                                : HeadAction::freeze;
}

QString callersText(const TeamBoard& team)
{
    if (team.people == 0 && team.agents == 0)
        return keysText(team.keys);
    return Words::tr("%1, %2").arg(peopleText(team.people), agentsText(team.agents));
}

QString stopsText(const ShownState& state, const TeamBoard& team, const FreezeView* freeze, HeadAction action)
{
    switch (action) {
    case HeadAction::assign: return Words::tr("%1 of no team").arg(keysText(team.keys));
    case HeadAction::none:
        return freeze->stage == FreezeStage::frozen ? Words::tr("%1 stopped").arg(callersText(team))
                                                    : Words::tr("Stopping %1").arg(callersText(team));
    case HeadAction::tryAgain:
        return (freeze->countedPlaces() == 1 ? Words::tr("%1 of %2 refuses") : Words::tr("%1 of %2 refuse"))
            .arg(freeze->provedPlaces())
            .arg(placesText(freeze->countedPlaces()));
    case HeadAction::freeze:
    case HeadAction::freezeProtected:
    case HeadAction::freezeAll:
    case HeadAction::freezeAgain: break;
    }
    const bool known = !state.staleSince() && team.burn.ratePerDayNano;
    const QString rate = known ? perHourText({team.perHourNano, state.board->currency}) : Words::tr("rate unknown");
    return Words::tr("Stops %1 · %2").arg(callersText(team), rate);
}

} // namespace

HeadText headTextOf(const ShownState& state, const Selection& selection)
{
    const TeamBoard* team = state.boardOf(selection);
    const auto row = state.rowOf(selection);
    if (!team || !row)
        return {};
    const FreezeView* freeze = state.freezeOf(selection);
    HeadText out {selectionName(state, selection), periodLine(state, *team), row->chip};
    out.action = actionOf(selection, freeze, team->isProtected);
    out.stops = stopsText(state, *team, freeze, out.action);
    out.solid = out.action == HeadAction::tryAgain || out.action == HeadAction::freezeAgain
        || ((out.action == HeadAction::freeze || out.action == HeadAction::freezeProtected)
            && (team->burn.pace == Pace::runsOutEarly || state.costlyHourOf(*team)));
    return out;
}

} // namespace fuseboard
