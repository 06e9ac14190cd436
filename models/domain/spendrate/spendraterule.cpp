// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/spendrate/spendraterule.h"

#include "domain/money.h"

#include <algorithm>
#include <limits>

namespace fuseboard {
namespace {

std::optional<std::int64_t> lower(std::optional<std::int64_t> a, std::int64_t b) { return a ? std::min(*a, b) : b; }

} // namespace

SpendRateLimits limitsOf(const SpendRateRule& rule, std::optional<std::int64_t> usualNano)
{
    SpendRateLimits limits {rule.warnNano, rule.throttleNano};
    if (!rule.factor || !usualNano)
        return limits;
    constexpr Int128 most = std::numeric_limits<std::int64_t>::max();
    const auto byFactor =
        std::max(rule.floorNano, static_cast<std::int64_t>(std::min(most, Int128 {*usualNano} * *rule.factor)));
    limits.throttleNano = lower(limits.throttleNano, byFactor);
    limits.warnNano = lower(limits.warnNano, byFactor / 2);
    return limits;
}

} // namespace fuseboard
