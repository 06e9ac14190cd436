// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace fuseboard {

/// 64 bits of a text, the same on every run: ids are told apart by them. Among ten million ids two meet by chance once in
/// 400,000 times. It withstands accidents, not somebody who forges logs, who could write any figure into them anyway.
inline std::uint64_t logHash(std::string_view text, std::uint64_t seed = 0x9e3779b97f4a7c15)
{
    const auto mix = [](std::uint64_t value) {
        value = (value ^ value >> 32) * 0xd6e8feb86659fd93;
        value = (value ^ value >> 32) * 0xd6e8feb86659fd93;
        return value ^ value >> 32;
    };
    std::uint64_t hash = mix(seed ^ text.size());
    while (!text.empty()) {
        std::uint64_t word = 0;
        const std::size_t taken = text.size() < sizeof word ? text.size() : sizeof word;
        std::memcpy(&word, text.data(), taken);
        hash = mix(hash ^ word) + 0x9e3779b97f4a7c15;
        text.remove_prefix(taken);
    }
    return hash;
}

} // namespace fuseboard
