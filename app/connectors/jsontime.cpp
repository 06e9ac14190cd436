// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/jsontime.h"

namespace fuseboard::json {

Instant day(Object& object, std::string_view name, const Place& owner)
{
    constexpr std::size_t dayLength = 10;
    const Place place = owner / name;
    const std::string words = text(required(object, name, owner), place);
    const bool more = words.size() > dayLength;
    const auto at = parseInstant(words.substr(0, dayLength) + "T00:00:00Z");
    if (!at || words.size() < dayLength || (more && words[dayLength] != 'T' && words[dayLength] != ' '))
        throw Fault {place, "not a day"};
    return *at;
}

std::optional<Instant> instantOr(Object& object, std::string_view name, const Place& owner)
{
    const auto value = optional(object, name, owner);
    if (!value)
        return std::nullopt;
    const std::string words = text(*value, owner / name);
    const auto at = parseInstant(words).or_else([&](const Error&) { return parseInstant(words + "Z"); });
    if (!at)
        throw Fault {owner / name, "not a time"};
    return *at;
}

} // namespace fuseboard::json
