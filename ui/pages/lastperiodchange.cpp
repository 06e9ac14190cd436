// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/lastperiodchange.h"

#include "domain/lastperiod.h"

#include <algorithm>

namespace fuseboard {

std::optional<int> lastPeriodChange(const ShownState& state, const TeamBoard& team, const TeamRow& row)
{
    const Period before = state.calendar.previous(state.board->period, PeriodKind::month);
    const auto tells = [&](const SourceView& source) { return tellsAllOf(source, before); };
    if (row.unknown || row.atLeast || state.staleSince() || !std::ranges::all_of(state.board->sources, tells))
        return std::nullopt;
    const auto then = spentByThen(team, state.calendar, team.input.now);
    return then ? changePercent(*then, team.burn.spentNano) : std::nullopt;
}

} // namespace fuseboard
