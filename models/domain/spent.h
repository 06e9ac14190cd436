// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/usagerow.h"

#include <map>

namespace fuseboard {

/// A share of what was spent on one account and UTC day, with everything a breakdown asks for.
struct SpentShare {
    TeamId team; ///< empty: unallocated
    std::string key, agent, person, model, project; ///< as far as the ledger knows
    std::int64_t nano = 0;
    CostBasis basis = CostBasis::estimated;
    bool billedElsewhere = false; ///< a provider reports it and no gateway saw it
    Instant start; ///< of the row it comes from
    std::chrono::seconds width {0}; ///< of that row's bucket; zero: a call
    bool operator==(const SpentShare&) const = default;
};

/// Rows of one account, currency and UTC day, already allocated (`team` set where a rule or gateway named one).
struct AccountDay {
    std::vector<UsageRow> rows;
    bool complete = false; ///< the day is over and the provider's cost for it has settled
};

/// Which number is "Spent" (DESIGN): of a complete day the best ledger (invoice, provider's cost, gateway, provider's
/// usage priced by us); of a day still running the one that has seen most, since each is a lower bound. Where a
/// provider's ledger is chosen and a gateway saw the account too, gateway rows split it and the remainder is *billed
/// elsewhere*: with the team its rows are allocated to, as far as that team's rows exceed what the gateway saw of it,
/// else unallocated. The shares add up to the chosen ledger exactly.
std::vector<SpentShare> spentOn(const AccountDay& day);

} // namespace fuseboard
