// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/locallogs/loglibrary.h"
#include "store/poll.h"

namespace fuseboard {

/// Where the rows of a library of logs belong.
struct LogRowsOf {
    std::string source, account;
    std::string agent; ///< "claude-code"; of subagents "claude-code subagent"
};

/// How much of a library the history has: all buckets up to a generation; between two pages the place where the next
/// one starts.
struct LogCursor {
    std::uint64_t library = 0, done = 0;
    std::uint64_t upTo = 0; ///< while pages follow; else 0
    std::uint64_t place = 0;

    /// Text that is none starts at the beginning.
    static LogCursor parse(std::string_view text);
    [[nodiscard]] std::string text() const;
    bool operator==(const LogCursor&) const = default;
};

struct LogPage {
    Poll poll;
    bool more = false;
};

/// The buckets that changed since the cursor as rows by the hour. Where the library is another than the cursor's, since
/// its index was lost, only the last four weeks are told, and their hours told whole: Claude Code removes transcripts after 30
/// days, and hours of which a part is gone from disk must not be lowered. Hours of which all is gone stay.
LogPage logRowsSince(
    const LogLibrary& library, const LogCursor& cursor, const LogRowsOf& of, Instant now, std::size_t mostRows = 20'000);

} // namespace fuseboard
