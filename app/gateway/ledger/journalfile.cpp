// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/ledger/journalfile.h"

#include "gateway/ledger/journalformat.h"
#include "store/durable.h"

#include <algorithm>
#include <array>
#include <fcntl.h>
#include <random>
#include <sys/statvfs.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace fuseboard::gateway {
namespace {

constexpr std::uint64_t roomStep = 1024 * 1024; // in which a file grows ahead of what is written
constexpr std::uint64_t plentyFree = 64 * 1024 * 1024; // on a disk with less it does not, and leaves that to others
constexpr std::uint64_t mostKept = 24 * 1024 * 1024; // of a file that was longer once

using journal::asBytes;

std::string textOf(int reason) { return std::generic_category().message(reason); }

/// A disk has no room now, or this process may not take more of it.
bool mayPass(int reason) { return reason == ENOSPC || reason == EDQUOT || reason == EFBIG; }

std::uint64_t newSerial()
{
    std::random_device random; // callers choose bytes of a group, and must not guess it
    return std::uint64_t {random()} << 32U | random();
}

std::filesystem::path sparePath(std::filesystem::path file) { return file += ".next"; }

} // namespace

Result<JournalFile> JournalFile::begin(std::filesystem::path file, const JournalHead& head, std::string_view first)
{
    JournalFile out(std::move(file));
    if (auto started = out.start(head, head.since, first); !started)
        return std::unexpected(std::move(started.error()));
    return out;
}

std::string JournalFile::group(std::uint64_t number, std::string_view bytes) const
{
    journal::GroupHead head {
        .serial = m_serial, .number = number, .size = static_cast<std::uint32_t>(bytes.size()), .checksum = 0};
    head.checksum = journal::checksumOf(checksumOf(head), bytes.data(), bytes.size());
    std::string out;
    out.reserve(sizeof head + bytes.size());
    return out.append(asBytes(head)).append(bytes);
}

Result<void> JournalFile::start(const JournalHead& head, std::uint64_t last, std::string_view first)
{
    JournalFile next(sparePath(m_path));
    next.m_file = Descriptor(::open(next.m_path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    const off_t room = next.m_file.get() < 0 ? -1 : ::lseek(next.m_file.get(), 0, SEEK_END);
    if (room < 0 || (static_cast<std::uint64_t>(room) > mostKept && ::ftruncate(next.m_file.get(), mostKept) != 0))
        return fail(ErrorCode::fileUnwritable, next.m_path.string(), textOf(errno)); // the one before stays in force
    next.m_room = std::min(static_cast<std::uint64_t>(room), mostKept);
    next.m_serial = newSerial();
    next.m_last = last + 1;
    journal::FileHead begin {
        .magic = journal::magic, .serial = next.m_serial, .since = head.since, .ledgerId = {}, .checksum = 0};
    head.ledgerId.copy(begin.ledgerId.data(), journal::idBytes);
    begin.checksum = checksumOf(begin);
    if (auto written = next.write(asBytes(begin) + next.group(next.m_last, first)); !written) {
        m_isSuspect = next.m_isSuspect; // of one disk
        return written;
    }
    // Exchanged, so that the one before keeps its place on the disk; not every file system can.
    const bool isExchanged = ::renameat2(AT_FDCWD, next.m_path.c_str(), AT_FDCWD, m_path.c_str(), RENAME_EXCHANGE) == 0;
    if (!isExchanged && ::rename(next.m_path.c_str(), m_path.c_str()) != 0)
        return failed(errno);
    next.m_path = m_path;
    if (auto synced = syncDirectory(m_path.parent_path()); !synced)
        return failed(EIO);
    *this = std::move(next);
    return {};
}

Result<void> JournalFile::beginAnew(const JournalHead& head, std::string_view first)
{
    return m_isSuspect ? failed(EIO) : start(head, m_last, first);
}

Result<std::uint64_t> JournalFile::append(std::string_view bytes)
{
    if (auto written = write(group(m_last + 1, bytes)); !written)
        return std::unexpected(std::move(written.error()));
    return ++m_last;
}

/// What a failed write has left there is written over by the next.
Result<void> JournalFile::write(std::string_view bytes)
{
    if (m_isSuspect)
        return failed(EIO);
    const std::uint64_t end = m_size + bytes.size();
    if (auto made = makeRoom(end); !made)
        return made;
    while (!bytes.empty()) {
        const auto size = ::pwrite(m_file.get(), bytes.data(), bytes.size(), static_cast<off_t>(end - bytes.size()));
        if (size < 0 && errno == EINTR)
            continue;
        if (size < 0)
            return failed(errno);
        bytes.remove_prefix(static_cast<std::size_t>(size));
    }
    if (::fdatasync(m_file.get()) != 0)
        return failed(EIO); // whatever the reason: a repeated sync would report success for what is gone
    m_size = end;
    return {};
}

Result<void> JournalFile::makeRoom(std::uint64_t end)
{
    static constexpr std::array<char, 64 * 1024> nothing {};
    struct statvfs disk {};
    if (end <= m_room || ::fstatvfs(m_file.get(), &disk) != 0 || std::uint64_t {disk.f_bavail} * disk.f_frsize < plentyFree)
        return {};
    for (const std::uint64_t wanted = end + roomStep; m_room < wanted;) {
        const auto size = ::pwrite(m_file.get(), nothing.data(), nothing.size(), static_cast<off_t>(m_room));
        if (size < 0 && errno == EINTR)
            continue;
        if (size < 0)
            return mayPass(errno) ? Result<void>() : failed(errno); // what is to be written may still fit
        m_room += static_cast<std::uint64_t>(size);
    }
    return {};
}

std::unexpected<Error> JournalFile::failed(int reason)
{
    if (mayPass(reason))
        return fail(ErrorCode::diskFull, m_path.string(), textOf(reason));
    m_isSuspect = true;
    return fail(ErrorCode::diskFailed, m_path.string(), textOf(reason));
}

} // namespace fuseboard::gateway
