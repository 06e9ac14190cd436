// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/durable.h"

#include <cerrno>
#include <fcntl.h>
#include <system_error>
#include <unistd.h>

namespace fuseboard {
namespace {

Result<void> sync(const std::filesystem::path& path, int flags)
{
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | flags);
    const bool synced = descriptor >= 0 && ::fsync(descriptor) == 0;
    const int reason = errno;
    if (descriptor >= 0)
        ::close(descriptor);
    if (!synced)
        return fail(ErrorCode::fileUnwritable, path.string(), std::generic_category().message(reason));
    return {};
}

} // namespace

Result<void> syncDirectory(const std::filesystem::path& directory) { return sync(directory, O_DIRECTORY); }
Result<void> syncFile(const std::filesystem::path& file) { return sync(file, 0); }

} // namespace fuseboard
