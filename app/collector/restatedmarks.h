// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/board.h"
#include "domain/calendar.h"

namespace fuseboard {

/// Marks the days of a row that were restated, and, where the period is over and settled, what was shown at its close. Days
/// belong to the period of their noon, and have the date of it. Changes that cancel each other out in one answer of a source
/// (money that only moved between teams, seen for all teams) are none. In another currency they count at the rate of their day;
/// without one the day is marked, and its amounts stay.
void markRestated(TeamBoard& row, const std::optional<TeamId>& team, const std::vector<Restatement>& restatements,
    const ExchangeRates& rates, const Board& board, const Calendar& calendar);

} // namespace fuseboard
