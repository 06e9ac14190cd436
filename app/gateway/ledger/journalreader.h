// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/ledger/filepieces.h"

namespace fuseboard::gateway {

/// What a journal is about: it begins where `ledger.db` has the group `since` and all before it.
struct JournalHead {
    std::string ledgerId;
    std::uint64_t since = 0;
};

/// Bytes that were appended in one go. Numbers grow by one each, over all files of a ledger.
struct JournalGroup {
    std::uint64_t number = 0;
    std::string_view bytes; ///< until the next is read
};

/// What stands behind a journal's last whole group.
struct JournalEnd {
    enum class Kind {
        whole, ///< nothing that belongs to it
        torn, ///< the beginning of a group that a crash cut off: it was never acknowledged
        damaged, ///< a group that may have been acknowledged, and is not as it was written
    };
    Kind kind = Kind::whole;
    std::uint64_t at = 0, bytes = 0;
};

/// Goes through a journal: of a long one no more than a group is in memory.
class JournalReader {
public:
    /// Empty: there is no such file.
    static Result<std::optional<JournalReader>> open(const std::filesystem::path& file);

    [[nodiscard]] const JournalHead& head() const { return m_head; }
    /// Empty: there are no more; end() tells what stands behind the last. A damaged one that others follow is an error.
    Result<std::optional<JournalGroup>> next();
    [[nodiscard]] std::uint64_t last() const { return m_last; }
    [[nodiscard]] const JournalEnd& end() const { return m_end; }

private:
    JournalReader(std::filesystem::path path, FilePieces file)
        : m_path(std::move(path))
        , m_file(std::move(file))
    {
    }
    [[nodiscard]] bool isWhole(std::uint64_t place, std::uint64_t number, std::uint32_t size, std::uint32_t checksum);
    [[nodiscard]] bool anyGroupAfter(std::uint64_t place);
    [[nodiscard]] bool hasGap(std::uint64_t place, std::uint64_t size);
    [[nodiscard]] JournalEnd endHere();
    [[nodiscard]] std::unexpected<Error> damaged(std::string how) const;

    std::filesystem::path m_path;
    FilePieces m_file;
    JournalHead m_head;
    std::uint64_t m_serial = 0, m_place = 0, m_last = 0;
    std::string m_bytes; ///< of the group
    JournalEnd m_end;
};

} // namespace fuseboard::gateway
