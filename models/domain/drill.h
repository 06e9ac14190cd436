// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/freeze.h"
#include "domain/team.h"

namespace fuseboard {

/// Who a drill's freeze is by: it is nobody's own, so the program may end it.
inline constexpr auto drillBy = "Fuseboard drill";

/// What one place showed in a drill.
struct DrillPlace {
    std::string id, name;
    bool isShown = false; ///< it has shown all it can: refused a test call, or where none can be made read back
    std::optional<std::chrono::milliseconds> toStop; ///< from the order to that
    std::string cause; ///< why it is not shown; empty: it is
    bool operator==(const DrillPlace&) const = default;
};

/// A test team was frozen everywhere and let go again (`SAFETY.md` KS11).
struct Drill {
    TeamId team;
    Instant at;
    std::vector<DrillPlace> places; ///< of those with something of the team
    bool isReleased = false; ///< and spends again
    [[nodiscard]] bool passed() const;
    bool operator==(const Drill&) const = default;
};

/// What a freeze has shown so far.
std::vector<DrillPlace> drillPlaces(const FreezeView& freeze);

/// Which team is drilled how often. No team: none is.
struct DrillPlan {
    TeamId team;
    std::chrono::days every {7}; ///< zero: only when asked
    bool operator==(const DrillPlan&) const = default;
};

/// The last one of the planned team; null: none was made.
const Drill* lastDrill(const DrillPlan& plan, const std::vector<Drill>& drills);
/// When the next one is due; empty: none is planned. `drills` in the order they were made.
std::optional<Instant> nextDrill(const DrillPlan& plan, const std::vector<Drill>& drills, Instant now);
/// A planned one is a day late, or the last one failed: a visible warning.
bool isDrillMissed(const DrillPlan& plan, const std::vector<Drill>& drills, Instant now);
/// Mean time to stop at a place, of the drills in which it has shown it; empty: in none.
std::optional<std::chrono::milliseconds> meanTimeToStop(const std::vector<Drill>& drills, const std::string& place);

} // namespace fuseboard
