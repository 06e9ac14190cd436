// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "collector/blindboard.h"

namespace fuseboard {

Board blindBoard(const BoardTerms& terms, const Organisation& organisation, PeriodKind kind, Instant within, Instant now,
    const Error& historyFault)
{
    Board board = buildBoard({.organisation = organisation,
        .calendar = terms.calendar,
        .currency = terms.currency,
        .kind = kind,
        .within = within,
        .now = now,
        .dataSince = now,
        .sources = terms.sources(),
        .sandbox = terms.sandbox});
    board.budgets.clear(); // nothing is known of what is spent of them
    for (TeamBoard* each : {&board.all, &board.unallocated})
        each->burn.pace = Pace::noData;
    for (TeamBoard& team : board.teams)
        team.burn.pace = Pace::noData;
    board.historyFault = historyFault;
    return board;
}

SourceView viewOf(const SourceConfig& config)
{
    return {.id = config.id,
        .name = config.name,
        .kind = config.kind,
        .interval = config.interval,
        .canFreeze = hasLever(config),
        .tellsUsage = tellsUsage(config.kind),
        .takesKey = takesKey(config),
        .bucket = std::string(shownBucket(config))};
}

} // namespace fuseboard
