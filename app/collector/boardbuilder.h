// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/board.h"
#include "domain/mergedrequests.h"
#include "store/organisation.h"
#include "store/spending.h"

namespace fuseboard {

struct BoardInput {
    Organisation organisation;
    Calendar calendar;
    Currency currency;
    PeriodKind kind = PeriodKind::month;
    Instant within; ///< an instant of the period to show
    Instant now;
    Instant dataSince; ///< start of the oldest row of the history
    std::vector<SpentDay> days; ///< at least from `firstDayNeeded` on
    ExchangeRates rates; ///< for what `days` has in other currencies
    std::vector<Restatement> restatements; ///< of the shown period's days
    std::optional<std::vector<MergedRequests>> merged {}; ///< of the shown period; empty: not all of it is told
    std::vector<SourceView> sources;
    bool sandbox = false;
    std::string watchedBy;
    std::uintmax_t historyBytes = 0;
    std::optional<Progress> allocation;
};

/// The first UTC day a board of this period looks at: the previous period's, two weeks ago, or where the period of a
/// budget begins.
Instant firstDayNeeded(
    const Calendar& calendar, PeriodKind kind, Instant within, Instant now, const std::vector<Budget>& budgets);

/// Keys that the organisation knows appear by their label.
void nameKeys(SpentDay& day, const std::vector<CallerKey>& keys);

/// Everything the window shows of spending. Pure. `all` equals the sum of `unallocated` and `teams`, to the nano-unit,
/// in amounts, calls and tokens; a budget in another currency or
/// kind of period is in no row's burn-down, only in `budgets`; teams that the organisation no longer has are listed while they
/// have spent something.
Board buildBoard(const BoardInput& input);

} // namespace fuseboard
