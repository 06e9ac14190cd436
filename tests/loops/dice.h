// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <format>
#include <random>
#include <span>
#include <string>
#include <vector>

namespace fuseboard::test::loops {

/// Seeded chance, and texts made of it.
class Dice {
public:
    explicit Dice(std::uint64_t seed)
        : m_engine(seed * 0x9e3779b97f4a7c15ULL + 1)
    {
    }
    /// From first to last, both included.
    std::size_t number(std::size_t first, std::size_t last) { return first + m_engine() % (last - first + 1); }
    bool chance(double share) { return static_cast<double>(m_engine() >> 11) < share * 0x1p53; }
    template <class T>
    const T& pick(const std::vector<T>& from)
    {
        return from[number(0, from.size() - 1)];
    }
    std::string hex(std::size_t digits);
    std::string uuid() { return hex(8) + "-" + hex(4) + "-4" + hex(3) + "-a" + hex(3) + "-" + hex(12); }
    std::string word();
    std::string words(std::size_t count);
    /// Some sentences, of so many bytes or a little more.
    std::string text(std::size_t bytes);
    std::string name() { return word() + "_" + word(); }
    std::string path();
    /// What a file of a program or a log of a build looks like.
    std::string listing(std::size_t bytes);
    /// `2026-11-27T10:15:00.123Z`, so many seconds into the day.
    std::string timeOfDay(std::size_t seconds);

private:
    std::mt19937_64 m_engine;
};

} // namespace fuseboard::test::loops
