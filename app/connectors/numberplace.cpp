// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/numberplace.h"

#include <algorithm>
#include <charconv>
#include <format>
#include <vector>

namespace fuseboard::json {
namespace {

constexpr std::size_t longestName = 60; ///< from outside, in a text for people
constexpr std::size_t deepest = 1024; ///< simdjson reads no deeper

/// Objects and lists that are open, from the outside in.
struct Level {
    bool isList = false;
    std::size_t index = 0; ///< in a list
    std::string_view name; ///< of the member that is being read
};

std::string pathOf(const std::vector<Level>& levels)
{
    std::string out = "$";
    for (const Level& level : levels)
        out += level.isList ? std::format("[{}]", level.index) : std::format(".{}", level.name.substr(0, longestName));
    return out;
}

bool isHuge(std::string_view number)
{
    double value = 0;
    return std::from_chars(number.data(), number.data() + number.size(), value).ec == std::errc::result_out_of_range
        && !number.contains("e-") && !number.contains("E-"); // too small is not huge
}

} // namespace

std::optional<std::string> placeOfHugeNumber(std::string_view text)
{
    std::vector<Level> levels;
    std::string_view lastText;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (c == '"') {
            std::size_t end = at + 1;
            while (end < text.size() && text[end] != '"')
                end += text[end] == '\\' ? 2U : 1U;
            lastText = text.substr(at + 1, std::min(end, text.size()) - at - 1);
            at = end;
        } else if (c == '{' || c == '[') {
            if (levels.size() == deepest)
                return std::nullopt;
            levels.push_back({.isList = c == '[', .index = 0, .name = {}});
        } else if (c == '}' || c == ']') {
            if (levels.empty())
                return std::nullopt;
            levels.pop_back();
        } else if (c == ':' && !levels.empty()) {
            levels.back().name = lastText;
        } else if (c == ',' && !levels.empty()) {
            ++levels.back().index;
        } else if (c == '-' || (c >= '0' && c <= '9')) {
            const auto number = text.substr(at, text.find_first_of(",]} \t\r\n", at) - at);
            if (isHuge(number))
                return pathOf(levels);
            at += number.size() - 1;
        }
    }
    return std::nullopt;
}

} // namespace fuseboard::json
