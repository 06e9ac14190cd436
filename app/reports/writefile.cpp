// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/writefile.h"

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <format>
#include <string>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace fuseboard {
namespace {

std::unexpected<Error> failed(const std::filesystem::path& target, int error)
{
    const bool full = error == ENOSPC || error == EDQUOT;
    return fail(
        full ? ErrorCode::diskFull : ErrorCode::fileUnwritable, target.string(), std::generic_category().message(error));
}

bool writeAll(int descriptor, std::string_view contents)
{
    while (!contents.empty()) {
        const auto written = ::write(descriptor, contents.data(), contents.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return false;
        contents.remove_prefix(static_cast<std::size_t>(written));
    }
    return ::fsync(descriptor) == 0;
}

} // namespace

Result<void> replaceFile(const std::filesystem::path& target, std::string_view contents)
{
    std::error_code ignored;
    const auto directory = target.has_parent_path() ? target.parent_path() : std::filesystem::path(".");
    if (!std::filesystem::is_directory(directory, ignored))
        return fail(ErrorCode::directoryMissing, directory.string());
    if (std::filesystem::is_directory(target, ignored))
        return failed(target, EISDIR);
    // A read-only file stays: somebody meant it to.
    if (std::filesystem::exists(target, ignored) && ::access(target.c_str(), W_OK) != 0)
        return failed(target, errno);
    const std::string temporary = (directory / std::format(".{}.{}.part", target.filename().string(), ::getpid())).string();
    ::unlink(temporary.c_str());
    const int descriptor = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (descriptor < 0)
        return failed(target, errno);
    // A file that is replaced keeps its mode.
    struct stat old {};
    const bool kept = ::stat(target.c_str(), &old) != 0 || ::fchmod(descriptor, old.st_mode & 07777) == 0;
    const bool written = kept && writeAll(descriptor, contents);
    int error = written ? 0 : errno;
    if (::close(descriptor) != 0 && error == 0)
        error = errno;
    if (error == 0 && ::rename(temporary.c_str(), target.c_str()) != 0)
        error = errno;
    if (error != 0) {
        ::unlink(temporary.c_str());
        return failed(target, error);
    }
    return {};
}

} // namespace fuseboard
