// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/provider/hints.h"

#include <boost/json.hpp>

#include <ranges>
#include <string_view>

namespace fuseboard::sandbox {
namespace {

namespace json = boost::json;

constexpr std::string_view prefix = "sandbox_";
constexpr std::string_view compactStart = "sandbox ";

std::string textOf(const json::value& value)
{
    return value.is_string() ? std::string(value.get_string()) : json::serialize(value);
}

void addCompact(Hints& hints, const json::value* value)
{
    if (value == nullptr || !value->is_string() || !value->get_string().starts_with(compactStart))
        return;
    for (const auto part : std::views::split(std::string_view(value->get_string()).substr(compactStart.size()), ' ')) {
        const std::string_view pair(part);
        if (const auto equals = pair.find('='); equals != std::string_view::npos)
            hints[std::string(pair.substr(0, equals))] = pair.substr(equals + 1);
    }
}

} // namespace

Hints hintsOf(const json::object& request)
{
    Hints hints;
    addCompact(hints, request.if_contains("user"));
    const auto* metadata = request.if_contains("metadata");
    if (metadata == nullptr || !metadata->is_object())
        return hints;
    const auto& object = metadata->get_object();
    addCompact(hints, object.if_contains("user_id"));
    for (const auto& member : object)
        if (member.key().starts_with(prefix))
            hints[std::string(member.key().substr(prefix.size()))] = textOf(member.value());
    if (const auto* nested = object.if_contains("sandbox"); nested != nullptr && nested->is_object())
        for (const auto& member : nested->get_object())
            hints[std::string(member.key())] = textOf(member.value());
    return hints;
}

} // namespace fuseboard::sandbox
