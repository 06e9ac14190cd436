// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/scope.h"

#include <cstdint>
#include <optional>

namespace fuseboard {

/// How fast a scope may spend: the organisation, a team or a token; id `*`: each of them that has no rule of its own. Money is
/// nano-units an hour, in the currency of the prices.
struct SpendRateRule {
    Scope scope;
    std::optional<std::int64_t> warnNano, throttleNano;
    std::optional<int> factor; ///< times the usual hour it is slowed down too, and warned of at half of that
    std::int64_t floorNano = 0; ///< below it the factor counts for nothing
    bool downgrade = false; ///< calls go one tier down instead, where there is one
    bool observe = false; ///< says what it would do, and does nothing
    bool operator==(const SpendRateRule&) const = default;
};

/// From where on its breaker warns and slows down; empty: never.
struct SpendRateLimits {
    std::optional<std::int64_t> warnNano, throttleNano;
};
/// The lower of what is stated and what follows from the usual hour; empty: that is not known.
SpendRateLimits limitsOf(const SpendRateRule& rule, std::optional<std::int64_t> usualNano);

} // namespace fuseboard
