// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/headers.h"

#include <algorithm>
#include <cstring>

namespace fuseboard::http {
namespace {

constexpr std::size_t usualFields = 12, usualBytes = 480;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool isFieldByte(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return c == '\t' || (byte >= 0x20 && byte != 0x7f);
}

/// No where none of eight bytes is a control byte.
bool mayHaveControls(const char* bytes)
{
    constexpr std::uint64_t each = 0x0101010101010101, highest = each << 7U;
    std::uint64_t all = 0;
    std::memcpy(&all, bytes, sizeof all);
    const std::uint64_t orDelete = all ^ (each * 0x7f);
    return ((((all - each * 0x20) & ~all) | ((orDelete - each) & ~orDelete)) & highest) != 0;
}

} // namespace

bool equalsIgnoringCase(std::string_view a, std::string_view b) { return std::ranges::equal(a, b, {}, lower, lower); }

bool isFieldText(std::string_view text)
{
    for (; text.size() >= sizeof(std::uint64_t); text.remove_prefix(sizeof(std::uint64_t)))
        if (mayHaveControls(text.data()) && !std::ranges::all_of(text.substr(0, sizeof(std::uint64_t)), isFieldByte))
            return false;
    return std::ranges::all_of(text, isFieldByte);
}

Headers::Headers(std::initializer_list<Field> fields)
{
    for (const auto& [name, value] : fields)
        add(name, value);
}

std::size_t Headers::count(std::string_view wanted) const
{
    return static_cast<std::size_t>(
        std::ranges::count_if(m_places, [&](const Place& place) { return equalsIgnoringCase(name(place), wanted); }));
}

std::string_view Headers::get(std::string_view wanted) const
{
    const auto found =
        std::ranges::find_if(m_places, [&](const Place& place) { return equalsIgnoringCase(name(place), wanted); });
    return found == m_places.end() ? std::string_view() : value(*found);
}

Headers::Place Headers::write(std::string_view name, std::string_view value)
{
    if (m_places.empty()) {
        m_places.reserve(usualFields);
        m_text.reserve(usualBytes);
    }
    const Place place {static_cast<std::uint32_t>(m_text.size()), static_cast<std::uint32_t>(name.size()),
        static_cast<std::uint32_t>(value.size())};
    m_text.append(name).append(value);
    return place;
}

void Headers::add(std::string_view name, std::string_view value) { m_places.push_back(write(name, value)); }

void Headers::addFirst(std::string_view name, std::string_view value) { m_places.insert(m_places.begin(), write(name, value)); }

void Headers::set(std::string_view name, std::string_view value)
{
    const std::string kept(value); // it may stand in what is removed
    remove(name);
    add(name, kept);
}

void Headers::remove(std::string_view wanted)
{
    std::erase_if(m_places, [&](const Place& place) { return equalsIgnoringCase(name(place), wanted); });
}

} // namespace fuseboard::http
