// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <ranges>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fuseboard::http {

/// Whether two ASCII texts are equal but for case, as names of fields are.
bool equalsIgnoringCase(std::string_view a, std::string_view b);
/// Whether it has only what a field may have: no control bytes but tabs.
bool isFieldText(std::string_view text);

/// Header fields in the order they came. Names compare without case. All of their text stands in one piece; what is
/// answered of it is valid until the next change.
class Headers {
public:
    using Field = std::pair<std::string_view, std::string_view>; ///< name, value
    Headers() = default;
    Headers(std::initializer_list<Field> fields);

    [[nodiscard]] auto all() const
    {
        return m_places | std::views::transform([this](const Place& place) { return Field(name(place), value(place)); });
    }
    [[nodiscard]] std::size_t count(std::string_view name) const;
    /// The first value; empty where there is none.
    [[nodiscard]] std::string_view get(std::string_view name) const;
    [[nodiscard]] bool has(std::string_view name) const { return count(name) > 0; }
    /// Whether all names and values, also of what was removed, have only what a field may have.
    [[nodiscard]] bool isFieldText() const { return http::isFieldText(m_text); }

    void add(std::string_view name, std::string_view value);
    void addFirst(std::string_view name, std::string_view value);
    /// Replaces every field of the name.
    void set(std::string_view name, std::string_view value);
    void remove(std::string_view name);

private:
    /// Of a name in the text; its value follows.
    struct Place {
        std::uint32_t at = 0, nameSize = 0, valueSize = 0;
    };
    [[nodiscard]] std::string_view name(const Place& place) const { return {m_text.data() + place.at, place.nameSize}; }
    [[nodiscard]] std::string_view value(const Place& place) const
    {
        return {m_text.data() + place.at + place.nameSize, place.valueSize};
    }
    Place write(std::string_view name, std::string_view value);

    std::string m_text; ///< also of what was removed
    std::vector<Place> m_places;
};

} // namespace fuseboard::http
