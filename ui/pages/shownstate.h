// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/calendar.h"
#include "domain/drill.h"
#include "domain/raiseask.h"
#include "items/teamrow.h"
#include "pages/watcher.h"
#include "store/organisation.h"

#include <QString>

#include <memory>

namespace fuseboard {

/// What the person looks at: a row of the team list.
struct Selection {
    TeamRow::Kind kind = TeamRow::Kind::all;
    TeamId team; ///< empty unless kind is team
    bool operator==(const Selection&) const = default;

    /// What a freeze pressed here is about; empty for unallocated, which nobody can stop as such.
    [[nodiscard]] std::optional<Scope> scope() const;
};

/// Everything the window shows, as last received. The values are shared and never change.
struct ShownState {
    std::shared_ptr<const Board> board; ///< null before the first
    std::shared_ptr<const FreezeBoard> freezes; ///< null before the first
    std::shared_ptr<const Organisation> organisation; ///< null before the first
    Calendar calendar = Calendar::utc();
    Instant now;
    std::shared_ptr<const Asks> asks; ///< null before the first
    std::vector<Drill> drills; ///< in the order they were made
    DrillPlan drillPlan;
    std::optional<Instant> lastBackup; ///< of the history
    Watcher watcher;
    bool hasSource = true; ///< false on the first-run page: nothing is connected yet

    [[nodiscard]] const TeamBoard* boardOf(const Selection& selection) const;
    /// The row of the list, so that a head, tile or banner says the same as it.
    [[nodiscard]] std::optional<TeamRow> rowOf(const Selection& selection) const;
    /// The freeze that counts for it, or null. One that was resumed and proved long counts no more.
    [[nodiscard]] const FreezeView* freezeOf(const Selection& selection) const;
    /// Where the figures end, if a source is stale.
    [[nodiscard]] std::optional<Instant> staleSince() const;
    /// Where the lines of its chart end before now: where nothing is known, they end where they begin.
    [[nodiscard]] std::optional<Instant> linesEnd(const TeamRow& row) const;
    /// An hour of the last two that costs the team many times the usual; null where figures are stale or tell of another time.
    [[nodiscard]] const CostlyHour* costlyHourOf(const TeamBoard& team) const;
    [[nodiscard]] QString nameOf(const Scope& scope) const;
    /// Of all, or of a protected team: unless it only repeats or sharpens an order that is in force.
    [[nodiscard]] bool asksBeforeFreezing(const Scope& scope) const;
};

/// A freeze is ordered and no resume was.
bool isHeld(const FreezeView* freeze);
/// "All teams", "Unallocated" or the team's name, safe to show.
QString selectionName(const ShownState& state, const Selection& selection);

} // namespace fuseboard
