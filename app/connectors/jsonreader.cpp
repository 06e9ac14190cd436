// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/jsonreader.h"

#include "connectors/numberplace.h"
#include "domain/money.h"

#include <algorithm>
#include <format>
#include <vector>

namespace fuseboard::json {
namespace {

constexpr std::int64_t largestCount = std::int64_t {1} << 53;

/// The first member that its object has twice.
class MembersTwice {
public:
    void look(const simdjson::dom::element& value, const Place& place)
    {
        if (simdjson::dom::array list; value.get(list) == simdjson::SUCCESS) {
            std::size_t index = 0;
            for (const simdjson::dom::element& each : list)
                look(each, place[index++]);
        } else if (simdjson::dom::object object; value.get(object) == simdjson::SUCCESS) {
            compareNames(object, place);
            for (const auto& [name, member] : object)
                look(member, place / name);
        }
    }
    [[nodiscard]] const std::optional<Fault>& found() const { return m_found; }

private:
    void compareNames(const simdjson::dom::object& object, const Place& place)
    {
        m_names.clear();
        for (const auto& [name, member] : object)
            m_names.push_back(name);
        std::ranges::sort(m_names);
        const auto twice = std::ranges::adjacent_find(m_names);
        if (twice != m_names.end() && !m_found)
            m_found = Fault {place / *twice, "there twice"};
    }

    std::vector<std::string_view> m_names; ///< of one object; kept for its room
    std::optional<Fault> m_found;
};

} // namespace

std::string Place::text() const
{
    if (m_owner == nullptr)
        return std::string(m_word);
    return m_word.data() == nullptr ? std::format("{}[{}]", m_owner->text(), m_index)
                                    : std::format("{}.{}", m_owner->text(), m_word);
}

std::optional<Value> optional(Object& object, std::string_view name, const Place& place)
{
    Value value;
    const auto error = object.find_field_unordered(name).get(value);
    if (error == simdjson::NO_SUCH_FIELD)
        return std::nullopt;
    if (error != simdjson::SUCCESS)
        throw Fault {place / name, simdjson::error_message(error)};
    bool isNull = false;
    if (value.is_null().get(isNull) != simdjson::SUCCESS || !isNull)
        return value;
    return std::nullopt;
}

Value required(Object& object, std::string_view name, const Place& place)
{
    auto value = optional(object, name, place);
    if (!value)
        throw Fault {place / name, "missing"};
    return *value;
}

Object object(Value value, const Place& place)
{
    Object out;
    if (value.get_object().get(out) != simdjson::SUCCESS)
        throw Fault {place, "not an object"};
    return out;
}

simdjson::ondemand::array array(Value value, const Place& place)
{
    simdjson::ondemand::array out;
    if (value.get_array().get(out) != simdjson::SUCCESS)
        throw Fault {place, "not an array"};
    return out;
}

std::string text(Value value, const Place& place)
{
    std::string_view out;
    if (value.get_string().get(out) != simdjson::SUCCESS)
        throw Fault {place, "not a text"};
    return std::string(out);
}

bool boolean(Value value, const Place& place)
{
    bool out = false;
    if (value.get_bool().get(out) != simdjson::SUCCESS)
        throw Fault {place, "neither true nor false"};
    return out;
}

std::int64_t count(Value value, const Place& place)
{
    std::int64_t out = 0;
    if (value.get_int64().get(out) != simdjson::SUCCESS || out < 0 || out > largestCount)
        throw Fault {place, "not a count"};
    return out;
}

std::string decimal(Value value, const Place& place)
{
    simdjson::ondemand::json_type type {};
    if (value.type().get(type) != simdjson::SUCCESS)
        throw Fault {place, "not a number"};
    if (type == simdjson::ondemand::json_type::string)
        return text(value, place);
    // The literal itself: as a double it would already be rounded.
    if (type != simdjson::ondemand::json_type::number)
        throw Fault {place, "not a number"};
    std::string_view token = value.raw_json_token();
    token = token.substr(0, token.find_last_not_of(" \t\r\n") + 1);
    return std::string(token);
}

std::int64_t anyCount(Value value, const Place& place)
{
    const auto whole = parseScaledDecimal(decimal(value, place), 0);
    if (!whole || *whole < 0 || *whole > largestCount)
        throw Fault {place, "not a count"};
    return *whole;
}

std::string requiredText(Object& object, std::string_view name, const Place& place)
{
    return text(required(object, name, place), place / name);
}

std::int64_t requiredCount(Object& object, std::string_view name, const Place& place)
{
    return count(required(object, name, place), place / name);
}

std::string textOr(Object& object, std::string_view name, const Place& place)
{
    const auto value = optional(object, name, place);
    return value ? text(*value, place / name) : std::string();
}

std::int64_t countOr(Object& object, std::string_view name, const Place& place)
{
    const auto value = optional(object, name, place);
    return value ? count(*value, place / name) : 0;
}

std::optional<Fault> faultOf(const simdjson::padded_string& text, Twice twice)
{
    simdjson::dom::parser parser;
    simdjson::dom::element root;
    if (const auto error = parser.parse(text).get(root); error != simdjson::SUCCESS)
        return Fault(
            error == simdjson::NUMBER_ERROR ? placeOfHugeNumber(text).value_or("$") : "$", simdjson::error_message(error));
    if (twice == Twice::allowed)
        return std::nullopt;
    MembersTwice search;
    search.look(root, "$");
    return search.found();
}

} // namespace fuseboard::json
