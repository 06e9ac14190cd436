// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "switchboard/journal.h"

#include <QFileInfo>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace fuseboard {
namespace {

// 2 MB: some 250 acts at three levers before the file is rewritten.
constexpr std::size_t slots = 1024;

Result<void> preallocate(int descriptor, const std::string& name)
{
    if (const int error = posix_fallocate(descriptor, 0, slots * JournalRecord::size); error != 0)
        return fail(error == ENOSPC ? ErrorCode::diskFull : ErrorCode::fileUnwritable, name, std::strerror(error));
    if (fsync(descriptor) != 0)
        return fail(ErrorCode::fileUnwritable, name, std::strerror(errno));
    return {};
}

Result<void> syncDirectory(const QString& file)
{
    const std::string directory = QFileInfo(file).absolutePath().toStdString();
    const int descriptor = ::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool synced = descriptor >= 0 && fsync(descriptor) == 0;
    const int error = errno;
    if (descriptor >= 0)
        ::close(descriptor);
    if (!synced)
        return fail(ErrorCode::fileUnwritable, directory, std::strerror(error));
    return {};
}

} // namespace

Journal::Journal(QString file, int descriptor)
    : m_file(std::move(file))
    , m_descriptor(descriptor)
{
}

Journal::Journal(Journal&& other) noexcept
    : m_file(std::move(other.m_file))
    , m_descriptor(std::exchange(other.m_descriptor, -1))
    , m_slots(other.m_slots)
    , m_sequence(other.m_sequence)
    , m_state(std::move(other.m_state))
{
}

Journal& Journal::operator=(Journal&& other) noexcept
{
    std::swap(m_file, other.m_file);
    std::swap(m_descriptor, other.m_descriptor);
    std::swap(m_slots, other.m_slots);
    std::swap(m_sequence, other.m_sequence);
    std::swap(m_state, other.m_state);
    return *this;
}

Journal::~Journal()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

std::unexpected<Error> Journal::failure(const char* what) const
{
    const int error = errno;
    return fail(error == ENOSPC ? ErrorCode::diskFull : ErrorCode::fileUnwritable, m_file.toStdString(),
        std::string(what) + ": " + std::strerror(error));
}

Result<Journal::Opened> Journal::open(const QString& file)
{
    const std::string name = file.toStdString();
    // No link is followed: the journal decides what is frozen at the next start.
    const int descriptor = ::open(name.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (descriptor < 0)
        return fail(ErrorCode::fileUnreadable, name, std::strerror(errno));
    Journal journal(file, descriptor);
    struct stat status {};
    if (fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode))
        return fail(ErrorCode::fileUnreadable, name, "not a file");
    const auto length = static_cast<std::size_t>(status.st_size);
    if (length < slots * JournalRecord::size) {
        if (auto made = preallocate(descriptor, name); !made)
            return std::unexpected(made.error());
        if (auto synced = syncDirectory(file); !synced)
            return std::unexpected(synced.error());
    }

    int damaged = 0;
    const QByteArray empty(JournalRecord::size, '\0');
    QByteArray bytes(JournalRecord::size, '\0');
    for (std::size_t slot = 0; slot < slots; ++slot) {
        const auto read = pread(descriptor, bytes.data(), JournalRecord::size, static_cast<off_t>(slot) * JournalRecord::size);
        if (read != JournalRecord::size)
            return fail(ErrorCode::fileUnreadable, name, read < 0 ? std::strerror(errno) : "shorter than it was made");
        if (bytes == empty)
            continue;
        journal.m_slots = slot + 1;
        const auto record = JournalRecord::parse(bytes);
        if (!record || record->sequence <= journal.m_sequence) {
            ++damaged;
            continue;
        }
        journal.m_sequence = record->sequence;
        journal.m_state.apply(*record);
    }
    auto intents = journal.m_state.intents();
    return Opened {std::move(journal), std::move(intents), damaged};
}

Result<void> Journal::write(const JournalRecord& record)
{
    const QByteArray bytes = record.bytes();
    const auto at = static_cast<off_t>(m_slots) * JournalRecord::size;
    if (pwrite(m_descriptor, bytes.constData(), static_cast<std::size_t>(bytes.size()), at) != bytes.size())
        return failure("write");
    if (fdatasync(m_descriptor) != 0)
        return failure("sync");
    ++m_slots;
    return {};
}

Result<void> Journal::append(JournalRecord record)
{
    if (m_slots == slots)
        if (auto compacted = compact(); !compacted)
            return compacted;
    record.sequence = m_sequence + 1;
    if (auto written = write(record); !written)
        return written;
    m_sequence = record.sequence;
    m_state.apply(record);
    return {};
}

Result<void> Journal::compact()
{
    const QString next = m_file + QStringLiteral(".next");
    const int descriptor = ::open(next.toLocal8Bit().constData(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (descriptor < 0)
        return failure("making a new one");
    Journal fresh(next, descriptor);
    if (auto made = preallocate(descriptor, next.toStdString()); !made)
        return made;
    fresh.m_sequence = m_sequence;
    for (const Intent& intent : m_state.intents()) {
        JournalRecord record;
        record.intent = intent;
        if (auto written = fresh.append(record); !written)
            return written;
        if (intent.added)
            if (auto written = fresh.append(JournalRecord::reasonOf(intent, *intent.added)); !written)
                return written;
        using Kind = JournalRecord::Kind;
        for (const auto& [kind, told] : {std::pair {Kind::ends, &intent.ends}, {Kind::acknowledged, &intent.acknowledged}})
            for (const auto& [lever, generation] : *told) {
                record.kind = kind;
                record.lever = lever;
                record.generation = generation;
                if (auto written = fresh.append(record); !written)
                    return written;
            }
    }
    if (fresh.m_slots == slots)
        return fail(ErrorCode::tooLarge, m_file.toStdString(), "more is frozen than the journal can keep");
    if (::rename(next.toLocal8Bit().constData(), m_file.toLocal8Bit().constData()) != 0)
        return failure("replacing the old one");
    if (auto synced = syncDirectory(m_file); !synced)
        return synced;
    fresh.m_file = m_file;
    *this = std::move(fresh);
    return {};
}

} // namespace fuseboard
