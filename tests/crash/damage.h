// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crash/company.h"
#include "store/sqlite.h"

#include <filesystem>
#include <random>

namespace fuseboard::test {

/// What came of a damaged file.
enum class Found {
    harmless, ///< all reads as before
    detected, ///< refused, or its own check or the audit log's names something
    older, ///< all of an earlier moment, as after a lost log: only what is remembered elsewhere tells
    undetected, ///< reads otherwise and says nothing
    emptied, ///< a new, empty history where one was
    changed, ///< refused, found to be malformed, or only viewed, and yet not the same bytes
    crashed, ///< by a signal, or not done in time
};
const char* toText(Found found);

/// A file and its log, as a history that was killed leaves them, and what it shows. Each is damaged and tried apart.
class DamagedHistory {
public:
    explicit DamagedHistory(const std::filesystem::path& directory);

    /// Damages a copy in a random way, `kind` says which, and opens and reads it. Every third as its owner.
    Found tryOne(std::mt19937& random, std::string& kind);

private:
    [[nodiscard]] std::filesystem::path file() const;
    std::string damage(std::mt19937& random) const;
    /// Also whether SQLite itself, or its opening, refused it.
    [[nodiscard]] std::pair<Found, bool> read(HistoryMode mode) const;

    std::filesystem::path m_directory;
    std::string m_file, m_log, m_olderLog;
    std::string m_folded; ///< the same with the log folded back
    Shown m_whole;
};

} // namespace fuseboard::test
