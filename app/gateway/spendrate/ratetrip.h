// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "documents/jsonwriter.h"
#include "domain/spendrate/spendratebreaker.h"

namespace fuseboard::gateway {

/// What a rule has found of how fast a scope spends, and what the scope's breaker does about that.
struct RateTrip {
    Scope scope;
    BreakerState state = BreakerState::closed;
    bool observed = false; ///< nothing is done about it
    Instant at; ///< when its state changed last
    SpendRate rate;
    std::chrono::seconds retryAfter {0}; ///< of a call that is refused, at least one
    Currency currency;
};

/// "spends at a rate of 120.00 USD an hour, above the limit of 100.00 USD an hour"
std::string inWords(const RateTrip& trip);
/// Members of an object: all but the scope and the state.
void writeMembers(JsonWriter& out, const RateTrip& trip);
/// `{"scope":"team/team-payments","state":"throttle",…}`
std::string rateEvent(const RateTrip& trip);

} // namespace fuseboard::gateway
