// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/ledger/journalfile.h"

#include "store/durable.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <fcntl.h>
#include <random>
#include <sys/statvfs.h>
#include <system_error>
#include <unistd.h>
#include <utility>
#include <zlib.h>

namespace fuseboard::gateway {
namespace {

constexpr std::array<char, 8> magic {'F', 'B', 'J', 'R', 'N', 'L', '1', '\n'};
constexpr std::size_t idBytes = 36; // a UUID
constexpr std::uint64_t roomStep = 1024 * 1024; // in which a file grows ahead of what is written
constexpr std::uint64_t plentyFree = 64 * 1024 * 1024; // on a disk with less it does not, and leaves that to others
constexpr std::uint64_t mostKept = 24 * 1024 * 1024; // of a file that was longer once

/// As it stands on the disk, in this machine's order of bytes.
struct FileHead {
    std::array<char, 8> magic;
    std::uint64_t serial, since;
    std::array<char, idBytes> ledgerId;
    std::uint32_t checksum; ///< of all before it
};

struct GroupHead {
    std::uint64_t serial, number;
    std::uint32_t size;
    std::uint32_t checksum; ///< of the three above and the bytes that follow
};

std::uint32_t checksumOf(std::uint32_t before, const void* bytes, std::size_t size)
{
    // zlib takes null for the wish to begin anew.
    return size == 0 ? before : static_cast<std::uint32_t>(::crc32_z(before, static_cast<const Bytef*>(bytes), size));
}

std::uint32_t checksumOf(const FileHead& head) { return checksumOf(0, &head, offsetof(FileHead, checksum)); }

std::uint32_t checksumOf(const GroupHead& head, std::string_view bytes)
{
    return checksumOf(checksumOf(0, &head, offsetof(GroupHead, checksum)), bytes.data(), bytes.size());
}

static_assert(sizeof(FileHead) == 64 && sizeof(GroupHead) == 24); // without bytes that nobody sets

template <class T>
std::string asBytes(const T& value)
{
    return {reinterpret_cast<const char*>(&value), sizeof value};
}

template <class T>
std::optional<T> at(std::string_view file, std::size_t place)
{
    if (place > file.size() || file.size() - place < sizeof(T))
        return {};
    T out;
    std::memcpy(&out, file.data() + place, sizeof out);
    return out;
}

/// The group that begins there, where it is whole.
std::optional<JournalGroup> groupAt(std::string_view file, std::size_t place, std::uint64_t serial)
{
    const auto head = at<GroupHead>(file, place);
    if (!head || head->serial != serial || head->size > file.size() - place - sizeof(GroupHead))
        return {};
    const std::string_view bytes = file.substr(place + sizeof(GroupHead), head->size);
    if (checksumOf(*head, bytes) != head->checksum)
        return {};
    return JournalGroup {head->number, std::string(bytes)};
}

bool anyGroupAfter(std::string_view file, std::size_t place, std::uint64_t serial)
{
    const std::string mark = asBytes(serial);
    for (auto found = file.find(mark, place); found != std::string_view::npos; found = file.find(mark, found + 1))
        if (groupAt(file, found, serial))
            return true;
    return false;
}

std::unexpected<Error> damaged(const std::filesystem::path& file, std::string how)
{
    return fail(ErrorCode::historyDamaged, file.string(), std::move(how));
}

std::string textOf(int reason) { return std::generic_category().message(reason); }

/// A disk has no room now, or this process may not take more of it.
bool mayPass(int reason) { return reason == ENOSPC || reason == EDQUOT || reason == EFBIG; }

std::uint64_t newSerial()
{
    std::random_device random; // callers choose bytes of a group, and must not guess it
    return std::uint64_t {random()} << 32U | random();
}

std::filesystem::path sparePath(std::filesystem::path file) { return file += ".next"; }

std::unexpected<Error> unreadable(const std::filesystem::path& file, int reason)
{
    return fail(ErrorCode::fileUnreadable, file.string(), textOf(reason));
}

/// Empty: there is no such file.
Result<std::optional<std::string>> wholeOf(const std::filesystem::path& file)
{
    const Descriptor in(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
    if (in.get() < 0)
        return errno == ENOENT ? Result<std::optional<std::string>>() : unreadable(file, errno);
    std::string all;
    for (;;) {
        std::array<char, 256 * 1024> piece; // filled as far as it is used
        const auto size = ::read(in.get(), piece.data(), piece.size());
        if (size < 0 && errno == EINTR)
            continue;
        if (size < 0)
            return unreadable(file, errno);
        if (size == 0)
            return all;
        all.append(piece.data(), static_cast<std::size_t>(size));
    }
}

} // namespace

Result<std::optional<JournalFile::Contents>> JournalFile::read(const std::filesystem::path& file)
{
    const auto whole = wholeOf(file);
    if (!whole || !*whole)
        return whole ? Result<std::optional<Contents>>() : std::unexpected(whole.error());
    const std::string& all = **whole;
    const auto head = at<FileHead>(all, 0);
    if (!head || head->magic != magic)
        return damaged(file, "is not a journal of a ledger's");
    if (checksumOf(*head) != head->checksum)
        return damaged(file, "its beginning is not as it was written");
    Contents out {.head = {{head->ledgerId.data(), idBytes}, head->since}, .groups = {}, .wasCutOff = false};
    std::size_t place = sizeof(FileHead);
    while (auto group = groupAt(all, place, head->serial)) {
        const bool isNext = out.groups.empty() ? group->number > head->since : group->number == out.groups.back().number + 1;
        if (!isNext)
            return damaged(file, "a group of calls is missing");
        place += sizeof(GroupHead) + group->bytes.size();
        out.groups.push_back(*std::move(group));
    }
    if (out.groups.empty() || anyGroupAfter(all, place, head->serial))
        return damaged(file, "from byte " + std::to_string(place) + " on it is not as it was written");
    const auto next = at<GroupHead>(all, place);
    out.wasCutOff = next && next->serial == head->serial;
    return out;
}

Result<JournalFile> JournalFile::begin(std::filesystem::path file, const JournalHead& head, std::string_view first)
{
    JournalFile out(std::move(file));
    if (auto started = out.start(head, head.since, first); !started)
        return std::unexpected(std::move(started.error()));
    return out;
}

std::string JournalFile::group(std::uint64_t number, std::string_view bytes) const
{
    GroupHead head {.serial = m_serial, .number = number, .size = static_cast<std::uint32_t>(bytes.size()), .checksum = 0};
    head.checksum = checksumOf(head, bytes);
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
    FileHead begin {.magic = magic, .serial = next.m_serial, .since = head.since, .ledgerId = {}, .checksum = 0};
    head.ledgerId.copy(begin.ledgerId.data(), idBytes);
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
