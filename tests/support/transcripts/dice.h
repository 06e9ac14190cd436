// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace fuseboard::test {

/// The same throws for the same seed on every machine, which distributions of the standard library do not promise.
class Dice {
public:
    explicit Dice(std::uint64_t seed)
        : m_state(seed)
    {
    }
    std::uint64_t next() // splitmix64
    {
        std::uint64_t z = m_state += 0x9e3779b97f4a7c15;
        z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
        z = (z ^ z >> 27) * 0x94d049bb133111eb;
        return z ^ z >> 31;
    }
    std::int64_t between(std::int64_t least, std::int64_t most)
    {
        return least + static_cast<std::int64_t>(next() % static_cast<std::uint64_t>(most - least + 1));
    }
    bool oneIn(std::int64_t n) { return between(1, n) == 1; }
    std::string word(std::size_t length)
    {
        constexpr std::string_view letters = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
        std::string out(length, '0');
        for (char& c : out)
            c = letters[next() % letters.size()];
        return out;
    }
    std::string uuid()
    {
        constexpr std::string_view digits = "0123456789abcdef";
        std::string out = "00000000-0000-4000-8000-000000000000";
        for (char& c : out)
            if (c == '0')
                c = digits[next() % 16];
        return out;
    }

private:
    std::uint64_t m_state;
};

} // namespace fuseboard::test
