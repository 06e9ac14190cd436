// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/uuid.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>
#include <openssl/sha.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <memory>
#include <span>
#include <stdexcept>
#include <utility>

namespace fuseboard::gateway {
namespace {

constexpr std::string_view digits = "0123456789abcdef";

std::string hex(const unsigned char* bytes, std::size_t size)
{
    std::string out(size * 2, '0');
    for (std::size_t i = 0; i < size; ++i) {
        out[2 * i] = digits[bytes[i] >> 4];
        out[2 * i + 1] = digits[bytes[i] & 15U];
    }
    return out;
}

/// Sixteen of this thread's random bytes, which are drawn for many at once.
std::span<const unsigned char, 16> randomBytes()
{
    static thread_local std::array<unsigned char, 4096> drawn;
    static thread_local std::size_t used = drawn.size();
    if (used == drawn.size()) {
        if (RAND_bytes(drawn.data(), drawn.size()) != 1)
            throw std::runtime_error("the system has no random numbers");
        used = 0;
    }
    const auto at = std::exchange(used, used + 16);
    return std::span(drawn).subspan(at).first<16>();
}

/// Found once: OpenSSL looks an algorithm up by its name otherwise, each time.
const EVP_MD* sha256()
{
    static EVP_MD* const found = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    return found;
}

} // namespace

std::string newUuid()
{
    std::array<unsigned char, 16> bytes {};
    std::ranges::copy(randomBytes(), bytes.begin());
    const auto now = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()).time_since_epoch().count();
    for (std::size_t i = 0; i < 6; ++i)
        bytes[i] = static_cast<unsigned char>(static_cast<std::uint64_t>(now) >> (8 * (5 - i)));
    bytes[6] = static_cast<unsigned char>(0x70U | (bytes[6] & 0x0fU)); // version 7
    bytes[8] = static_cast<unsigned char>(0x80U | (bytes[8] & 0x3fU)); // variant of RFC 9562
    std::string out;
    out.reserve(36);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10)
            out += '-';
        out += digits[bytes[i] >> 4];
        out += digits[bytes[i] & 15U];
    }
    return out;
}

std::string sha256Hex(std::string_view text)
{
    static thread_local const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(
        EVP_MD_CTX_new(), EVP_MD_CTX_free);
    std::array<unsigned char, SHA256_DIGEST_LENGTH> digest {};
    if (EVP_DigestInit_ex2(context.get(), sha256(), nullptr) != 1
        || EVP_DigestUpdate(context.get(), text.data(), text.size()) != 1
        || EVP_DigestFinal_ex(context.get(), digest.data(), nullptr) != 1)
        throw std::runtime_error("the system's OpenSSL has no SHA-256");
    return hex(digest.data(), digest.size());
}

bool equalInConstantTime(std::string_view a, std::string_view b)
{
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

} // namespace fuseboard::gateway
