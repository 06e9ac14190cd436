// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connectors/targets/priorstates.h"

#include "app/connectors/targets/simulatedtargets.h"
#include "connectors/targets/targetlever.h"
#include "owner/systemclock.h"
#include "support/awaited.h"

#include <QTemporaryDir>

#include <array>

namespace fuseboard::test {
namespace {

const Scope payments = Scope::ofTeam("team-payments");

/// A lever that is driven as the switchboard drives it, and dies now and then.
class MortalLever {
public:
    MortalLever(SimulatedTargets& world, QString directory)
        : m_world(world)
        , m_directory(std::move(directory))
    {
    }

    /// Until it is taken and read back as wanted.
    bool settle(HoldState state, std::uint64_t generation)
    {
        const HoldOrder order {
            "01930000-0000-7000-8000-000000000000", payments, generation, state, FreezeMode::refuse, "why", "A. Smith"};
        for (int tries = 0; tries < 50; ++tries) {
            dieOfFour();
            const bool taken = awaited(m_lever->order(order)).has_value();
            dieOfFour();
            const auto report = awaited(m_lever->observe());
            const LeverObservation now = report ? report->of(payments) : LeverObservation {};
            if (taken && now.state == state && now.generation == generation)
                return true;
        }
        return false;
    }

private:
    void dieOfFour()
    {
        if (m_lever && m_world.dice() % 4 != 0)
            return;
        m_lever.reset();
        LeverTraits traits;
        traits.id = "world";
        traits.name = "World";
        const std::vector rules {ruleOf("p-pay", {}, "team-payments"), ruleOf("p-search", {}, "team-search")};
        m_lever = std::make_unique<TargetLever>(
            std::make_unique<SimulatedTargetSystem>(m_world, std::move(traits)), HoldRecords::open(m_directory).value(),
            [rules] { return rules; }, m_clock);
    }

    SimulatedTargets& m_world;
    QString m_directory;
    SystemClock m_clock;
    std::unique_ptr<TargetLever> m_lever;
};

SimulatedTargets anyTargets(std::mt19937& dice, int round)
{
    SimulatedTargets world;
    world.dice.seed(static_cast<unsigned>(round));
    world.failures = round % 3 == 0 ? 0 : 20;
    const std::array projects {"p-pay", "p-search", "p-other"};
    for (const char* project : projects)
        world.add(std::string("group ") + project, project, dice() % 3 == 0 ? "held" : "free", true);
    const int keys = static_cast<int>(dice() % 10);
    for (int key = 0; key < keys; ++key)
        world.add("key " + std::to_string(key), projects[dice() % 3],
            dice() % 3 == 0 ? "held" : "limit " + std::to_string(dice() % 5));
    return world;
}

/// Empty, or what was not as it should be.
QString tryOne(SimulatedTargets& world, const QString& directory, int round)
{
    MortalLever lever(world, directory);
    const auto before = world.states();
    const auto freeze = static_cast<std::uint64_t>(round * 2 + 1);
    if (!lever.settle(HoldState::frozen, freeze))
        return QStringLiteral("round %1: the freeze never settled").arg(round);
    for (const auto& [id, target] : world.targets)
        if (target.project == "p-pay" ? !target.held : target.state != before.at(id))
            return QStringLiteral("round %1: frozen, %2 is %3")
                .arg(round)
                .arg(QString::fromStdString(id), QString::fromStdString(target.state));
    if (!lever.settle(HoldState::released, freeze + 1))
        return QStringLiteral("round %1: the release never settled").arg(round);
    return world.states() == before ? QString() : QStringLiteral("round %1: not given back as it was").arg(round);
}

} // namespace

PriorStates giveBackPriorStates(int rounds)
{
    // In memory where there is such a place: a thousand rounds sync some thousands of files.
    const QTemporaryDir directory(
        QDir(QStringLiteral("/dev/shm")).exists() ? QStringLiteral("/dev/shm/fuseboard-XXXXXX") : QString());
    PriorStates out;
    std::mt19937 dice(7);
    for (int round = 0; round < rounds; ++round) {
        SimulatedTargets world = anyTargets(dice, round);
        const QString fault = tryOne(world, directory.path(), round);
        if (fault.isEmpty())
            ++out.exact;
        else if (out.firstFault.isEmpty())
            out.firstFault = fault;
    }
    return out;
}

} // namespace fuseboard::test
