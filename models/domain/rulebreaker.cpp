// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/rulebreaker.h"

#include <algorithm>
#include <array>
#include <tuple>

namespace fuseboard {
namespace {

constexpr std::array<std::string_view, 3> names {"loops", "failures", "spend-rate"};

/// Half-open lets one call in, and so is milder than open.
int severityOf(BreakerState state)
{
    switch (state) {
    case BreakerState::closed: return 0;
    case BreakerState::warning: return 1;
    case BreakerState::throttled: return 2;
    case BreakerState::downgraded: return 3;
    case BreakerState::halfOpen: return 4;
    case BreakerState::open: return 5;
    }
    return 0;
}

} // namespace

std::string toText(BreakerCause cause) { return std::string(names[static_cast<std::size_t>(cause)]); }

std::optional<BreakerCause> parseBreakerCause(std::string_view text)
{
    const auto found = std::ranges::find(names, text);
    return found == names.end() ? std::nullopt : std::optional(static_cast<BreakerCause>(found - names.begin()));
}

bool comesBefore(const RuleBreaker& one, const RuleBreaker& other)
{
    const auto rank = [](const RuleBreaker& each) {
        return std::tuple(each.observed, -severityOf(each.state), -each.at.time_since_epoch().count());
    };
    const auto rest = [](const RuleBreaker& each) { return std::tie(each.scope, each.upstream, each.team, each.key); };
    return rank(one) != rank(other) ? rank(one) < rank(other) : rest(one) < rest(other);
}

void keepFirst(std::vector<RuleBreaker>& breakers, std::size_t most)
{
    std::ranges::sort(breakers, comesBefore);
    if (breakers.size() > most)
        breakers.resize(most);
}

} // namespace fuseboard
