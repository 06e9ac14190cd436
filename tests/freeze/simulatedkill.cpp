// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "freeze/simulatedkill.h"

#include "app/switchboard/simulatedworld.h"

#include <algorithm>

namespace fuseboard::test {

std::string simulatedKill(unsigned seed)
{
    using namespace std::chrono_literals;
    const Scope team = Scope::ofTeam("team-payments");
    std::mt19937 chance(seed);
    const auto pick = [&](int most) { return std::uniform_int_distribution(0, most)(chance); };
    SimulatedWorld world(1 + pick(2));
    const bool resumes = pick(1) == 1;
    if (resumes) {
        world.want(HoldState::frozen, team);
        world.run(5s);
    }
    world.fate = [&] { return pick(2) == 0 ? Fate(1 + pick(3)) : Fate::fine; };
    world.want(resumes ? HoldState::released : HoldState::frozen, team);
    for (int kills = pick(2); kills >= 0; --kills) {
        world.run(std::chrono::milliseconds(pick(1) ? pick(100) : pick(2000)));
        world.killApp();
    }
    world.fate = [] { return Fate::fine; };
    world.run(10s);
    const FreezeView* view = world.view(team);
    const FreezeStage stage = view ? view->stage : FreezeStage::allowed;
    const auto refusing = std::ranges::count_if(world.gateways, [&](const auto& gateway) { return gateway.refuses(team); });
    const bool isProved = resumes ? stage == FreezeStage::resumed && refusing == 0
                                  : stage == FreezeStage::frozen && refusing == std::ssize(world.gateways);
    if (isProved)
        return world.falsehood();
    return "stage " + std::to_string(static_cast<int>(stage)) + ", " + std::to_string(refusing) + " of "
        + std::to_string(world.gateways.size()) + " refuse, seed " + std::to_string(seed);
}

} // namespace fuseboard::test
