// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/board.h"

namespace fuseboard {

enum class FreezeReach {
    everything, ///< one order for the organisation: teams, and what belongs to none
    teams, ///< one order for each team that is not frozen yet; what belongs to no team goes on
    oneTeam, ///< one order, for that team
};

/// What a freeze of all teams, or of one, would do, from what is known now.
struct FreezePlan {
    FreezeReach reach = FreezeReach::everything;
    std::vector<Scope> scopes; ///< one order each
    std::vector<std::string> teams; ///< names of those that would be stopped
    std::vector<std::string> protectedTeams; ///< of those
    std::vector<std::string> frozenAlready;
    int keys = 0, people = 0, agents = 0; ///< zero: not known
    std::int64_t perHourNano = 0; ///< mean of seven days; zero: not known
    std::int64_t elsewhereNano = 0; ///< spent this period where no gateway sees it
    std::vector<std::string> stoppable; ///< sources that can refuse
    std::vector<std::string> unstoppable; ///< sources that only report
    bool operator==(const FreezePlan&) const = default;
};

/// `team`: of `oneTeam`.
FreezePlan freezePlan(const Board& board, const FreezeBoard& freezes, FreezeReach reach, const TeamId& team = {});

} // namespace fuseboard
