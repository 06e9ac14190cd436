// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/utf8.h"

#include <algorithm>

namespace fuseboard {
namespace {

/// Bytes of the well-formed character at the front; 0: there is none.
std::size_t characterSize(std::string_view bytes)
{
    const auto at = [&](std::size_t i) { return static_cast<unsigned char>(i < bytes.size() ? bytes[i] : '\0'); };
    const unsigned char first = at(0);
    if (first < 0x80)
        return 1;
    const std::size_t size = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    if (first < 0xc2 || first > 0xf4)
        return 0;
    // No overlong forms, no surrogates, nothing past U+10FFFF: the second byte's range tells.
    const unsigned char low = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
    const unsigned char high = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
    if (at(1) < low || at(1) > high)
        return 0;
    for (std::size_t i = 2; i < size; ++i)
        if (at(i) < 0x80 || at(i) > 0xbf)
            return 0;
    return size;
}

} // namespace

std::string toValidUtf8(std::string_view bytes)
{
    std::string out;
    out.reserve(bytes.size());
    while (!bytes.empty()) {
        const std::size_t size = characterSize(bytes);
        out += size > 0 ? bytes.substr(0, size) : std::string_view("\xef\xbf\xbd");
        bytes.remove_prefix(std::max<std::size_t>(size, 1));
    }
    return out;
}

} // namespace fuseboard
