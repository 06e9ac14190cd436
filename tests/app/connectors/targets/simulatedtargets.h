// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/targets/targetsystem.h"

#include <map>
#include <optional>
#include <random>
#include <set>

namespace fuseboard::test {

/// What stands at a system that keeps no orders: things of any state, of which `held` refuses. Some of its changes fail,
/// before or after they took effect.
struct SimulatedTargets {
    std::map<std::string, ControlTarget> targets;
    std::optional<std::map<std::string, ControlTarget>> oldList; ///< told instead of what is so now
    std::set<std::string> unread; ///< ids of those that are told, and can't be read now
    std::map<std::string, std::string> unlisted; ///< ids of those that are not told, with the project whose list can't be read
    std::string canary; ///< id of the key to try with; empty: there is none
    bool servesAnyway = false; ///< keeps what it is told, and goes on serving
    std::mt19937 dice {1};
    int failures = 0; ///< of a hundred changes
    int changes = 0;

    void add(const std::string& id, const std::string& project, const std::string& state, bool isGroup = false);
    void set(const std::string& id, const std::string& state);
    Result<void> change(const std::string& id, const std::string& state);
    [[nodiscard]] std::map<std::string, std::string> states() const;
};

/// The same, as a lever of ours meets it.
class SimulatedTargetSystem : public TargetSystem {
public:
    /// The targets must outlive it.
    SimulatedTargetSystem(SimulatedTargets& world, LeverTraits traits);

    [[nodiscard]] const LeverTraits& traits() const override { return m_traits; }
    QFuture<Result<std::vector<ControlTarget>>> targets() override;
    QFuture<Result<void>> hold(ControlTarget target, std::string by) override;
    QFuture<Result<void>> restore(ControlTarget target, std::string state, std::string by) override;
    QFuture<Result<ProbeResult>> probe(Scope scope) override;

private:
    SimulatedTargets& m_world;
    LeverTraits m_traits;
};

/// Gives what is bought through a project, or with a key of it, to a team.
AllocationRule ruleOf(const std::string& project, const std::string& key, const TeamId& team);

} // namespace fuseboard::test
