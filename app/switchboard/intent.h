// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/hold.h"

#include <map>
#include <optional>

namespace fuseboard {

/// What a person or a policy wants of one scope, as the journal keeps it.
struct Intent {
    std::string id; ///< UUIDv7: the person's act; every order that serves it carries it
    Scope scope;
    HoldState state = HoldState::frozen;
    FreezeMode mode = FreezeMode::refuse;
    std::string reason, by;
    Instant at;
    /// Generation each lever has acknowledged for this act, by lever id: what was in force once is never enforced anew
    /// against somebody's later release.
    std::map<std::string, std::uint64_t> acknowledged;
    std::optional<AddedReason> added; ///< to the reason of a freeze, since
    Undo undo = Undo::ask; ///< of a resume
    /// Of a resume: the highest generation that each lever had acknowledged before it. What is newer there is nothing that it
    /// was meant to end.
    std::map<std::string, std::uint64_t> ends {};
    /// Of a policy's release: it ends its own freeze, as `ends` tells it, and nothing newer.
    bool endsOnlyOwn = false;
    std::optional<Instant> until {}; ///< of a policy's freeze: it ends then, or sooner; a person's has none (SAFETY KS5)
    bool operator==(const Intent&) const = default;
};

/// A freeze that a policy orders.
struct PolicyOrder {
    Scope scope;
    Instant until; ///< it ends then by itself
    std::string reason, by;
    std::uint64_t overrulings = 0; ///< as `Switchboard::policyOverruled` counts them: what the policy knew when it decided
    bool isForAnotherReason = false; ///< than the policy's freeze in force: ordered again, also where its end stays
};

/// The two clocks at one moment: UTC for people and records, steady for intervals.
struct Moment {
    SteadyTime steady;
    Instant utc;
};

} // namespace fuseboard
