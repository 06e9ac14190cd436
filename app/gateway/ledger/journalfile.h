// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/ledger/journalreader.h"

namespace fuseboard::gateway {

/// A file to which groups of bytes are appended. What append() has put there is on disk, and there wholly or not at all:
/// each group has a checksum over all of it. It is written over its own earlier bytes where that is possible, because a disk
/// takes those in half the time of new ones. For one thread.
class JournalFile {
public:
    /// Takes the place of what is there, wholly or not at all; the first group has the number after `head.since`.
    static Result<JournalFile> begin(std::filesystem::path file, const JournalHead& head, std::string_view first);

    /// The group's number. A full disk can be tried again; after any other failure nobody knows what the disk keeps, and
    /// nothing is appended any more.
    Result<std::uint64_t> append(std::string_view bytes);
    [[nodiscard]] std::uint64_t last() const { return m_last; }
    /// Nothing is appended any more.
    [[nodiscard]] bool isSuspect() const { return m_isSuspect; }
    /// In bytes.
    [[nodiscard]] std::uint64_t size() const { return m_size; }
    /// Goes on in a file that begins with that head and group; the one before lends its place on the disk to the next.
    Result<void> beginAnew(const JournalHead& head, std::string_view first);

private:
    explicit JournalFile(std::filesystem::path file)
        : m_path(std::move(file))
    {
    }
    Result<void> start(const JournalHead& head, std::uint64_t last, std::string_view first);
    Result<void> write(std::string_view bytes);
    Result<void> makeRoom(std::uint64_t end);
    [[nodiscard]] std::string group(std::uint64_t number, std::string_view bytes) const;
    std::unexpected<Error> failed(int reason);

    std::filesystem::path m_path;
    Descriptor m_file;
    std::uint64_t m_serial = 0; ///< of this writing of the file: what stands behind its last group is of an earlier one
    std::uint64_t m_last = 0, m_size = 0;
    std::uint64_t m_room = 0; ///< so much of the file has been written at some time
    bool m_isSuspect = false;
};

} // namespace fuseboard::gateway
