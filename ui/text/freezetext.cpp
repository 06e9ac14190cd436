// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/freezetext.h"

#include "text/moneytext.h"
#include "text/timetext.h"

#include <QCoreApplication>

namespace fuseboard {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(FreezeText)
};

} // namespace

QString stageText(const FreezeView& freeze)
{
    switch (freeze.stage) {
    case FreezeStage::allowed: return {};
    case FreezeStage::requested:
    case FreezeStage::freezing: return Words::tr("Freezing %1 of %2").arg(freeze.provedPlaces()).arg(freeze.countedPlaces());
    case FreezeStage::frozen: return Words::tr("Frozen");
    case FreezeStage::partlyProved: return Words::tr("Partly proved");
    case FreezeStage::notProved: return Words::tr("Not proved");
    case FreezeStage::changedOutside: return Words::tr("Changed outside");
    case FreezeStage::resumeRequested: return Words::tr("Resuming");
    case FreezeStage::resumed: return {};
    }
    return {};
}

QString longStageText(const FreezeView& freeze)
{
    switch (freeze.stage) {
    case FreezeStage::partlyProved:
        return Words::tr("Partly proved, %1 of %2").arg(freeze.provedPlaces()).arg(freeze.countedPlaces());
    case FreezeStage::notProved:
        return Words::tr("Not proved, %1 of %2").arg(freeze.provedPlaces()).arg(freeze.countedPlaces());
    case FreezeStage::allowed:
    case FreezeStage::requested:
    case FreezeStage::freezing:
    case FreezeStage::frozen:
    case FreezeStage::changedOutside:
    case FreezeStage::resumeRequested:
    case FreezeStage::resumed: return stageText(freeze);
    }
    return {};
}

namespace {

QString shownText(const FreezeView& freeze, const PlaceView& place, const Calendar& calendar, Instant now)
{
    const bool freezing = freeze.wanted == HoldState::frozen;
    const auto moment = [&](const std::optional<Instant>& at) { return momentSecondsText(calendar, at.value_or(now), now); };
    switch (place.stage) {
    case PlaceStage::waiting: return Words::tr("no answer yet");
    case PlaceStage::ordered: return Words::tr("order taken, not read back yet");
    case PlaceStage::readBack:
        if (!place.canProbe)
            return freezing ? Words::tr("set and read back, no test call can be made") : Words::tr("given back");
        return freezing ? Words::tr("reports the freeze, no test call refused yet")
                        : Words::tr("reports the release, no test call passed yet");
    case PlaceStage::unable: return freezing ? Words::tr("goes on serving") : Words::tr("never held it");
    case PlaceStage::proved:
        if (!place.provedAt)
            return freezing ? Words::tr("refusing, proved") : Words::tr("passing, proved");
        return freezing ? Words::tr("refusing, proved %1").arg(moment(place.provedAt))
                        : Words::tr("passing, proved %1").arg(moment(place.provedAt));
    case PlaceStage::silent:
        return place.lastAnswer ? Words::tr("silent since %1").arg(moment(place.lastAnswer)) : Words::tr("has never answered");
    case PlaceStage::lying: return Words::tr("answers wrongly");
    case PlaceStage::changedOutside: return freezing ? Words::tr("lets calls pass") : Words::tr("refuses calls");
    case PlaceStage::nothingHere: return Words::tr("nothing of it is here");
    }
    return {};
}

} // namespace

QString placeText(const FreezeView& freeze, const PlaceView& place, const Calendar& calendar, Instant now)
{
    QString shown = shownText(freeze, place, calendar, now);
    if (place.stage == PlaceStage::proved && place.leavesRunning && !place.cause)
        shown = Words::tr("%1; what runs has not ended").arg(shown);
    return place.isKept ? shown : Words::tr("%1; not on its disk yet, a restart would lose it").arg(shown);
}

QString caveatText(LeverCaveat caveat, const QString& name)
{
    switch (caveat) {
    case LeverCaveat::none: return {};
    case LeverCaveat::openMap:
        return Words::tr(
            "%1 looks up what is frozen in a map: before HAProxy 3.4 everyone who reaches any of its sockets may change "
            "it, and a reload forgets it until it is ordered again. A table is safer.")
            .arg(name);
    case LeverCaveat::brokenKeyCheck:
        return Words::tr(
            "The version of LiteLLM at %1 has a hole in its check of keys (CVE-2026-42208): whoever uses it needs no "
            "key, and no freeze stops them. Update LiteLLM to a version after 1.83.6.")
            .arg(name);
    }
    return {};
}

bool confirmsFreeze(const QString& typed, const QString& words)
{
    const QString asked = words.simplified();
    return !asked.isEmpty() && typed.simplified().compare(asked, Qt::CaseInsensitive) == 0;
}

QString moneySetAsideText(const FreezeView& freeze)
{
    Money sum;
    for (const PlaceView& place : freeze.places) {
        const auto next = add(sum, place.moneySetAside.value_or(Money {}));
        if (!next)
            return {};
        sum = *next;
    }
    return sum.isZero() ? QString() : amountText(sum);
}

QString scopeText(const Scope& scope, const QString& teamName)
{
    return scope.kind == ScopeKind::organisation ? Words::tr("All teams") : teamName;
}

} // namespace fuseboard
