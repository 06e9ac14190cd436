// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/breakdown.h"
#include "store/history.h"

#include <functional>

namespace fuseboard {

/// What of a team's money lies within rows of its breakdown: the same money as on the board, to the nano-unit. Reads the
/// history; keys have their labels, other ids no names. `cutOff` where it is given up, which it asks between days.
Result<Breakdowns> breakdownsWithin(
    const History& history, const BreakdownRequest& request, Instant now,
    const std::function<bool()>& isGivenUp = [] { return false; });

} // namespace fuseboard
