// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/calendar.h"
#include "domain/money.h"
#include "domain/team.h"

namespace fuseboard {

/// A team's budget from an instant on; a later one replaces it from its own instant. `team` empty: the organisation.
struct Budget {
    TeamId team;
    PeriodKind period = PeriodKind::month;
    Money amount; ///< not negative
    std::vector<int> thresholdPercents {80, 100}; ///< ascending
    Instant since; ///< first instant it holds
    std::string by; ///< who set it
    bool operator==(const Budget&) const = default;
};

/// The budget in force at an instant, or null.
const Budget* budgetAt(const std::vector<Budget>& budgets, const TeamId& team, Instant at);

} // namespace fuseboard
