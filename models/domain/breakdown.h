// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/board.h"

namespace fuseboard {

/// What the money of a team is broken down by.
enum class BreakdownBy { agent, model, person, tag };

/// One row of a breakdown, that others are to be about: how much of this model's money is whose.
struct BreakdownWithin {
    BreakdownBy by = BreakdownBy::agent;
    std::string id; ///< as `BreakdownRow::id`
    std::string team; ///< as `BreakdownRow::team`
    bool operator==(const BreakdownWithin&) const = default;
};

/// Of a team's money of a period, what lies within all of these rows.
struct BreakdownRequest {
    std::optional<TeamId> team; ///< empty: all teams; an empty id: what is unallocated
    Calendar calendar = Calendar::utc();
    Currency currency;
    Instant month; ///< an instant of the period
    std::vector<BreakdownWithin> within {};
    bool operator==(const BreakdownRequest&) const = default;
};

/// Complete lists, largest first; each adds up to the same.
struct Breakdowns {
    BreakdownRequest request;
    std::vector<BreakdownRow> byAgent {}, byModel {}, byPerson {}, byTag {};
    [[nodiscard]] const std::vector<BreakdownRow>& by(BreakdownBy which) const
    {
        switch (which) {
        case BreakdownBy::agent: return byAgent;
        case BreakdownBy::model: return byModel;
        case BreakdownBy::person: return byPerson;
        case BreakdownBy::tag: return byTag;
        }
        return byAgent;
    }
    bool operator==(const Breakdowns&) const = default;
};

} // namespace fuseboard
