// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/freeze.h"

#include <algorithm>
#include <tuple>

namespace fuseboard {

std::int64_t FreezeView::provedPlaces() const { return std::ranges::count(places, PlaceStage::proved, &PlaceView::stage); }

std::int64_t FreezeView::countedPlaces() const
{
    return std::ssize(places) - std::ranges::count(places, PlaceStage::nothingHere, &PlaceView::stage);
}

std::int64_t FreezeView::inFlight() const
{
    std::int64_t sum = 0;
    for (const PlaceView& place : places)
        sum += place.inFlight;
    return sum;
}

const FreezeView* FreezeBoard::forTeam(const std::string& team) const
{
    const auto everything = views.find(Scope::everything());
    if (everything != views.end() && everything->second.stage != FreezeStage::allowed
        && everything->second.stage != FreezeStage::resumed)
        return &everything->second;
    const auto own = views.find(Scope::ofTeam(team));
    return own == views.end() ? nullptr : &own->second;
}

bool isSameButRules(const FreezeBoard* one, const FreezeBoard* other)
{
    const auto rest = [](const FreezeBoard& each) { return std::tie(each.views, each.levers, each.auditWaiting); };
    return one == other || (one && other && rest(*one) == rest(*other));
}

FreezeStage stageOf(HoldState wanted, const std::vector<PlaceView>& places)
{
    const auto count = [&](PlaceStage stage) { return std::ranges::count(places, stage, &PlaceView::stage); };
    const auto all = std::ssize(places) - count(PlaceStage::nothingHere);
    const bool freezing = wanted == HoldState::frozen;
    if (all == 0) // nobody to enforce it: never frozen
        return freezing || places.empty() ? FreezeStage::notProved : FreezeStage::resumed;
    if (count(PlaceStage::changedOutside) > 0)
        return FreezeStage::changedOutside;
    if (count(PlaceStage::silent) + count(PlaceStage::lying) > 0)
        return FreezeStage::notProved;
    const auto able = all - count(PlaceStage::unable);
    if (able == 0)
        return freezing ? FreezeStage::notProved : FreezeStage::resumed;
    const auto provedWhole = std::ranges::count_if(places,
        [](const PlaceView& place) { return place.stage == PlaceStage::proved && !place.leavesRunning && place.isKept; });
    if (provedWhole == all)
        return freezing ? FreezeStage::frozen : FreezeStage::resumed;
    const auto shown = std::ranges::count_if(places, [](const PlaceView& place) {
        return place.stage == PlaceStage::proved || (place.stage == PlaceStage::readBack && !place.canProbe);
    });
    if (shown == able)
        return freezing ? FreezeStage::partlyProved : FreezeStage::resumed;
    if (!freezing)
        return FreezeStage::resumeRequested;
    return count(PlaceStage::waiting) == able ? FreezeStage::requested : FreezeStage::freezing;
}

} // namespace fuseboard
