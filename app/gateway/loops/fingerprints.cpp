// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/loops/fingerprints.h"

#include "gateway/loops/steadytext.h"

#include <sodium.h>

#include <algorithm>
#include <cstring>
#include <stdexcept>

namespace fuseboard::gateway {
namespace {

/// Of a longer text only so much of its start and its end is read for what changes by itself.
constexpr std::size_t mostRead = 16 * 1024;
constexpr std::size_t mostWords = 64;

bool isWord(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}
bool isDigit(char c) { return c >= '0' && c <= '9'; }

/// Whether the word that ends there is a member's name.
bool isName(std::string_view json, std::size_t end)
{
    return json.substr(end).starts_with("\":") || json.substr(end).starts_with("\": ") || json.substr(end).starts_with("\" :");
}

} // namespace

FingerprintKey FingerprintKey::make()
{
    static_assert(crypto_shorthash_KEYBYTES == 16 && crypto_shorthash_BYTES == sizeof(loops::Fingerprint));
    FingerprintKey key;
    if (sodium_init() < 0)
        throw std::runtime_error("no randomness for keys"); // a broken machine
    crypto_shorthash_keygen(key.bytes.data());
    return key;
}

loops::Fingerprint Fingerprints::of(std::string_view text) const
{
    if (text.empty())
        return 0;
    std::array<unsigned char, crypto_shorthash_BYTES> hash {};
    crypto_shorthash(hash.data(), reinterpret_cast<const unsigned char*>(text.data()), text.size(), m_key.bytes.data());
    loops::Fingerprint out = 0;
    std::memcpy(&out, hash.data(), sizeof out);
    return out == 0 ? 1 : out;
}

loops::TextPrint Fingerprints::print(std::string_view text)
{
    m_steady.clear();
    m_shape.clear();
    if (text.size() <= 2 * mostRead) {
        steadyText(text, m_steady, m_shape);
    } else {
        steadyText(text.substr(0, mostRead), m_steady, m_shape);
        steadyText(text.substr(text.size() - mostRead), m_steady, m_shape);
    }
    return {.exact = of(text), .steady = of(m_steady), .shape = of(m_shape), .bytes = static_cast<std::int64_t>(text.size())};
}

loops::WordSketch Fingerprints::words(std::string_view json) const
{
    std::array<std::uint32_t, mostWords> hashes {};
    std::size_t count = 0;
    for (std::size_t at = 0; at < json.size() && count < hashes.size();) {
        if (!isWord(json[at])) {
            ++at;
            continue;
        }
        const std::size_t start = at;
        while (at < json.size() && (isWord(json[at]) || isDigit(json[at])))
            ++at;
        if (const auto hash = static_cast<std::uint32_t>(of(json.substr(start, at - start))); hash != 0 && !isName(json, at))
            hashes[count++] = hash;
    }
    const auto end = hashes.begin() + static_cast<std::ptrdiff_t>(count);
    std::sort(hashes.begin(), end);
    loops::WordSketch out {};
    std::copy_n(
        hashes.begin(), std::min<std::ptrdiff_t>(std::unique(hashes.begin(), end) - hashes.begin(), out.size()), out.begin());
    return out;
}

} // namespace fuseboard::gateway
