// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/board.h"

namespace fuseboard {

/// Whether a board's figures are all there, and if not, up to when they are. Rows, tiles, banner and status bar all
/// ask this, so that they say the same.
struct Freshness {
    bool complete = true; ///< every source answers; otherwise amounts are "at least"
    std::optional<Instant> end; ///< the earliest end of a stale source's figures; empty: it has never answered
    std::optional<std::chrono::microseconds> age; ///< of `end`
    std::string source; ///< the name of that source
    bool operator==(const Freshness&) const = default;
};

Freshness freshnessOf(const Board& board, Instant now);

} // namespace fuseboard
