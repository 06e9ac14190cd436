// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/callsize.h"

#include <algorithm>
#include <format>
#include <limits>

namespace fuseboard::gateway {
namespace {

/// Of those that are there, of which there is one.
std::int64_t leastOf(std::initializer_list<std::optional<std::int64_t>> values)
{
    std::int64_t least = std::numeric_limits<std::int64_t>::max();
    for (const auto& value : values)
        least = std::min(least, value.value_or(least));
    return least;
}

} // namespace

std::optional<std::string> aboveLimits(const CallLimits& limits, const RequestFacts& facts)
{
    const auto above = [](const std::optional<std::int64_t>& limit, std::int64_t asked,
                           const char* what) -> std::optional<std::string> {
        if (!limit || asked <= *limit)
            return {};
        return std::format("One call may have at most {} {} here, and this one has {}.", *limit, what, asked);
    };
    if (auto why = above(limits.choices, facts.choices, "answers"))
        return why;
    if (auto why = above(limits.tools, facts.tools, "tools"))
        return why;
    if (auto why = above(limits.pictures, facts.pictures, "pictures"))
        return why;
    if (facts.statesCap)
        if (auto why = above(limits.outputTokens, facts.outputCap, "tokens of output, all answers together"))
            return why;
    return above(limits.promptTokens, facts.inputTokens, "tokens in its prompt (estimated)"); // last: the others are part of it
}

void boundOutputOf(const PolicyBook& book, const Spender& spender, Api api, RequestFacts& facts)
{
    const PolicyDocument& policy = book.document();
    const auto limit = policy.callLimits.outputTokens;
    const bool isHard = book.limits()->anyHard(spender);
    if (!facts.statesCap && (isHard || limit)) {
        const ModelPrice* model = policy.prices.find(facts.model);
        const auto most = model ? model->maxOutput : std::nullopt;
        const auto cap = isHard ? policy.outputCap : std::nullopt;
        const auto eachAnswer = limit ? std::optional(std::max<std::int64_t>(1, *limit / facts.choices)) : std::nullopt;
        if (cap || limit)
            setOutputCap(api, facts, leastOf({cap, most, eachAnswer}));
        else
            expectOutput(api, facts, most.value_or(likelyOutput));
    }
}

} // namespace fuseboard::gateway
