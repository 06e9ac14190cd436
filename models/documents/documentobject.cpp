// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "documents/documentobject.h"

#include <algorithm>
#include <set>

namespace fuseboard {
namespace {

constexpr std::size_t maxFaults = 100;
constexpr std::size_t maxTextBytes = 1024; // names, ids and labels; nothing longer belongs into a policy
constexpr std::size_t maxDocumentBytes = 8 * 1024 * 1024;

bool isBlank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

} // namespace

void Faults::add(std::string path, std::string reason)
{
    if (m_list.size() < maxFaults)
        m_list.push_back({ErrorCode::badDocument, std::move(path), std::move(reason)});
}

void Faults::add(std::string path, const Error& error)
{
    add(std::move(path), error.detail.empty() ? "\"" + error.subject + "\" does not fit" : error.subject + ": " + error.detail);
}

DocumentObject::DocumentObject(
    simdjson::dom::element element, std::string path, Faults& faults, std::initializer_list<std::string_view> known)
    : m_path(std::move(path))
    , m_faults(&faults)
{
    if (element.get_object().get(m_object) != simdjson::SUCCESS) {
        m_faults->add(m_path.empty() ? "document" : m_path, "must be an object");
        return;
    }
    m_isObject = true;
    std::set<std::string_view> seen;
    for (const auto& member : m_object) {
        if (std::ranges::find(known, member.key) == known.end())
            m_faults->add(pathOf(member.key), "unknown member");
        else if (!seen.insert(member.key).second)
            m_faults->add(pathOf(member.key), "stands here twice");
        else if (member.value.is_null())
            m_faults->add(pathOf(member.key), "must not be null");
    }
}

std::string DocumentObject::pathOf(std::string_view key) const
{
    const std::string shown(key.substr(0, 80));
    return m_path.empty() ? shown : m_path + "." + shown;
}

bool DocumentObject::has(std::string_view key) const
{
    simdjson::dom::element value;
    return m_isObject && m_object.at_key(key).get(value) == simdjson::SUCCESS && !value.is_null();
}

std::optional<simdjson::dom::element> DocumentObject::required(std::string_view key) const
{
    if (!m_isObject)
        return {};
    simdjson::dom::element value;
    if (m_object.at_key(key).get(value) != simdjson::SUCCESS) {
        m_faults->add(pathOf(key), "is missing");
        return {};
    }
    if (value.is_null())
        return {}; // already a fault
    return value;
}

std::optional<std::string> DocumentObject::text(std::string_view key) const
{
    const auto value = required(key);
    if (!value)
        return {};
    std::string_view text;
    if (value->get_string().get(text) != simdjson::SUCCESS)
        m_faults->add(pathOf(key), "must be a text");
    else if (isBlank(text))
        m_faults->add(pathOf(key), "must not be blank");
    else if (text.size() > maxTextBytes)
        m_faults->add(pathOf(key), "is longer than 1024 bytes");
    else
        return std::string(text);
    return {};
}

std::string DocumentObject::textOr(std::string_view key, std::string fallback) const
{
    return has(key) ? text(key).value_or(std::move(fallback)) : fallback;
}

std::optional<std::int64_t> DocumentObject::integer(std::string_view key, std::int64_t least, std::int64_t most) const
{
    const auto value = required(key);
    if (!value)
        return {};
    std::int64_t number = 0;
    if (value->type() != simdjson::dom::element_type::INT64 || value->get_int64().get(number) != simdjson::SUCCESS)
        m_faults->add(pathOf(key), "must be a whole number");
    else if (number < least || number > most)
        m_faults->add(pathOf(key), "must be from " + std::to_string(least) + " to " + std::to_string(most));
    else
        return number;
    return {};
}

bool DocumentObject::booleanOr(std::string_view key, bool fallback) const
{
    if (!has(key))
        return fallback;
    bool value = fallback;
    if (m_object.at_key(key).get_bool().get(value) != simdjson::SUCCESS)
        m_faults->add(pathOf(key), "must be true or false");
    return value;
}

std::vector<std::pair<simdjson::dom::element, std::string>> DocumentObject::array(std::string_view key) const
{
    std::vector<std::pair<simdjson::dom::element, std::string>> out;
    if (!has(key))
        return out;
    simdjson::dom::array list;
    if (m_object.at_key(key).get_array().get(list) != simdjson::SUCCESS) {
        m_faults->add(pathOf(key), "must be a list");
        return out;
    }
    for (const simdjson::dom::element element : list)
        out.emplace_back(element, pathOf(key) + "[" + std::to_string(out.size()) + "]");
    return out;
}

std::optional<simdjson::dom::element> parseDocument(simdjson::dom::parser& parser, std::string_view json, Faults& faults)
{
    if (json.size() > maxDocumentBytes) {
        faults.add("document", "is larger than 8 MB");
        return {};
    }
    simdjson::dom::element root;
    if (const auto error = parser.parse(json.data(), json.size()).get(root); error != simdjson::SUCCESS) {
        faults.add("document", std::string("is not JSON: ") + simdjson::error_message(error));
        return {};
    }
    return root;
}

} // namespace fuseboard
