// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

namespace fuseboard::sandbox {

/// A small generator with the same numbers everywhere, which the standard distributions do not promise (splitmix64).
class Dice {
public:
    explicit Dice(std::uint64_t seed)
        : m_state(seed)
    {
    }
    std::uint64_t next();
    /// A whole number in [low, high].
    std::int64_t between(std::int64_t low, std::int64_t high);
    [[nodiscard]] bool percent(int chance) { return between(1, 100) <= chance; }
    /// Around a typical value, long to the right as sizes of calls are: a third of it to three times it.
    std::int64_t around(std::int64_t typical);

private:
    std::uint64_t m_state;
};

/// A seed of its own for a named thing (FNV-1a).
std::uint64_t seedFor(std::uint64_t seed, std::string_view name);

} // namespace fuseboard::sandbox
