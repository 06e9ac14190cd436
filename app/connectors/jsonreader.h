// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/error.h"

#include <simdjson.h>

#include <concepts>
#include <optional>
#include <string>

namespace fuseboard::json {

/// Where in a document a value stands: `$.data[3].amount`. The text is made only when it is told. A place made of another one
/// refers to it, and to the name that it was given: both have to be there as long as it is.
class Place {
public:
    /// The text of a path, as `$` for the root.
    template <std::convertible_to<std::string_view> Path>
    Place(const Path& path)
        : m_word(path)
    {
    }
    [[nodiscard]] Place operator/(std::string_view member) const& { return {this, member, 0}; }
    [[nodiscard]] Place operator[](std::size_t index) const& { return {this, {}, index}; }
    Place operator/(std::string_view member) const&& = delete;
    Place operator[](std::size_t index) const&& = delete;
    [[nodiscard]] std::string text() const;

private:
    Place(const Place* owner, std::string_view member, std::size_t index)
        : m_owner(owner)
        , m_word(member)
        , m_index(index)
    {
    }

    const Place* m_owner = nullptr;
    std::string_view m_word; ///< a member's name; without data, it is an element
    std::size_t m_index = 0;
};

/// Thrown while a document is read and turned into a Result by `parse`: `path` is what breaks the contract.
struct Fault {
    Fault(const Place& place, std::string_view reason)
        : path(place.text())
        , why(reason)
    {
    }
    std::string path, why;
};

using Object = simdjson::ondemand::object;
using Value = simdjson::ondemand::value;

/// The member, or a fault that names it. Order of members does not matter.
Value required(Object& object, std::string_view name, const Place& place);
/// Missing and null alike are empty.
std::optional<Value> optional(Object& object, std::string_view name, const Place& place);

Object object(Value value, const Place& place);
simdjson::ondemand::array array(Value value, const Place& place);
std::string text(Value value, const Place& place);
bool boolean(Value value, const Place& place);
/// Not negative, at most 2^53: a count of something.
std::int64_t count(Value value, const Place& place);
/// A JSON number or a numeric text, as it stands in the document (PROVIDERS 0: providers switch between them).
std::string decimal(Value value, const Place& place);

/// A count that may also be a text, or have a fraction of zero.
std::int64_t anyCount(Value value, const Place& place);

std::string requiredText(Object& object, std::string_view name, const Place& place);
std::int64_t requiredCount(Object& object, std::string_view name, const Place& place);
std::string textOr(Object& object, std::string_view name, const Place& place);
std::int64_t countOr(Object& object, std::string_view name, const Place& place);

/// Calls `visit(name, value, place)` for each member of an object whose members are names of things.
template <class F>
void eachMember(Object members, const Place& owner, F&& visit)
{
    for (auto field : members) {
        const std::string name(std::string_view(field.unescaped_key()));
        const std::string place = (owner / name).text();
        visit(name, Value(field.value()), place);
    }
}

/// Whether an object may have a member twice. Readers differ in which of the two counts, and one of them may be money.
enum class Twice { refused, allowed };

/// Of the whole text; empty where it is JSON. On demand only what is looked at is checked; a cut or broken rest must be found
/// too.
std::optional<Fault> faultOf(const simdjson::padded_string& text, Twice twice);

/// Runs `read` on the document's root object. Everything that is wrong with the document is a `badAnswer` with the
/// path.
template <class T, class F>
Result<T> parse(std::string_view bytes, F&& read, Twice twice = Twice::refused)
{
    const simdjson::padded_string padded(bytes);
    if (const auto fault = faultOf(padded, twice)) // nothing that is no JSON is read on demand
        return fail(ErrorCode::badAnswer, fault->path, fault->why);
    simdjson::ondemand::parser parser;
    try {
        simdjson::ondemand::document document = parser.iterate(padded);
        simdjson::ondemand::object root = document.get_object();
        return T(read(root));
    } catch (const Fault& fault) {
        return fail(ErrorCode::badAnswer, fault.path, fault.why);
    } catch (const simdjson::simdjson_error& error) {
        return fail(ErrorCode::badAnswer, "$", error.what());
    }
}

} // namespace fuseboard::json
