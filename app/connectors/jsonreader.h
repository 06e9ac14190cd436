// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/error.h"

#include <simdjson.h>

#include <set>

namespace fuseboard::json {

/// Thrown while a document is read and turned into a Result by `parse`: `path` is what breaks the contract.
struct Fault {
    std::string path, why;
};

using Object = simdjson::ondemand::object;
using Value = simdjson::ondemand::value;

/// The member, or a fault that names it. Order of members does not matter.
Value required(Object& object, std::string_view name, const std::string& path);
/// Missing and null alike are empty.
std::optional<Value> optional(Object& object, std::string_view name, const std::string& path);

Object object(Value value, const std::string& path);
simdjson::ondemand::array array(Value value, const std::string& path);
std::string text(Value value, const std::string& path);
bool boolean(Value value, const std::string& path);
/// Not negative, at most 2^53: a count of something.
std::int64_t count(Value value, const std::string& path);
/// A JSON number or a numeric text, as it stands in the document (PROVIDERS 0: providers switch between them).
std::string decimal(Value value, const std::string& path);

/// A count that may also be a text, or have a fraction of zero.
std::int64_t anyCount(Value value, const std::string& path);

std::string textOr(Object& object, std::string_view name, const std::string& path);
std::int64_t countOr(Object& object, std::string_view name, const std::string& path);

/// Calls `visit(name, value, place)` for each member of an object whose members are names of things. One that is there twice
/// is refused: readers differ in which of them counts.
template <class F>
void eachMember(Object members, const std::string& path, F&& visit)
{
    std::set<std::string> seen;
    for (auto field : members) {
        const std::string name(std::string_view(field.unescaped_key()));
        const std::string place = path + "." + name;
        if (!seen.insert(name).second)
            throw Fault {place, "there twice"};
        visit(name, Value(field.value()), place);
    }
}

/// Runs `read` on the document's root object. Everything that is wrong with the document is a `badAnswer` with the
/// path.
template <class T, class F>
Result<T> parse(std::string_view bytes, F&& read)
{
    const simdjson::padded_string padded(bytes);
    // On demand only what is looked at is checked; a cut or broken rest must be found too.
    simdjson::dom::parser whole;
    if (const auto error = whole.parse(padded).error(); error != simdjson::SUCCESS)
        return fail(ErrorCode::badAnswer, "$", simdjson::error_message(error));
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
