// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/allocation.h"
#include "domain/error.h"
#include "domain/scope.h"

#include <optional>
#include <string>
#include <vector>

namespace fuseboard {

/// Something at a system that can be made to refuse calls, and given back what it was: a key, a team, a project.
struct ControlTarget {
    std::string id; ///< the system's own, unique there; never a key itself
    std::string name; ///< for people
    std::string account {}; ///< as the source's usage rows name it, like the next three: allocation rules find it by them
    std::string project, key, person;
    bool isGroup = false; ///< stands for all of its project
    bool isWhole = false; ///< stands for everything there: held with the organisation alone
    bool isFixed = false; ///< can't be held by itself, only with the group of its project
    std::string state; ///< what a freeze changes of it, as JSON: compared, recorded and given back as it is
    bool held = false; ///< refuses calls, or is set to
    bool isEffective = true; ///< false: it is held, and the system itself says that this has no effect
    std::string note; ///< what is left to say where it is held: "armed", say
    std::optional<Error> unread {}; ///< why it could not be read whole now; the subject is the system
    bool isUnlisted = false; ///< unread, and stands for any number of things: of its project, or of all where it has none
    /// Nothing can be said of what it is now, so nothing of it is changed.
    [[nodiscard]] bool isUnknown() const { return unread && state.empty(); }
    bool operator==(const ControlTarget&) const = default;
};

/// The teams that pay for what goes through it, by the rules that give a source's usage to teams.
std::vector<TeamShare> ownersOf(
    const ControlTarget& target, const std::vector<AllocationRule>& rules, const std::string& source);

/// Those that a scope's calls go through, by the rules that give a source's usage to teams. A group is among them only where
/// everything in it belongs to the scope, as it would stop others too. What is shared by teams is held with any of them. A
/// fixed target is among them where no group stands for it, so that a freeze fails and names it. What could not be listed is
/// among them where something of the scope may be in it.
std::vector<ControlTarget> targetsOf(const Scope& scope, const std::vector<ControlTarget>& all,
    const std::vector<AllocationRule>& rules, const std::string& source);

} // namespace fuseboard
