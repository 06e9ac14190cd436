// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/error.h"

#include <simdjson.h>

#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

namespace fuseboard {

/// What is wrong with a document, each with its path. Ends at 100: more would help nobody.
class Faults {
public:
    void add(std::string path, std::string reason);
    void add(std::string path, const Error& error);
    [[nodiscard]] bool empty() const { return m_list.empty(); }
    [[nodiscard]] std::vector<Error> take() && { return std::move(m_list); }

private:
    std::vector<Error> m_list;
};

/// Strict reader of one object of a JSON document: every member that is unknown, doubled, null, blank or of the wrong
/// type becomes a fault with its path, and the answer is then empty.
class DocumentObject {
public:
    /// Reports unknown and doubled members at once.
    DocumentObject(
        simdjson::dom::element element, std::string path, Faults& faults, std::initializer_list<std::string_view> known);

    [[nodiscard]] bool isObject() const { return m_isObject; }
    [[nodiscard]] bool has(std::string_view key) const;
    [[nodiscard]] std::string pathOf(std::string_view key) const;
    [[nodiscard]] Faults& faults() const { return *m_faults; }

    [[nodiscard]] std::optional<simdjson::dom::element> required(std::string_view key) const;
    [[nodiscard]] std::optional<std::string> text(std::string_view key) const;
    [[nodiscard]] std::string textOr(std::string_view key, std::string fallback) const;
    [[nodiscard]] std::optional<std::int64_t> integer(std::string_view key, std::int64_t least, std::int64_t most) const;
    [[nodiscard]] bool booleanOr(std::string_view key, bool fallback) const;
    /// The elements with their paths (`teams[3]`); empty where the member is absent.
    [[nodiscard]] std::vector<std::pair<simdjson::dom::element, std::string>> array(std::string_view key) const;

private:
    simdjson::dom::object m_object;
    std::string m_path;
    Faults* m_faults;
    bool m_isObject = false;
};

/// Parses the text, or says at which place of the document it is no JSON.
std::optional<simdjson::dom::element> parseDocument(simdjson::dom::parser& parser, std::string_view json, Faults& faults);

} // namespace fuseboard
