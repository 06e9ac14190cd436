// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/breakerstate.h"
#include "domain/instant.h"
#include "domain/scope.h"

#include <vector>

namespace fuseboard {

/// What a gateway's rules go by.
enum class BreakerCause {
    loops, ///< a session gets nowhere
    failures, ///< a model fails at its provider
    spendRate, ///< the organisation, a team or a key spends too fast
};

/// What a rule does to a scope at one place now, by itself: nobody ordered it.
struct RuleBreaker {
    Scope scope;
    BreakerCause cause = BreakerCause::loops;
    BreakerState state = BreakerState::warning;
    bool observed = false; ///< it is only what the rule would do
    Instant at; ///< since then
    std::string reason; ///< in the place's own words
    std::string upstream {}; ///< of a model: the provider at which it fails
    std::string team {}, key {}; ///< of a session, whose name is its caller's choice: whose it is; the key by its label
    bool operator==(const RuleBreaker&) const = default;
};

/// `spend-rate`, as in a policy.
std::string toText(BreakerCause cause);
/// Empty: no rule that is known here.
std::optional<BreakerCause> parseBreakerCause(std::string_view text);

/// What is done comes before what would be, the worse before the milder, the newer before the older.
bool comesBefore(const RuleBreaker& one, const RuleBreaker& other);
/// Orders them so, and keeps the first ones: callers choose the names of sessions.
void keepFirst(std::vector<RuleBreaker>& breakers, std::size_t most);

} // namespace fuseboard
