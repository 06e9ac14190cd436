// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "documents/jsonwriter.h"
#include "documents/policydocument.h"
#include "domain/breaker.h"

namespace fuseboard::gateway {

/// A model, and the upstream that is asked for it.
struct CallPlace {
    std::string model, upstream;
    auto operator<=>(const CallPlace&) const = default;
};

/// How a place answered.
struct PlaceAnswer {
    int status = 0; ///< 0: no answer came
    std::string code; ///< of a failure, as the ledger has it: `upstream_503`
    Instant at;
    /// What says nothing of the model's state, such as a fault of the caller's, is none.
    [[nodiscard]] bool isFailure() const { return status == 0 || status >= 500; }
};

/// What the rule `failures` has found of a model at an upstream, and what its breaker does about that.
struct ModelTrip {
    CallPlace place;
    BreakerState state = BreakerState::closed;
    bool observed = false; ///< nothing is done about it
    int failures = 0; ///< in a row
    PlaceAnswer last; ///< failure
    std::int64_t wouldRefuse = 0; ///< calls that were let through because it only observes
    std::chrono::seconds retryAfter {0}; ///< at least; of a state that lets no call in
    Instant retryAt {}; ///< the same, for a caller that is refused

    [[nodiscard]] Scope scope() const { return {ScopeKind::model, place.model}; }
};

/// "fails: 5 calls in a row, the last with status 503"
std::string inWords(const ModelTrip& trip);
/// The breaker as the admin door shows it, and as an event tells it.
void write(JsonWriter& out, const ModelTrip& trip);

} // namespace fuseboard::gateway
