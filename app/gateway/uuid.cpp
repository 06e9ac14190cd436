// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/uuid.h"

#include <openssl/crypto.h>
#include <openssl/rand.h>
#include <openssl/sha.h>

#include <array>
#include <chrono>
#include <stdexcept>

namespace fuseboard::gateway {
namespace {

std::string hex(const unsigned char* bytes, std::size_t size)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out;
    for (std::size_t i = 0; i < size; ++i) {
        out += digits[bytes[i] >> 4];
        out += digits[bytes[i] & 15U];
    }
    return out;
}

} // namespace

std::string newUuid()
{
    std::array<unsigned char, 16> bytes {};
    if (RAND_bytes(bytes.data(), bytes.size()) != 1)
        throw std::runtime_error("the system has no random numbers");
    const auto now = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()).time_since_epoch().count();
    for (std::size_t i = 0; i < 6; ++i)
        bytes[i] = static_cast<unsigned char>(static_cast<std::uint64_t>(now) >> (8 * (5 - i)));
    bytes[6] = static_cast<unsigned char>(0x70U | (bytes[6] & 0x0fU)); // version 7
    bytes[8] = static_cast<unsigned char>(0x80U | (bytes[8] & 0x3fU)); // variant of RFC 9562
    std::string out = hex(bytes.data(), bytes.size());
    for (const std::size_t at : {20UZ, 16UZ, 12UZ, 8UZ})
        out.insert(at, "-");
    return out;
}

std::string sha256Hex(std::string_view text)
{
    std::array<unsigned char, SHA256_DIGEST_LENGTH> digest {};
    SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest.data());
    return hex(digest.data(), digest.size());
}

bool equalInConstantTime(std::string_view a, std::string_view b)
{
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

} // namespace fuseboard::gateway
