// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/secrettext.h"

#include <algorithm>
#include <fstream>
#include <sys/stat.h>
#include <unistd.h>

namespace fuseboard::gateway {
namespace {

constexpr std::size_t maxSecretBytes = 8 * 1024; // more than half of what a head may have, and no provider's key is near
constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";

/// Empty: it is one.
const char* whyNone(const std::string& secret)
{
    if (secret.empty())
        return "is empty";
    if (secret.size() > maxSecretBytes)
        return "has more than 8 KiB";
    if (secret.starts_with(byteOrderMark))
        return "begins with a byte order mark; save it as plain text";
    if (secret.find_first_of("\r\n") != std::string::npos)
        return "has more than one line";
    if (secret.find_first_of(" \t") != std::string::npos)
        return "has a blank in it";
    const auto isControl = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; };
    return std::ranges::any_of(secret, isControl) ? "has a control byte in it" : nullptr;
}

} // namespace

Result<std::string> secretOf(std::string text)
{
    text.erase(text.find_last_not_of(" \t\r\n") + 1);
    if (const char* why = whyNone(text))
        return fail(ErrorCode::badConfig, {}, why);
    return text;
}

Result<std::string> readSecret(const std::filesystem::path& file)
{
    constexpr std::size_t roomForBlanks = 1024;
    std::ifstream in(file, std::ios::binary);
    std::string text(maxSecretBytes + roomForBlanks, '\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    if (in.bad() || (in.fail() && !in.eof()))
        return fail(ErrorCode::badConfig, {}, "can't be read");
    if (!in.eof())
        return fail(ErrorCode::badConfig, {}, "has more than 8 KiB");
    text.resize(static_cast<std::size_t>(in.gcount()));
    return secretOf(std::move(text));
}

bool isReadByOthers(const std::filesystem::path& file)
{
    struct stat status {};
    if (::stat(file.c_str(), &status) != 0)
        return false;
    const mode_t others = status.st_uid == ::geteuid() ? S_IRWXG | S_IRWXO : S_IRWXO;
    return (status.st_mode & others) != 0;
}

} // namespace fuseboard::gateway
