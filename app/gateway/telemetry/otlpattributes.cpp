// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/telemetry/otlpattributes.h"

#include "gateway/uuid.h"

#include <algorithm>
#include <format>

namespace fuseboard::gateway {
namespace {

constexpr std::size_t mostAttributes = 128; // the default limit of OpenTelemetry's SDKs
constexpr std::size_t mostBytes = 4096; // a prompt or a tool's input that somebody lets be told; nothing for us

/// A text, number or truth value; lists and maps are none of what is looked for.
std::string plainText(json::Object& value, const std::string& path)
{
    if (const auto text = json::optional(value, "stringValue", path))
        return json::text(*text, path + ".stringValue");
    for (const char* number : {"intValue", "doubleValue"})
        if (const auto found = json::optional(value, number, path))
            return json::decimal(*found, path + "." + number);
    if (const auto truth = json::optional(value, "boolValue", path))
        return json::boolean(*truth, path + ".boolValue") ? "true" : "false";
    return {};
}

} // namespace

std::string OtlpAttributes::get(std::string_view name) const
{
    const auto found = values.find(name);
    return found == values.end() ? std::string() : found->second;
}

OtlpAttributes readAttributes(json::Object& owner, const std::string& path)
{
    OtlpAttributes out;
    const auto list = json::optional(owner, "attributes", path);
    if (!list)
        return out;
    const std::string place = path + ".attributes";
    for (auto element : json::array(*list, place)) {
        if (out.whole.size() == mostAttributes)
            throw json::Fault {place, std::format("more than {} attributes", mostAttributes)};
        const std::string one = std::format("{}[{}]", place, out.whole.size());
        json::Object attribute = json::object(element.value(), one);
        const std::string key = json::text(json::required(attribute, "key", one), one + ".key");
        json::Object value = json::object(json::required(attribute, "value", one), one + ".value");
        const std::string raw(std::string_view(value.raw_json()));
        const bool isLong = key.size() + raw.size() > mostBytes;
        value.reset();
        if (!out.values.emplace(key, isLong ? std::string() : plainText(value, one + ".value")).second)
            throw json::Fault {one + ".key", "there twice"};
        out.whole.push_back(isLong ? sha256Hex(key + raw) : key + '\0' + raw);
    }
    std::ranges::sort(out.whole);
    return out;
}

} // namespace fuseboard::gateway
