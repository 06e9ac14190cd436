// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/money.h"

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

namespace fuseboard {

/// Writes compact JSON text. Numbers are integers only: money is a decimal string of nano-units and a currency
/// (`contracts/ADMIN.md`). Bytes that are not UTF-8 become U+FFFD, so what it writes always parses.
class JsonWriter {
public:
    JsonWriter& beginObject();
    JsonWriter& endObject();
    JsonWriter& beginArray();
    JsonWriter& endArray();
    JsonWriter& key(std::string_view name);

    JsonWriter& text(std::string_view value);
    JsonWriter& integer(std::int64_t value);
    JsonWriter& unsignedInteger(std::uint64_t value);
    JsonWriter& boolean(bool value);
    JsonWriter& null();
    /// A value that is JSON already.
    JsonWriter& raw(std::string_view json);

    JsonWriter& member(std::string_view name, std::string_view value) { return key(name).text(value); }
    JsonWriter& member(std::string_view name, const char* value) { return key(name).text(value); }
    JsonWriter& member(std::string_view name, const std::string& value) { return key(name).text(value); }
    JsonWriter& member(std::string_view name, std::same_as<bool> auto value) { return key(name).boolean(value); }
    JsonWriter& member(std::string_view name, std::signed_integral auto value) { return key(name).integer(value); }
    JsonWriter& member(std::string_view name, std::unsigned_integral auto value)
        requires(!std::same_as<decltype(value), bool>)
    {
        return key(name).unsignedInteger(value);
    }
    /// Nano-units as a decimal string; the currency is a member of its own.
    JsonWriter& nano(std::string_view name, std::int64_t value) { return key(name).text(std::to_string(value)); }
    /// Left out where empty.
    JsonWriter& memberIfSet(std::string_view name, std::string_view value);

    [[nodiscard]] const std::string& str() const& { return m_out; }
    [[nodiscard]] std::string str() && { return std::move(m_out); }

private:
    void separate();
    void quote(std::string_view value);

    std::string m_out;
    bool m_needsComma = false;
};

} // namespace fuseboard
