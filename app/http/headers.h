// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fuseboard::http {

/// Whether two ASCII texts are equal but for case, as names of fields are.
bool equalsIgnoringCase(std::string_view a, std::string_view b);

/// Header fields in the order they came. Names compare without case.
class Headers {
public:
    Headers() = default;
    Headers(std::initializer_list<std::pair<std::string, std::string>> fields);

    [[nodiscard]] const std::vector<std::pair<std::string, std::string>>& all() const { return m_fields; }
    [[nodiscard]] std::size_t count(std::string_view name) const;
    /// The first value; empty where there is none.
    [[nodiscard]] std::string_view get(std::string_view name) const;
    [[nodiscard]] bool has(std::string_view name) const { return count(name) > 0; }
    /// Whether a comma-separated list field names the word (`Connection: keep-alive, close`).
    [[nodiscard]] bool lists(std::string_view name, std::string_view word) const;

    void reserve(std::size_t fields) { m_fields.reserve(fields); }
    void add(std::string name, std::string value);
    void addFirst(std::string name, std::string value);
    /// Replaces every field of the name.
    void set(std::string_view name, std::string value);
    void remove(std::string_view name);

private:
    std::vector<std::pair<std::string, std::string>> m_fields;
};

} // namespace fuseboard::http
