// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/chip.h"

namespace fuseboard {

enum class TeamRowKind { all, unallocated, team };

/// One row of the team list.
struct TeamRow {
    TeamRowKind kind = TeamRowKind::team;
    TeamId id;
    std::string name;
    Currency currency;
    std::int64_t spentNano = 0;
    std::optional<std::int64_t> budgetNano, evenPaceSpentNano;
    int keys = 0;
    bool atLeast = false; ///< figures are not complete: more may have been spent
    Chip chip;

    [[nodiscard]] std::optional<std::int64_t> spentPercent() const;
    bool operator==(const TeamRow&) const = default;
};

/// All teams, Unallocated, then the teams in the board's order. The second and later add up to the first.
std::vector<TeamRow> teamRows(const Board& board, const FreezeBoard& freezes, Instant now);

/// part ÷ whole in thousandths, rounded; 0 for an empty whole.
std::int64_t thousandths(std::int64_t part, std::int64_t whole);
/// The same in per cent.
std::int64_t percentOf(std::int64_t part, std::int64_t whole);

} // namespace fuseboard
