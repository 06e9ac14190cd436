// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/locallogs/logdialect.h"
#include "connectors/locallogs/logtally.h"
#include "domain/error.h"

#include <filesystem>
#include <map>
#include <set>

namespace fuseboard {

/// A directory with logs, and whose they are.
struct LogRoot {
    std::filesystem::path directory;
    std::string person; ///< the account's e-mail address; empty where nothing tells it
};

/// Where reading of a file stands.
struct LogFile {
    std::uint64_t device = 0, inode = 0;
    std::int64_t size = 0, modified = 0; ///< when it was looked at; nanoseconds since 1970
    std::int64_t offset = 0; ///< up to here it is read; the start of a line
    std::uint64_t before = 0; ///< hash of the last bytes before the offset: tells a file that was written anew
    std::int64_t lines = 0, events = 0, passedOver = 0, broken = 0;
    std::string state; ///< of its parser
};

struct BrokenLine {
    std::string file;
    std::int64_t line = 0; ///< from 1
    bool operator==(const BrokenLine&) const = default;
};

struct LogCounts {
    std::int64_t files = 0, lines = 0, responses = 0, duplicates = 0, passedOver = 0, broken = 0;
    bool operator==(const LogCounts&) const = default;
};

/// All local logs of one kind: reads what is new in them, and keeps what it needs to count each response once. Knows no
/// history and no price. Its files only grow by its reading; what vanished from disk still counts. A file that was renamed
/// or moved stays one, and one that several names or links lead to is read by one of them.
class LogLibrary {
public:
    explicit LogLibrary(MakeLogLineParser make);

    /// Reads what is new since the last time, in two threads where it pays. A file that can't be read is named in
    /// `unreadable` and tried again the next time. True where something changed. What changes is of a generation above
    /// `least` and all before it.
    bool update(const std::vector<LogRoot>& roots, std::uint64_t least = 0);

    /// Reads back what `save` wrote; a missing, damaged or other file is false, and then everything is read anew.
    bool load(const std::filesystem::path& file);
    [[nodiscard]] Result<void> save(const std::filesystem::path& file) const;

    [[nodiscard]] std::uint64_t id() const { return m_id; } ///< another one after a loss
    [[nodiscard]] const LogTally& tally() const { return m_tally; }
    [[nodiscard]] LogCounts counts() const;
    [[nodiscard]] const std::vector<BrokenLine>& broken() const { return m_broken; } ///< the first hundred
    [[nodiscard]] const std::set<std::string>& unreadable() const { return m_unreadable; }
    /// The remote of the repository a project's directory was in when it was first met; empty where there was none.
    [[nodiscard]] std::string_view remoteOf(std::uint32_t project) const;

private:
    struct Job;
    struct Found {
        std::string person;
        LogFile file; ///< as it was looked at
    };
    using Gone = std::multimap<std::string, std::string>; ///< paths that are there no more, by name and by inode
    std::vector<Job> jobs(const std::vector<LogRoot>& roots);
    std::map<std::string, Found> findFiles(const std::vector<LogRoot>& roots);
    [[nodiscard]] Gone goneFrom(const std::map<std::string, Found>& present) const;
    [[nodiscard]] std::string formerName(const std::string& path, const LogFile& now, const Gone& gone) const;
    void forget(const std::string& path);
    [[nodiscard]] bool continues(const std::string& path, const LogFile& known, const LogFile& now) const;
    void readAll(std::vector<Job>& jobs);
    void finish(const Job& job);
    void findRemotes();

    MakeLogLineParser m_make;
    LogTally m_tally;
    std::uint64_t m_id = 0;
    std::map<std::string, LogFile> m_files;
    std::map<std::uint32_t, std::string> m_remotes; ///< by project
    std::vector<BrokenLine> m_broken;
    std::set<std::string> m_unreadable;
};

} // namespace fuseboard
