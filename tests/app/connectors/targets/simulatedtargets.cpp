// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connectors/targets/simulatedtargets.h"

#include <ranges>

namespace fuseboard::test {

void SimulatedTargets::add(const std::string& id, const std::string& project, const std::string& state, bool isGroup)
{
    ControlTarget target;
    target.id = target.name = id;
    target.project = project;
    target.key = isGroup ? std::string() : id;
    target.isGroup = isGroup;
    target.state = state;
    target.held = state == "held";
    targets[id] = target;
}

void SimulatedTargets::set(const std::string& id, const std::string& state)
{
    targets[id].state = state;
    targets[id].held = state == "held";
}

Result<void> SimulatedTargets::change(const std::string& id, const std::string& state)
{
    ++changes;
    const int fate = static_cast<int>(dice() % 200);
    if (fate < failures)
        return fail(ErrorCode::timedOut, "World");
    set(id, state);
    return fate < 2 * failures ? Result<void>(fail(ErrorCode::cutOff, "World")) : Result<void>();
}

std::map<std::string, std::string> SimulatedTargets::states() const
{
    std::map<std::string, std::string> out;
    for (const auto& [id, target] : targets)
        out[id] = target.state;
    return out;
}

SimulatedTargetSystem::SimulatedTargetSystem(SimulatedTargets& world, LeverTraits traits)
    : m_world(world)
    , m_traits(std::move(traits))
{
}

QFuture<Result<std::vector<ControlTarget>>> SimulatedTargetSystem::targets()
{
    auto told = m_world.oldList ? *m_world.oldList : m_world.targets;
    const Error why {ErrorCode::noRightToRead, "World", "HTTP 403"};
    for (const std::string& id : m_world.unread) {
        told[id].unread = why;
        told[id].state.clear();
        told[id].held = false;
    }
    for (const auto& [id, project] : m_world.unlisted) {
        told.erase(id);
        ControlTarget list;
        list.id = "list " + project;
        list.name = "the list of " + project;
        list.project = project;
        list.isFixed = list.isUnlisted = true;
        list.unread = why;
        told[list.id] = list;
    }
    return QtFuture::makeReadyValueFuture(
        Result<std::vector<ControlTarget>>(std::views::values(told) | std::ranges::to<std::vector>()));
}

QFuture<Result<void>> SimulatedTargetSystem::hold(ControlTarget target, std::string /*by*/)
{
    return QtFuture::makeReadyValueFuture(m_world.change(target.id, "held"));
}

QFuture<Result<void>> SimulatedTargetSystem::restore(ControlTarget target, std::string state, std::string /*by*/)
{
    return QtFuture::makeReadyValueFuture(m_world.change(target.id, state));
}

QFuture<Result<ProbeResult>> SimulatedTargetSystem::probe(Scope /*scope*/)
{
    const auto tried = m_world.targets.find(m_world.canary);
    const ProbeResult result = tried == m_world.targets.end() ? ProbeResult::cannot
        : tried->second.held && !m_world.servesAnyway         ? ProbeResult::refused
                                                              : ProbeResult::served;
    return QtFuture::makeReadyValueFuture(Result<ProbeResult>(result));
}

AllocationRule ruleOf(const std::string& project, const std::string& key, const TeamId& team)
{
    AllocationRule rule;
    rule.project = project;
    rule.key = key;
    rule.team = team;
    return rule;
}

} // namespace fuseboard::test
