// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/dice.h"

namespace fuseboard::sandbox {

std::uint64_t Dice::next()
{
    m_state += 0x9e3779b97f4a7c15U;
    std::uint64_t z = m_state;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31);
}

std::int64_t Dice::between(std::int64_t low, std::int64_t high)
{
    const auto span = static_cast<std::uint64_t>(high - low) + 1;
    return low + static_cast<std::int64_t>(next() % span);
}

std::int64_t Dice::around(std::int64_t typical)
{
    // The mean of two throws leans to the middle; the reciprocal half makes the right side long. The mean is
    // about 1.04.
    const std::int64_t permille = (between(333, 1000) + between(333, 1000)) / 2;
    return percent(62) ? typical * permille / 900 : typical * 1000 / permille;
}

std::uint64_t seedFor(std::uint64_t seed, std::string_view name)
{
    std::uint64_t hash = 0xcbf29ce484222325U ^ seed;
    for (const char c : name)
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
    return hash;
}

} // namespace fuseboard::sandbox
