// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "interleavings.h"

#include "simulatedworld.h"

#include <algorithm>

namespace fuseboard::test {
namespace {

using namespace std::chrono_literals;

const Scope team = Scope::ofTeam("team-payments");

/// One interleaving, and what the managers wanted last.
class Interleaving {
public:
    explicit Interleaving(unsigned seed)
        : m_chance(seed)
        , m_world(1 + pick(2))
    {
        for (auto& gateway : m_world.gateways)
            gateway.hidesReleased = pick(1) == 1;
        const int trouble = pick(60); // per cent of requests that go wrong
        m_world.fate = [this, trouble] { return pick(99) < trouble ? Fate(1 + pick(4)) : Fate::fine; };
    }

    void happen()
    {
        switch (pick(9)) {
        case 0:
        case 1:
        case 2: press(anyScope(), HoldState::frozen); break;
        case 3:
        case 4: press(anyScope(), HoldState::released); break;
        case 5: anyGateway().outside(anyScope(), pick(1) ? HoldState::frozen : HoldState::released); break;
        case 6: anyGateway().holds.clear(); break;
        case 7: m_world.killApp(); break;
        case 8: anyGateway().dead = pick(1) == 1; break;
        default: break;
        }
        m_world.run(std::chrono::milliseconds(pick(3) == 0 ? pick(6000) : pick(80)));
    }

    void calmDown()
    {
        m_world.fate = [] { return Fate::fine; };
        for (auto& gateway : m_world.gateways)
            gateway.dead = false;
        m_world.run(15s);
    }

    [[nodiscard]] std::string fault()
    {
        std::string out = m_world.falsehood().empty() ? m_world.auditFault() : m_world.falsehood();
        for (const auto& [scope, state] : m_wanted)
            if (out.empty())
                out = faultOf(scope, state);
        return out;
    }

private:
    int pick(int most) { return std::uniform_int_distribution(0, most)(m_chance); }
    Scope anyScope() { return std::vector {team, Scope::ofTeam("team-search"), Scope::everything()}[pickOf(3)]; }
    SimulatedGateway& anyGateway() { return m_world.gateways[pickOf(m_world.gateways.size())]; }
    std::size_t pickOf(std::size_t count) { return static_cast<std::size_t>(pick(static_cast<int>(count) - 1)); }

    void press(const Scope& scope, HoldState state)
    {
        m_world.want(state, scope, pick(4) == 0 && state == HoldState::frozen ? FreezeMode::cut : FreezeMode::refuse);
        m_wanted[scope] = state;
    }

    std::string faultOf(const Scope& scope, HoldState state)
    {
        const FreezeView* view = m_world.view(scope);
        const FreezeStage stage = view ? view->stage : FreezeStage::allowed;
        const auto frozen = std::ranges::count_if(m_world.gateways, [&](const auto& gateway) {
            const auto hold = gateway.holds.find(scope);
            return hold != gateway.holds.end() && hold->second.order.state == HoldState::frozen;
        });
        const auto all = static_cast<std::ptrdiff_t>(m_world.gateways.size());
        bool isRight = (stage == FreezeStage::resumed || stage == FreezeStage::allowed) && frozen == 0;
        if (stage == FreezeStage::changedOutside)
            isRight = state == HoldState::frozen ? frozen < all : frozen > 0;
        else if (state == HoldState::frozen)
            isRight = stage == FreezeStage::frozen && frozen == all;
        else if (stage == FreezeStage::frozen) // somebody froze it after our release had settled
            isRight = frozen > 0;
        return isRight ? std::string()
                       : scope.text() + ", stage " + (view ? std::to_string(static_cast<int>(view->stage)) : "none")
                + ", frozen at " + std::to_string(frozen) + " of " + std::to_string(all);
    }

    std::mt19937 m_chance;
    SimulatedWorld m_world;
    std::map<Scope, HoldState> m_wanted;
};

} // namespace

std::string interleavingFault(unsigned seed)
{
    constexpr int events = 25;
    Interleaving interleaving(seed);
    for (int event = 0; event < events; ++event)
        interleaving.happen();
    interleaving.calmDown();
    const std::string fault = interleaving.fault();
    return fault.empty() ? fault : fault + ", seed " + std::to_string(seed);
}

} // namespace fuseboard::test
