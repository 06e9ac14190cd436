// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/board.h"
#include "domain/calendar.h"

namespace fuseboard {

/// What a team had spent of the period before by this time of it; empty where the history begins later than its third day.
/// Whether the sources knew all of it, `tellsAllOf` says.
std::optional<std::int64_t> spentByThen(const TeamBoard& team, const Calendar& calendar, Instant now);

/// Whether a source has read all of a period: its past reaches that far, and no day of it was left out or refused.
bool tellsAllOf(const SourceView& source, Period period);

/// Change from one amount to another in percent, rounded to the nearest; empty: there was nothing, or no number holds it.
std::optional<int> changePercent(std::int64_t beforeNano, std::int64_t nowNano);

/// What each day of the period cost, up to the one that has not ended.
std::vector<std::int64_t> spentByDay(const BurnDownInput& input, const Calendar& calendar);

} // namespace fuseboard
