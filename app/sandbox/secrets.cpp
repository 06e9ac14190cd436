// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/secrets.h"

#include <openssl/hmac.h>
#include <openssl/rand.h>

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <format>
#include <fstream>
#include <sstream>

namespace fuseboard::sandbox {
namespace {

constexpr std::size_t secretBytes = 32;
constexpr std::size_t keyDigits = 40; // 160 bits

std::string hex(std::span<const unsigned char> bytes)
{
    std::string out;
    for (const unsigned char byte : bytes)
        out += std::format("{:02x}", byte);
    return out;
}

} // namespace

Result<void> writePrivate(const std::filesystem::path& path, std::string_view text)
{
    const std::string temporary = path.string() + ".new";
    ::unlink(temporary.c_str());
    const int file = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0)
        return fail(ErrorCode::fileUnwritable, path.string(), std::strerror(errno));
    bool whole = true;
    for (std::string_view rest = text; whole && !rest.empty();) {
        const auto written = ::write(file, rest.data(), rest.size());
        whole = written > 0;
        rest.remove_prefix(whole ? static_cast<std::size_t>(written) : 0);
    }
    whole = ::close(file) == 0 && whole;
    if (!whole || ::rename(temporary.c_str(), path.c_str()) != 0) {
        const int reason = errno;
        ::unlink(temporary.c_str());
        return fail(ErrorCode::fileUnwritable, path.string(), std::strerror(reason));
    }
    return {};
}

Result<std::string> readText(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    if (!file || !(text << file.rdbuf()))
        return fail(ErrorCode::fileUnreadable, path.string(), std::strerror(errno));
    return text.str();
}

Result<Secrets> Secrets::open(const std::filesystem::path& directory)
{
    if (!std::filesystem::is_directory(directory))
        return fail(ErrorCode::directoryMissing, directory.string());
    const auto path = directory / "sandbox.secret";
    if (std::filesystem::exists(path)) {
        auto text = readText(path);
        if (!text)
            return std::unexpected(text.error());
        if (text->size() != 2 * secretBytes)
            return fail(ErrorCode::badConfig, path.string(), "it is not the secret of a sandbox");
        return Secrets(std::move(*text));
    }
    std::array<unsigned char, secretBytes> bytes {};
    if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1)
        return fail(ErrorCode::cannotStart, path.string(), "no random numbers");
    const std::string secret = hex(bytes);
    if (auto written = writePrivate(path, secret); !written)
        return std::unexpected(written.error());
    return Secrets(secret);
}

std::string Secrets::derived(std::string_view purpose) const
{
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest {};
    unsigned size = 0;
    HMAC(EVP_sha256(), m_secret.data(), static_cast<int>(m_secret.size()),
        reinterpret_cast<const unsigned char*>(purpose.data()), purpose.size(), digest.data(), &size);
    return hex(std::span(digest).first(size)).substr(0, keyDigits);
}

std::string Secrets::adminKey() const { return "sk-admin-" + derived("admin"); }

std::string Secrets::upstreamKey() const { return "sk-proj-" + derived("upstream"); }

std::string Secrets::callerToken(std::string_view label) const
{
    return "fb-sandbox-" + derived("caller " + std::string(label));
}

} // namespace fuseboard::sandbox
