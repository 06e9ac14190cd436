// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/error.h"

#include <array>
#include <cstdint>
#include <string_view>

namespace fuseboard {

/// The five disjoint classes in which providers price tokens (`contracts/FOCUS.md` section 2).
enum class TokenClass { input, cacheRead, cacheWrite5m, cacheWrite1h, output };
inline constexpr std::array tokenClasses {
    TokenClass::input, TokenClass::cacheRead, TokenClass::cacheWrite5m, TokenClass::cacheWrite1h, TokenClass::output};

/// Tokens of one call or bucket by disjoint class; `output` includes `reasoning`. Counts are never negative.
struct TokenCounts {
    std::int64_t input = 0; ///< not cached
    std::int64_t cacheRead = 0;
    std::int64_t cacheWrite5m = 0;
    std::int64_t cacheWrite1h = 0;
    std::int64_t output = 0;
    std::int64_t reasoning = 0; ///< part of output, priced with it

    [[nodiscard]] std::int64_t of(TokenClass tokenClass) const
    {
        return std::array {input, cacheRead, cacheWrite5m, cacheWrite1h, output}[static_cast<std::size_t>(tokenClass)];
    }
    /// All prompt tokens, cache included: what long-context tiers are measured by.
    [[nodiscard]] std::int64_t prompt() const { return input + cacheRead + cacheWrite5m + cacheWrite1h; }
    [[nodiscard]] std::int64_t total() const { return prompt() + output; }
    TokenCounts& operator+=(const TokenCounts& other);
    bool operator==(const TokenCounts&) const = default;
};

/// OpenAI counts cached and cache-write tokens inside its input; this makes the classes disjoint.
/// Where the parts exceed the whole, the whole is kept as uncached input (`contracts/FOCUS.md`, traps).
TokenCounts fromInclusiveInput(
    std::int64_t input, std::int64_t cached, std::int64_t cacheWrite, std::int64_t output, std::int64_t reasoning);

} // namespace fuseboard
