// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/jsonreader.h"

#include "domain/money.h"

namespace fuseboard::json {
namespace {

constexpr std::int64_t largestCount = std::int64_t {1} << 53;

} // namespace

std::optional<Value> optional(Object& object, std::string_view name, const std::string& path)
{
    Value value;
    const auto error = object.find_field_unordered(name).get(value);
    if (error == simdjson::NO_SUCH_FIELD)
        return std::nullopt;
    if (error != simdjson::SUCCESS)
        throw Fault {path + "." + std::string(name), simdjson::error_message(error)};
    bool isNull = false;
    if (value.is_null().get(isNull) != simdjson::SUCCESS || !isNull)
        return value;
    return std::nullopt;
}

Value required(Object& object, std::string_view name, const std::string& path)
{
    auto value = optional(object, name, path);
    if (!value)
        throw Fault {path + "." + std::string(name), "missing"};
    return *value;
}

Object object(Value value, const std::string& path)
{
    Object out;
    if (value.get_object().get(out) != simdjson::SUCCESS)
        throw Fault {path, "not an object"};
    return out;
}

simdjson::ondemand::array array(Value value, const std::string& path)
{
    simdjson::ondemand::array out;
    if (value.get_array().get(out) != simdjson::SUCCESS)
        throw Fault {path, "not an array"};
    return out;
}

std::string text(Value value, const std::string& path)
{
    std::string_view out;
    if (value.get_string().get(out) != simdjson::SUCCESS)
        throw Fault {path, "not a text"};
    return std::string(out);
}

bool boolean(Value value, const std::string& path)
{
    bool out = false;
    if (value.get_bool().get(out) != simdjson::SUCCESS)
        throw Fault {path, "neither true nor false"};
    return out;
}

std::int64_t count(Value value, const std::string& path)
{
    std::int64_t out = 0;
    if (value.get_int64().get(out) != simdjson::SUCCESS || out < 0 || out > largestCount)
        throw Fault {path, "not a count"};
    return out;
}

std::string decimal(Value value, const std::string& path)
{
    simdjson::ondemand::json_type type {};
    if (value.type().get(type) != simdjson::SUCCESS)
        throw Fault {path, "not a number"};
    if (type == simdjson::ondemand::json_type::string)
        return text(value, path);
    // The literal itself: as a double it would already be rounded.
    if (type != simdjson::ondemand::json_type::number)
        throw Fault {path, "not a number"};
    std::string_view token = value.raw_json_token();
    token = token.substr(0, token.find_last_not_of(" \t\r\n") + 1);
    return std::string(token);
}

std::int64_t anyCount(Value value, const std::string& path)
{
    const auto whole = parseScaledDecimal(decimal(value, path), 0);
    if (!whole || *whole < 0 || *whole > largestCount)
        throw Fault {path, "not a count"};
    return *whole;
}

std::string textOr(Object& object, std::string_view name, const std::string& path)
{
    const auto value = optional(object, name, path);
    return value ? text(*value, path + "." + std::string(name)) : std::string();
}

std::int64_t countOr(Object& object, std::string_view name, const std::string& path)
{
    const auto value = optional(object, name, path);
    return value ? count(*value, path + "." + std::string(name)) : 0;
}

} // namespace fuseboard::json
