// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/headers.h"

#include <algorithm>
#include <ranges>

namespace fuseboard::http {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string_view trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

} // namespace

bool equalsIgnoringCase(std::string_view a, std::string_view b) { return std::ranges::equal(a, b, {}, lower, lower); }

Headers::Headers(std::initializer_list<std::pair<std::string, std::string>> fields)
    : m_fields(fields)
{
}

std::size_t Headers::count(std::string_view name) const
{
    return static_cast<std::size_t>(
        std::ranges::count_if(m_fields, [&](const auto& field) { return equalsIgnoringCase(field.first, name); }));
}

std::string_view Headers::get(std::string_view name) const
{
    const auto found = std::ranges::find_if(m_fields, [&](const auto& field) { return equalsIgnoringCase(field.first, name); });
    return found == m_fields.end() ? std::string_view() : std::string_view(found->second);
}

bool Headers::lists(std::string_view name, std::string_view word) const
{
    for (const auto& [field, value] : m_fields)
        if (equalsIgnoringCase(field, name))
            for (const auto part : std::views::split(std::string_view(value), ','))
                if (equalsIgnoringCase(trimmed(std::string_view(part)), word))
                    return true;
    return false;
}

void Headers::add(std::string name, std::string value) { m_fields.emplace_back(std::move(name), std::move(value)); }

void Headers::addFirst(std::string name, std::string value)
{
    m_fields.emplace(m_fields.begin(), std::move(name), std::move(value));
}

void Headers::set(std::string_view name, std::string value)
{
    remove(name);
    m_fields.emplace_back(std::string(name), std::move(value));
}

void Headers::remove(std::string_view name)
{
    std::erase_if(m_fields, [&](const auto& field) { return equalsIgnoringCase(field.first, name); });
}

} // namespace fuseboard::http
