// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/tokens.h"

namespace fuseboard {

TokenCounts& TokenCounts::operator+=(const TokenCounts& other)
{
    input += other.input;
    cacheRead += other.cacheRead;
    cacheWrite5m += other.cacheWrite5m;
    cacheWrite1h += other.cacheWrite1h;
    output += other.output;
    reasoning += other.reasoning;
    return *this;
}

TokenCounts fromInclusiveInput(
    std::int64_t input, std::int64_t cached, std::int64_t cacheWrite, std::int64_t output, std::int64_t reasoning)
{
    TokenCounts counts {.input = input, .output = output, .reasoning = reasoning};
    if (cached + cacheWrite <= input) {
        counts.input = input - cached - cacheWrite;
        counts.cacheRead = cached;
        counts.cacheWrite5m = cacheWrite;
    }
    return counts;
}

} // namespace fuseboard
