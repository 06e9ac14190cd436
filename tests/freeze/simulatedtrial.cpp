// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "freeze/simulatedtrial.h"

#include "app/connectors/targets/simulatedtargets.h"
#include "app/switchboard/simulatedworld.h"
#include "connectors/targets/targetlever.h"
#include "support/awaited.h"

#include <QTemporaryDir>

#include <algorithm>

namespace fuseboard::test {
namespace {

using namespace std::chrono_literals;

const Scope team = Scope::ofTeam("team-payments");

/// A place, and somebody who makes it go wrong.
struct FaultyPoint {
    virtual ~FaultyPoint() = default;
    virtual SimulatedPoint& point() = 0;
    virtual void forget() = 0;
    virtual void releaseOutside(unsigned dice) = 0;
    virtual void keepOldAnswers(bool keep) = 0;
};

struct FaultyGateway : FaultyPoint {
    explicit FaultyGateway(SimulatedWorld& world)
        : m_world(world)
    {
    }
    SimulatedPoint& point() override { return gateway(); }
    void forget() override { gateway().holds.clear(); }
    void releaseOutside(unsigned /*dice*/) override { gateway().outside(team, HoldState::released); }
    void keepOldAnswers(bool keep) override { gateway().oldReport = keep ? std::optional(gateway().report()) : std::nullopt; }

private:
    SimulatedGateway& gateway() { return m_world.gateways.front(); }
    SimulatedWorld& m_world;
};

/// A system of targets behind the lever that we really use for such.
struct FaultyTargets : FaultyPoint, SimulatedPoint {
    explicit FaultyTargets(bool hasCanary)
    {
        world.add("group", "p-pay", "free", true);
        world.add("key ci", "p-pay", "limit 5");
        world.add("key canary", "p-pay", "free");
        world.add("key web", "p-search", "free");
        world.canary = hasCanary ? "key canary" : "";
    }
    void open(const LeverTraits& traits, const Clock& clock)
    {
        const std::vector rules {ruleOf("p-pay", {}, "team-payments"), ruleOf("p-search", {}, "team-search")};
        m_lever = std::make_unique<TargetLever>(
            std::make_unique<SimulatedTargetSystem>(world, traits), HoldRecords::open(m_directory.path()).value(),
            [rules] { return rules; }, clock);
    }

    SimulatedPoint& point() override { return *this; }
    void forget() override
    {
        for (const auto& [id, target] : world.targets)
            world.set(id, "free");
    }
    void releaseOutside(unsigned dice) override { world.set(std::array {"group", "key ci", "key canary"}[dice % 3], "free"); }
    void keepOldAnswers(bool keep) override { world.oldList = keep ? std::optional(world.targets) : std::nullopt; }

    [[nodiscard]] bool refuses(const Scope& /*scope*/) const override
    {
        return !servesAnyway && std::ranges::all_of(world.targets, [](const auto& each) {
            return each.second.held || each.second.project != "p-pay";
        });
    }
    Result<LeverAcknowledgement> order(const HoldOrder& order) override { return awaited(m_lever->order(order)); }
    Result<LeverReport> observe() override { return awaited(m_lever->observe()); }
    Result<ProbeResult> probe(const Scope& scope) override
    {
        world.servesAnyway = servesAnyway;
        return awaited(m_lever->probe(scope));
    }

    SimulatedTargets world;

private:
    // In memory where there is such a place: thousands of trials sync some files each.
    QTemporaryDir m_directory {
        QDir(QStringLiteral("/dev/shm")).exists() ? QStringLiteral("/dev/shm/fuseboard-XXXXXX") : QString()};
    std::unique_ptr<TargetLever> m_lever;
};

class Trial {
public:
    Trial(LeverKind kind, LeverFault fault, unsigned seed)
        : m_kind(kind)
        , m_fault(fault)
        , m_chance(seed)
        , m_good(pick(2))
        , m_targets(kind == LeverKind::targetsWithCanary)
        , m_world(
              m_good + (keepsOrders(kind) ? 1 : 0), [this](LeverTraits& lever) { shape(lever); },
              keepsOrders(kind) ? std::vector<SimulatedPoint*> {} : std::vector<SimulatedPoint*> {&m_targets})
        , m_gateway(m_world)
    {
        LeverTraits traits;
        traits.id = "there";
        traits.name = "There";
        m_targets.open(traits, m_world.clock());
    }

