// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/board.h"

namespace fuseboard {

/// What a state means; a delegate chooses the colour.
enum class Severity { none, ok, warn, crit, frozen, unknown };

/// The one word a row, a head and a tile say of a team.
enum class ChipKind {
    noData,
    tooEarly,
    onTrack,
    runsOutEarly,
    aged,
    resuming,
    frozen,
    partlyProved,
    freezing,
    notProved,
    changedOutside,
};

struct Chip {
    ChipKind kind = ChipKind::noData;
    std::int64_t proved = 0, places = 0; ///< of a freeze
    std::chrono::microseconds age {0}; ///< of figures, where `aged`
    bool operator==(const Chip&) const = default;
};

/// The first rule that applies (UX, "Chip"), the same for every row. `freeze`: what counts for it, or null. `age`: of
/// the figures, where they are stale.
Chip chipFor(const BurnDown& burn, const FreezeView* freeze, std::optional<std::chrono::microseconds> age);

Severity severityOf(ChipKind kind);
/// The three that are for somebody to act on.
bool isSolid(ChipKind kind);
/// Bars of these are hatched: the figure does not move, or can't be trusted to be the last.
bool isHatched(ChipKind kind);

} // namespace fuseboard
