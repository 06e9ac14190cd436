// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/locallogs/loghomes.h"
#include "connectors/locallogs/logrows.h"

namespace fuseboard {

struct LogReaderSetup {
    LogKind kind = LogKind::claudeCode;
    std::filesystem::path directory; ///< empty: the usual places
    std::filesystem::path indexFile; ///< what is known is kept there between two runs
    LogRowsOf rows;
    LogEnvironment environment;
};

/// Local logs from disk to rows: reads what is new, keeps the index, and tells the rows of it. In one thread at a time.
class LogReader {
public:
    explicit LogReader(LogReaderSetup setup);

    /// The page after a cursor; its failure names the directory or file.
    [[nodiscard]] Result<LogPage> poll(std::string_view cursor, Instant now);
    [[nodiscard]] const LogLibrary& library() const { return *m_library; }

private:
    LogReaderSetup m_setup;
    std::unique_ptr<LogLibrary> m_library;
    Instant m_saved = Instant::min();
    bool m_loaded = false, m_unsaved = false;
};

} // namespace fuseboard
