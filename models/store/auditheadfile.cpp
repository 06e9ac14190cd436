// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/auditheadfile.h"

#include "store/durable.h"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <fcntl.h>
#include <fstream>
#include <optional>
#include <sstream>
#include <sys/file.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace fuseboard {
namespace {

constexpr std::size_t hashDigits = 64;

std::optional<AuditHead> parse(std::string_view line)
{
    AuditHead head;
    const char* end = line.data() + line.size();
    const auto [rest, error] = std::from_chars(line.data(), end, head.sequence);
    if (error != std::errc() || head.sequence < 1 || rest == end || *rest != ' ')
        return std::nullopt;
    head.hash.assign(rest + 1, end);
    const bool hex = std::ranges::all_of(head.hash, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
    return hex && head.hash.size() == hashDigits ? std::optional(head) : std::nullopt;
}

/// Where a line was cut short (a crash, a full disk), the end of the last whole one; else -1.
off_t tornAt(int descriptor, off_t size)
{
    std::string tail(static_cast<std::size_t>(std::min<off_t>(size, 256)), '\0'); // a whole line is shorter
    const off_t from = size - static_cast<off_t>(tail.size());
    if (tail.empty() || ::pread(descriptor, tail.data(), tail.size(), from) != std::ssize(tail) || tail.ends_with('\n'))
        return -1;
    const auto newline = tail.rfind('\n');
    return newline == std::string::npos ? from : from + static_cast<off_t>(newline) + 1;
}

/// False leaves the reason in errno and the file as it was.
bool addLine(int descriptor, const std::string& line)
{
    struct stat found {};
    if (::flock(descriptor, LOCK_EX) != 0 || ::fstat(descriptor, &found) != 0)
        return false;
    off_t size = found.st_size;
    if (const off_t torn = tornAt(descriptor, size); torn >= 0) {
        if (::ftruncate(descriptor, torn) != 0)
            return false;
        size = torn;
    }
    errno = ENOSPC; // of a write that was cut short
    if (::write(descriptor, line.data(), line.size()) == std::ssize(line) && ::fdatasync(descriptor) == 0)
        return true;
    const int reason = errno;
    std::ignore = ::ftruncate(descriptor, size);
    errno = reason;
    return false;
}

} // namespace

AuditHeadFile::AuditHeadFile(std::filesystem::path file)
    : m_file(std::move(file))
{
}

Result<std::vector<AuditHead>> AuditHeadFile::all() const
{
    std::error_code error;
    if (!std::filesystem::exists(m_file, error) && !error)
        return std::vector<AuditHead>();
    std::ifstream in(m_file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    if (!in.is_open() || in.bad() || !std::filesystem::is_regular_file(m_file, error))
        return fail(ErrorCode::fileUnreadable, m_file.string());
    const std::string all = std::move(text).str();
    std::vector<AuditHead> out;
    std::size_t from = 0;
    for (std::size_t to = 0; (to = all.find('\n', from)) != std::string::npos; from = to + 1) {
        auto head = parse(std::string_view(all).substr(from, to - from));
        if (!head)
            return fail(ErrorCode::badDocument, m_file.string() + ", line " + std::to_string(out.size() + 1));
        out.push_back(*std::move(head));
    }
    return out;
}

Result<void> AuditHeadFile::remember(const AuditHead& head)
{
    const bool isNew = ::access(m_file.c_str(), F_OK) != 0;
    const int descriptor = ::open(m_file.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    bool good = descriptor >= 0 && addLine(descriptor, std::to_string(head.sequence) + ' ' + head.hash + '\n');
    const int reason = errno;
    if (descriptor >= 0)
        ::close(descriptor);
    if (!good)
        return fail(reason == ENOSPC || reason == EDQUOT ? ErrorCode::diskFull : ErrorCode::fileUnwritable, m_file.string(),
            std::generic_category().message(reason));
    return isNew ? syncDirectory(m_file.parent_path()) : Result<void>();
}

} // namespace fuseboard
