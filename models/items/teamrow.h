// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/chip.h"

#include <QMetaType>

#include <utility>

namespace fuseboard {

/// A row of the team list, as a value.
struct TeamRow {
    enum class Kind { all, unallocated, team };
    Kind kind = Kind::team;
    TeamId id; ///< empty for all teams and unallocated
    std::string name; ///< a team's; empty for all teams and unallocated, whose words are in ui/text
    Currency currency;
    std::int64_t spentNano = 0;
    std::int64_t estimatedNano = 0; ///< of it, priced by us
    std::optional<std::int64_t> budgetNano;
    std::optional<int> percent; ///< spent of budget; 100 only once it is all spent
    std::optional<int> evenPacePercent; ///< where even pace would be by now
    std::optional<Chip> chip; ///< none for unallocated
    bool atLeast = false; ///< newer figures, or costs in another currency, are missing
    bool unknown = false; ///< no history, or a source never answered and no other saw spending: nothing can be said
    int keys = 0;
    bool operator==(const TeamRow&) const = default;
};

/// Which rows are the same thing in two boards.
inline std::pair<TeamRow::Kind, TeamId> rowKey(const TeamRow& row) { return {row.kind, row.id}; }

/// All teams, unallocated, then the teams in the board's order. `freezes` may be null: nothing known of freezes.
std::vector<TeamRow> teamRows(const Board& board, const FreezeBoard* freezes, Instant now);

} // namespace fuseboard

Q_DECLARE_METATYPE(fuseboard::TeamRow)
