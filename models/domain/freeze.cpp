// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/freeze.h"

#include <algorithm>

namespace fuseboard {

std::int64_t FreezeView::provedPlaces() const { return std::ranges::count(places, PlaceStage::proved, &PlaceView::stage); }

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

FreezeStage stageOf(HoldState wanted, const std::vector<PlaceView>& places)
{
    const auto count = [&](PlaceStage stage) { return std::ranges::count(places, stage, &PlaceView::stage); };
    const auto all = std::ssize(places) - count(PlaceStage::nothingHere);
    if (all == 0)
        return FreezeStage::notProved; // nobody to enforce it: never frozen
    if (count(PlaceStage::changedOutside) > 0)
        return FreezeStage::changedOutside;
    if (count(PlaceStage::silent) + count(PlaceStage::lying) > 0)
        return FreezeStage::notProved;
    const bool freezing = wanted == HoldState::frozen;
    if (count(PlaceStage::proved) == all)
        return freezing ? FreezeStage::frozen : FreezeStage::resumed;
    const auto shownAll = std::ranges::count_if(places, [](const PlaceView& place) {
        return place.stage == PlaceStage::proved || (place.stage == PlaceStage::readBack && !place.canProbe);
    });
    if (shownAll == all)
        return freezing ? FreezeStage::partlyProved : FreezeStage::resumed;
    if (!freezing)
        return FreezeStage::resumeRequested;
    return count(PlaceStage::waiting) == all ? FreezeStage::requested : FreezeStage::freezing;
}

} // namespace fuseboard
