// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/team.h"

#include <algorithm>

namespace fuseboard {
namespace {

constexpr std::string_view prefix = "team-";

bool isSlugCharacter(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; }

} // namespace

TeamId teamIdFor(std::string_view name)
{
    std::string slug;
    for (const char c : name) {
        const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        if (isSlugCharacter(lower) && lower != '-')
            slug += lower;
        else if (!slug.empty() && slug.back() != '-')
            slug += '-';
    }
    while (!slug.empty() && slug.back() == '-')
        slug.pop_back();
    return slug.empty() ? TeamId() : TeamId(prefix) + slug;
}

bool isSha256(std::string_view text)
{
    return text.size() == 64
        && std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

bool isTag(std::string_view text)
{
    return !text.empty() && text.size() <= 64 && std::ranges::all_of(text, isSlugCharacter) && !text.starts_with('-')
        && !text.ends_with('-');
}

bool isTeamId(std::string_view id)
{
    return id.starts_with(prefix) && id.size() > prefix.size() && id.size() <= 80 && std::ranges::all_of(id, isSlugCharacter);
}

bool isSafeName(std::string_view name)
{
    if (name.empty() || name.size() > 200)
        return false;
    if (std::ranges::any_of(name, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }))
        return false;
    for (const std::string_view formula : {"=", "+", "-", "@", "＝", "＋", "－", "＠"})
        if (name.starts_with(formula))
            return false;
    return name.front() != ' ' && name.back() != ' ';
}

} // namespace fuseboard
