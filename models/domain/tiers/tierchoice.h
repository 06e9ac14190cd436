// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/tiers/tierpolicy.h"

#include <span>

namespace fuseboard {

/// A call that asks for a model.
struct TierQuestion {
    std::string_view dialect, model, team, token;
    std::int64_t promptTokens = 0;
    bool tools = false;
    bool breakerDowngrades = false; ///< a breaker, of its session or of how fast its scopes spend, asks for a cheaper model
    bool budgetPressed = false; ///< a budget that counts it has reached the policy's threshold
    std::span<const std::string> tags {}; ///< the token's
};

enum class TierReason {
    asked, ///< the model itself was asked for
    alias,
    rule,
    breaker, ///< one tier down, because of a breaker
    budget, ///< one tier down, because of a budget
    fallback, ///< the model before failed
};
const char* toText(TierReason reason);

struct TierChoice {
    const TierTarget* target = nullptr; ///< of the policy; never null
    TierReason reason = TierReason::asked;
};

/// Where the call goes. Empty: it asks neither for an alias nor for a model of a tier in its dialect, and goes where it
/// would go without tiers. Tiers that the dialect has no model for are passed over; the cheapest has none below it. Both
/// reasons to go down lead one tier down, not two.
std::optional<TierChoice> chooseTier(const TierPolicy& policy, const TierQuestion& question);

} // namespace fuseboard
