// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace fuseboard::sandbox {

/// What the provider bills apart, in the words of its invoice.
enum class Meter { input, cachedInput, cacheWrite, cacheWrite1h, output };
inline constexpr std::array meters {Meter::input, Meter::cachedInput, Meter::cacheWrite, Meter::cacheWrite1h, Meter::output};

/// "cached input": the second half of a line item.
std::string_view nameOf(Meter meter);

/// Tokens of one call, no token in two meters; `reasoning` is a part of `output`.
struct MeteredTokens {
    std::int64_t input = 0; ///< neither read from a cache nor written to one
    std::int64_t cachedInput = 0;
    std::int64_t cacheWrite = 0;
    std::int64_t cacheWrite1h = 0;
    std::int64_t output = 0;
    std::int64_t reasoning = 0;

    [[nodiscard]] std::int64_t of(Meter meter) const;
    [[nodiscard]] std::int64_t prompt() const { return input + cachedInput + cacheWrite + cacheWrite1h; }
    MeteredTokens& operator+=(const MeteredTokens& other);
    bool operator==(const MeteredTokens&) const = default;
};

} // namespace fuseboard::sandbox
