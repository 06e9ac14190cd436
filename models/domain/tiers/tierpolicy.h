// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/tiers/tier.h"

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace fuseboard {

/// Where a call goes on after a failure: in the same dialect, by the same tier.
struct TierFallback {
    std::string model, upstream;
    bool operator==(const TierFallback&) const = default;
};

/// The model that serves a tier in a dialect, and the upstream that has it.
struct TierTarget {
    Tier tier = Tier::premium;
    std::string dialect, model, upstream;
    std::vector<TierFallback> fallbacks {}; ///< in that order, each after the failure of the one before
    bool fallbackOn429 = false; ///< a provider that has had too many calls is one that fails
    /// How long the head of an answer may take where there is something to go on with; empty: half of what the call has left.
    std::optional<std::chrono::seconds> answerWithin {};

    /// Whether a provider's answer with that status is a failure to go on from.
    [[nodiscard]] bool failsWith(int status) const;
    bool operator==(const TierTarget&) const = default;
};

/// A name that callers may ask for instead of a model's.
struct TierAlias {
    std::string model;
    Tier tier = Tier::premium;
    bool operator==(const TierAlias&) const = default;
};

/// Which calls go to a tier whatever tier they asked for: those that fit all that it states.
struct TierRule {
    std::string team; ///< empty: any
    std::string token; ///< its SHA-256; empty: any
    std::string tag {}; ///< one of the token's; empty: any
    std::optional<std::int64_t> promptFrom, promptBelow; ///< tokens, as estimated before the call
    std::optional<bool> tools; ///< the call offers tools, or offers none
    Tier tier = Tier::premium;
    bool operator==(const TierRule&) const = default;
};

/// Of a share of calls, what they would have cost at another tier. They go where they went: only prices are compared.
struct TierShadow {
    Tier tier = Tier::economy;
    int percent = 0; ///< of the calls of other tiers
    bool operator==(const TierShadow&) const = default;
};

struct TierPolicy {
    std::vector<TierTarget> targets; ///< one for each tier of a dialect
    std::vector<TierAlias> aliases;
    std::vector<TierRule> rules; ///< the first that fits counts
    std::optional<int> downgradeAt; ///< per cent of a budget from which on calls go one tier down; empty: never
    std::optional<TierShadow> shadow {}; ///< empty: nothing is compared

    [[nodiscard]] const TierTarget* target(Tier tier, std::string_view dialect) const;
    bool operator==(const TierPolicy&) const = default;
};

} // namespace fuseboard
