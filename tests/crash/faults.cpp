// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Stands between a program and the system: traces what it does to the files of one directory, so that a power cut can be
// played afterwards (tracedisk.h), and makes writes, syncs and locks fail as the plan says. Calls the system directly, so
// that it works before anything is initialised and beside sanitizers.
#include "crash/faultplan.h"

#include <cerrno>
#include <climits>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <mutex>
#include <string_view>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

using fuseboard::test::FaultPlan;
using fuseboard::test::TraceRecord;

namespace {

constinit FaultPlan ownPlan;
constinit FaultPlan* plan = &ownPlan;
constinit std::mutex oneAtATime; ///< the trace has the order in which things happened
constinit char watched[PATH_MAX] = {};
constinit int trace = -1;

int systemOpen(int directory, const char* path, int flags, mode_t mode)
{
    return static_cast<int>(::syscall(SYS_openat, directory, path, flags, mode));
}

/// The path inside the watched directory ("" for itself); null where it is elsewhere.
const char* inside(const char* path)
{
    const std::size_t length = std::strlen(watched);
    if (length == 0 || std::strncmp(path, watched, length) != 0)
        return nullptr;
    return path[length] == '/' ? path + length + 1 : path[length] == '\0' ? path + length : nullptr;
}

/// What a descriptor stands for, asked anew each time: renamed files have their new name, deleted ones none.
struct Named {
    explicit Named(int descriptor)
    {
        if (watched[0] == '\0')
            return;
        char link[40];
        std::snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
        const long length = ::syscall(SYS_readlink, link, text, sizeof text - 1);
        if (length <= 0)
            return;
        text[length] = '\0';
        constexpr std::string_view gone = " (deleted)";
        if (!std::string_view(text, static_cast<std::size_t>(length)).ends_with(gone))
            path = inside(text);
    }
    char text[PATH_MAX];
    const char* path = nullptr;
};

void note(TraceRecord::Kind kind, const char* path, std::int64_t offset = 0, const void* bytes = nullptr, std::size_t count = 0,
    const char* other = "")
{
    if (trace < 0)
        return;
    TraceRecord record {kind, static_cast<std::uint32_t>(std::strlen(path)), static_cast<std::uint32_t>(std::strlen(other)),
        static_cast<std::uint32_t>(count), offset};
    const iovec parts[] {{&record, sizeof record}, {const_cast<char*>(path), record.pathLength},
        {const_cast<char*>(other), record.otherLength}, {const_cast<void*>(bytes), count}};
    ::syscall(SYS_writev, trace, parts, 4);
}

/// How many of so many bytes the disk still takes; negative: none.
ssize_t room(std::size_t count)
{
    ++plan->writes;
    if (plan->writesLeft < 0)
        return static_cast<ssize_t>(count);
    const auto left = plan->writesLeft.load();
    if (left > 0)
        plan->writesLeft = left - 1;
    if (left > 1)
        return static_cast<ssize_t>(count);
    return left == 1 && count > 1 ? static_cast<ssize_t>(count / 2) : -1;
}

ssize_t put(int descriptor, const void* bytes, std::size_t count, bool atOffset, off64_t offset)
{
    const auto write = [&](std::size_t size) {
        return atOffset ? ::syscall(SYS_pwrite64, descriptor, bytes, size, offset)
                        : ::syscall(SYS_write, descriptor, bytes, size);
    };
    const Named named(descriptor);
    if (!named.path)
        return write(count);
    const std::lock_guard lock(oneAtATime);
    const ssize_t fits = room(count);
    if (fits < 0) {
        errno = ENOSPC;
        return -1;
    }
    const ssize_t done = write(static_cast<std::size_t>(fits));
    if (done > 0) {
        const off64_t at = atOffset ? offset : ::syscall(SYS_lseek, descriptor, 0, SEEK_CUR) - done;
        note(TraceRecord::write, named.path, at, bytes, static_cast<std::size_t>(done));
    }
    return done;
}

int cutTo(int descriptor, off64_t size)
{
    const Named named(descriptor);
    const std::lock_guard lock(oneAtATime);
    const int done = static_cast<int>(::syscall(SYS_ftruncate, descriptor, size));
    if (done == 0 && named.path)
        note(TraceRecord::truncate, named.path, size);
    return done;
}

int syncNow(long number, int descriptor)
{
    const Named named(descriptor);
    struct stat what {};
    // SQLite takes no notice of a directory that can't be synced (os_unix.c, unixSync), so there it can't be told.
    if (named.path && ::fstat(descriptor, &what) == 0 && S_ISREG(what.st_mode)) {
        ++plan->syncs;
        if (plan->syncsLeft >= 0 && plan->syncsLeft.fetch_sub(1) == 0) {
            errno = EIO;
            return -1;
        }
    }
    const std::lock_guard lock(oneAtATime);
    const int done = static_cast<int>(::syscall(number, descriptor));
    if (done == 0 && named.path)
        note(TraceRecord::sync, named.path);
    return done;
}

int openNow(int directory, const char* path, int flags, mode_t mode)
{
    const char* name = (flags & O_CREAT) && path[0] == '/' ? inside(path) : nullptr;
    if (!name)
        return systemOpen(directory, path, flags, mode);
    const std::lock_guard lock(oneAtATime);
    const bool isNew = ::syscall(SYS_faccessat, AT_FDCWD, path, F_OK) != 0;
    if (isNew && plan->writesLeft == 0) {
        errno = ENOSPC;
        return -1;
    }
    const int descriptor = systemOpen(directory, path, flags, mode);
    if (descriptor >= 0 && isNew)
        note(TraceRecord::create, name);
    if (descriptor >= 0 && !isNew && (flags & O_TRUNC))
        note(TraceRecord::truncate, name);
    return descriptor;
}

int removeNow(const char* path)
{
    const char* name = inside(path);
    const std::lock_guard lock(oneAtATime);
    const int done = static_cast<int>(::syscall(SYS_unlink, path));
    if (done == 0 && name)
        note(TraceRecord::unlink, name);
    return done;
}

int controlNow(int descriptor, int command, void* argument)
{
    const bool locks = command == F_SETLK || command == F_SETLKW;
    if (locks && plan->locksFail && static_cast<flock*>(argument)->l_type != F_UNLCK && Named(descriptor).path) {
        errno = ENOLCK;
        return -1;
    }
    return static_cast<int>(::syscall(SYS_fcntl, descriptor, command, argument));
}

[[gnu::constructor]] void obeyEnvironment()
{
    if (const char* directory = std::getenv("FUSEBOARD_FAULT_DIRECTORY")) {
        const char* into = std::getenv("FUSEBOARD_FAULT_TRACE");
        fuseboardWatch(directory, into ? into : "");
    }
    if (const char* file = std::getenv("FUSEBOARD_FAULT_PLAN")) {
        const int descriptor = systemOpen(AT_FDCWD, file, O_RDWR | O_CLOEXEC, 0);
        void* shared = ::mmap(nullptr, sizeof(FaultPlan), PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
        if (descriptor >= 0 && shared != MAP_FAILED)
            plan = static_cast<FaultPlan*>(shared);
    }
}

} // namespace

extern "C" {

FaultPlan* fuseboardFaultPlan() { return plan; }

void fuseboardWatch(const char* directory, const char* into)
{
    const std::lock_guard lock(oneAtATime);
    std::snprintf(watched, sizeof watched, "%s", directory);
    if (trace >= 0)
        ::close(trace);
    trace = into[0] == '\0' ? -1 : systemOpen(AT_FDCWD, into, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

int open(const char* path, int flags, ...)
{
    va_list rest;
    va_start(rest, flags);
    const mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0;
    va_end(rest);
    return openNow(AT_FDCWD, path, flags, mode);
}

int open64(const char* path, int flags, ...)
{
    va_list rest;
    va_start(rest, flags);
    const mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0;
    va_end(rest);
    return openNow(AT_FDCWD, path, flags, mode);
}

ssize_t write(int descriptor, const void* bytes, size_t count) { return put(descriptor, bytes, count, false, 0); }
ssize_t pwrite(int descriptor, const void* bytes, size_t count, off_t offset)
{
    return put(descriptor, bytes, count, true, offset);
}
ssize_t pwrite64(int descriptor, const void* bytes, size_t count, off64_t offset)
{
    return put(descriptor, bytes, count, true, offset);
}
int ftruncate(int descriptor, off_t size) noexcept { return cutTo(descriptor, size); }
int ftruncate64(int descriptor, off64_t size) noexcept { return cutTo(descriptor, size); }
int fsync(int descriptor) { return syncNow(SYS_fsync, descriptor); }
int fdatasync(int descriptor) { return syncNow(SYS_fdatasync, descriptor); }
int unlink(const char* path) noexcept { return removeNow(path); }

int remove(const char* path) noexcept
{
    struct stat what {};
    if (::lstat(path, &what) == 0 && S_ISDIR(what.st_mode))
        return ::rmdir(path);
    return removeNow(path);
}

int rename(const char* from, const char* to) noexcept
{
    const char* name = inside(from);
    const char* other = inside(to);
    const std::lock_guard lock(oneAtATime);
    const int done = static_cast<int>(::syscall(SYS_rename, from, to));
    if (done == 0 && name && other)
        note(TraceRecord::rename, name, 0, nullptr, 0, other);
    return done;
}

int renameat2(int fromDirectory, const char* from, int toDirectory, const char* to, unsigned int flags) noexcept
{
    const char* name = inside(from);
    const char* other = inside(to);
    const std::lock_guard lock(oneAtATime);
    const int done = static_cast<int>(::syscall(SYS_renameat2, fromDirectory, from, toDirectory, to, flags));
    if (done == 0 && name && other)
        note(flags & RENAME_EXCHANGE ? TraceRecord::exchange : TraceRecord::rename, name, 0, nullptr, 0, other);
    return done;
}

int fcntl(int descriptor, int command, ...)
{
    va_list rest;
    va_start(rest, command);
    void* argument = va_arg(rest, void*);
    va_end(rest);
    return controlNow(descriptor, command, argument);
}

int fcntl64(int descriptor, int command, ...)
{
    va_list rest;
    va_start(rest, command);
    void* argument = va_arg(rest, void*);
    va_end(rest);
    return controlNow(descriptor, command, argument);
}
}
