// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/hiddenkey.h"

#include <algorithm>
#include <cctype>
#include <cstring>
#include <format>

namespace fuseboard::gateway {
namespace {

constexpr std::size_t longWord = 12, shortSecret = 6;

bool isOf(const std::string& text, int (*kind)(int))
{
    return std::ranges::any_of(text, [kind](char c) { return kind(static_cast<unsigned char>(c)) != 0; });
}

bool isSecret(const std::string& key)
{
    return key.size() >= longWord || (key.size() >= shortSecret && isOf(key, std::isdigit) && isOf(key, std::isalpha));
}

std::string spelled(const std::string& key, std::string (*each)(char))
{
    std::string out;
    for (const char c : key)
        out += each(c);
    return out;
}

std::string escapedSlash(char c) { return c == '/' ? "\\/" : std::string(1, c); }

/// As JSON that may stand in HTML.
std::string escapedForHtml(char c)
{
    return std::string_view("=&<>'+").contains(c) ? std::format("\\u{:04x}", static_cast<int>(c)) : std::string(1, c);
}

std::string inUrl(char c)
{
    const bool isPlain = std::isalnum(static_cast<unsigned char>(c)) != 0 || std::string_view("-_.~").contains(c);
    return isPlain ? std::string(1, c) : std::format("%{:02X}", static_cast<int>(static_cast<unsigned char>(c)));
}

} // namespace

HiddenKey::HiddenKey(const std::string& key)
{
    if (!isSecret(key))
        return;
    for (const std::string& spelling : {key, spelled(key, escapedSlash), spelled(key, escapedForHtml), spelled(key, inUrl)})
        if (!std::ranges::contains(m_spellings, spelling))
            m_spellings.push_back(spelling);
}

void HiddenKey::hideIn(std::string& text) const
{
    for (const std::string& key : m_spellings) {
        char* const end = text.data() + text.size();
        const auto next = [&](char* from) {
            return static_cast<char*>(memmem(from, static_cast<std::size_t>(end - from), key.data(), key.size()));
        };
        for (char* shown = next(text.data()); shown; shown = next(shown + key.size()))
            std::fill_n(shown, key.size(), '*');
    }
}

} // namespace fuseboard::gateway