    SimulatedTrial run()
    {
        m_world.run(std::chrono::milliseconds(pick(5000)));
        const bool pressesFirst = pick(2) > 0;
        if (pressesFirst) {
            press();
            m_world.run(std::chrono::milliseconds(pick(1) ? pick(200) : pick(15'000)));
        }
        begin();
        if (!pressesFirst) {
            m_world.run(std::chrono::milliseconds(pick(3000)));
            press();
        }
        for (int strikes = pick(3); strikes >= 0; --strikes) {
            m_world.run(std::chrono::milliseconds(pick(1) ? pick(200) : pick(15'000)));
            strike();
        }
        m_world.run(std::chrono::seconds(10 + pick(120)));
        mend();
        press();
        m_world.run(40s);
        const FreezeStage stage = m_world.view(team)->stage;
        return {m_world.falsehood(), m_world.longestClaim(),
            stage == (canBeTried(m_kind) ? FreezeStage::frozen : FreezeStage::partlyProved)};
    }

private:
    int pick(int most) { return std::uniform_int_distribution(0, most)(m_chance); }
    FaultyPoint& place() { return keepsOrders(m_kind) ? static_cast<FaultyPoint&>(m_gateway) : m_targets; }

    void shape(LeverTraits& lever)
    {
        if (lever.id != (keepsOrders(m_kind) ? "0" : std::to_string(m_good)))
            return; // one of the good ones
        lever.canProbe = canBeTried(m_kind);
        if (!keepsOrders(m_kind)) { // as they are set up for systems over HTTP
            lever.watchEvery = 30s;
            lever.watchEveryUnderWay = 1s;
        }
    }

    void press() { m_world.want(HoldState::frozen, team, pick(4) == 0 ? FreezeMode::cut : FreezeMode::refuse); }

    void begin()
    {
        SimulatedPoint& point = place().point();
        if (m_fault == LeverFault::servesAnyway)
            point.servesAnyway = true;
        else if (m_fault == LeverFault::staleReads)
            place().keepOldAnswers(true);
        else if (m_fault == LeverFault::garbage)
            point.fate = [] { return Fate::garbage; };
        else if (m_fault == LeverFault::timesOut)
            point.fate = [this] { return std::array {Fate::lostRequest, Fate::lostAnswer, Fate::late}[unsigned(pick(2))]; };
    }

    /// Nobody tells of it.
    void strike()
    {
        switch (m_fault) {
        case LeverFault::servesAnyway: place().point().servesAnyway = pick(1) == 1; break; // on and off
        case LeverFault::staleReads:
            if (pick(1))
                place().keepOldAnswers(true); // of now
            releaseEverything();
            break;
        case LeverFault::forgets: place().forget(); break;
        case LeverFault::editedOutside: place().releaseOutside(static_cast<unsigned>(pick(2))); break;
        case LeverFault::dies:
            place().point().dead = pick(1) == 1;
            place().forget();
            break;
        case LeverFault::garbage:
        case LeverFault::timesOut:
            if (pick(1))
                releaseEverything();
            break;
        }
    }

    void releaseEverything()
    {
        for (unsigned each = 0; each < 3; ++each)
            place().releaseOutside(each);
    }

    void mend()
    {
        SimulatedPoint& point = place().point();
        point.servesAnyway = point.dead = false;
        point.fate = {};
        place().keepOldAnswers(false);
    }

    LeverKind m_kind;
    LeverFault m_fault;
    std::mt19937 m_chance;
    int m_good; ///< gateways beside it
    FaultyTargets m_targets;
    SimulatedWorld m_world;
    FaultyGateway m_gateway;
};

} // namespace

SimulatedTrial simulatedTrial(LeverKind kind, LeverFault fault, unsigned seed) { return Trial(kind, fault, seed).run(); }

} // namespace fuseboard::test
