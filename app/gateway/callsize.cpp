// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/callsize.h"

#include <format>

namespace fuseboard::gateway {

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

} // namespace fuseboard::gateway
