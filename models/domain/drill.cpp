// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/drill.h"

#include <algorithm>

namespace fuseboard {
namespace {

bool isPlanned(const DrillPlan& plan) { return !plan.team.empty() && plan.every.count() > 0; }

} // namespace

bool Drill::passed() const { return isReleased && !places.empty() && std::ranges::all_of(places, &DrillPlace::isShown); }

std::vector<DrillPlace> drillPlaces(const FreezeView& freeze)
{
    std::vector<DrillPlace> out;
    for (const PlaceView& place : freeze.places) {
        if (place.stage == PlaceStage::nothingHere)
            continue;
        DrillPlace one {.id = place.id, .name = place.name, .isShown = false, .toStop = {}, .cause = {}};
        one.isShown = place.stage == PlaceStage::proved || (place.stage == PlaceStage::readBack && !place.canProbe);
        if (one.isShown)
            one.toStop = place.canProbe ? place.times.probed : place.times.readBack;
        else
            one.cause = place.cause ? place.cause->detail : "not shown in time";
        out.push_back(std::move(one));
    }
    return out;
}

const Drill* lastDrill(const DrillPlan& plan, const std::vector<Drill>& drills)
{
    for (auto drill = drills.rbegin(); drill != drills.rend(); ++drill)
        if (drill->team == plan.team)
            return &*drill;
    return nullptr;
}

std::optional<Instant> nextDrill(const DrillPlan& plan, const std::vector<Drill>& drills, Instant now)
{
    if (!isPlanned(plan))
        return std::nullopt;
    const Drill* last = lastDrill(plan, drills);
    // One of a clock that went wrong must not keep all others from being made.
    return last && last->at <= now ? last->at + plan.every : now;
}

bool isDrillMissed(const DrillPlan& plan, const std::vector<Drill>& drills, Instant now)
{
    const Drill* last = lastDrill(plan, drills);
    if (!isPlanned(plan) || !last)
        return false; // the first one is due at once
    return !last->passed() || now > last->at + plan.every + std::chrono::days(1);
}

std::optional<std::chrono::milliseconds> meanTimeToStop(const std::vector<Drill>& drills, const std::string& place)
{
    std::chrono::milliseconds sum {0};
    std::int64_t count = 0;
    for (const Drill& drill : drills)
        for (const DrillPlace& each : drill.places)
            if (each.id == place && each.toStop) {
                sum += *each.toStop;
                ++count;
            }
    if (count == 0)
        return std::nullopt;
    return sum / count;
}

} // namespace fuseboard
