// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/interned.h"
#include "domain/usagerow.h"

#include <vector>

namespace fuseboard {

/// A share of what was spent on one account and UTC day, with everything a breakdown asks for.
struct SpentShare {
    Interned team; ///< empty: unallocated
    Interned key, agent, person, model, project, tag; ///< as far as the ledger knows
    std::int64_t nano = 0;
    CostBasis basis = CostBasis::estimated;
    bool billedElsewhere = false; ///< a provider reports it and no gateway saw it
    Instant start; ///< of the row it comes from
    std::chrono::seconds width {0}; ///< of that row's bucket; zero: a call
    bool operator==(const SpentShare&) const = default;
};

/// A row of one account, currency and UTC day, already allocated, as the choice of "Spent" sees it.
struct LedgerLine {
    Ledger ledger = Ledger::gateway;
    std::int64_t team = 0; ///< any numbering of the caller's; 0: unallocated
    std::optional<std::int64_t> nano; ///< empty: nobody could price it; never zero for unknown
};

/// Money that counts as spent, with the dimensions of a line.
struct SpentPart {
    std::size_t line = 0;
    std::int64_t nano = 0;
    bool billedElsewhere = false;
    bool operator==(const SpentPart&) const = default;
};

/// What counts as spent. Parts and rest add up to the chosen ledger exactly.
struct Spent {
    std::optional<Ledger> ledger; ///< empty: no ledger knows a price
    std::vector<SpentPart> parts;
    std::int64_t rest = 0; ///< billed elsewhere, and nothing says whose it is
};

/// Which number is "Spent" (DESIGN): of a complete day the best ledger (invoice, provider's cost, gateway, provider's
/// usage priced by us, telemetry, local logs); of a day still running the one that has seen most, since each is a lower bound.
/// Where a provider's ledger is chosen and a gateway saw the account too, gateway lines split it and the remainder is *billed
/// elsewhere*: with the team its lines are allocated to, as far as that team's lines exceed what the gateway saw of it,
/// else the rest. `complete`: the day is over and the provider's cost for it has settled.
Spent chooseSpent(const std::vector<LedgerLine>& lines, bool complete);

} // namespace fuseboard
