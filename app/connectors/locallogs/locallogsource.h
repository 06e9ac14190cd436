// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/locallogs/loghomes.h"
#include "connectors/sourceconfig.h"
#include "connectors/usagesource.h"

#include <filesystem>

namespace fuseboard {

class LogReader;
class LogWatch;

/// The logs that a coding tool keeps on this computer, as a source without a key. Reads in a thread of its own; a poll
/// that is under way outlives it.
class LocalLogSource : public UsageSource {
public:
    /// `indexFile`: where it keeps what it knows between two runs.
    LocalLogSource(const SourceConfig& config, const std::filesystem::path& indexFile);
    ~LocalLogSource() override;

    [[nodiscard]] const std::string& id() const override { return m_id; }
    [[nodiscard]] Capabilities capabilities() const override { return {.finestWidth = std::chrono::hours(1)}; }
    [[nodiscard]] QFuture<UsageResult> poll(std::string cursor, Instant now) override;
    /// Every 10 s where the directories can't all be followed, or are not there yet.
    [[nodiscard]] std::chrono::seconds follow(const std::function<void()>& news, std::chrono::seconds interval) override;

private:
    std::string m_id;
    LogKind m_kind;
    std::filesystem::path m_directory;
    std::unique_ptr<LogWatch> m_watch; ///< lives in the thread that asks
    std::shared_ptr<LogReader> m_reader;
};

/// Whose logs a kind of source is: "claudecode" or "codex".
LogKind logKindOf(std::string_view kind);
/// What reads the logs of a configured source of kind "claudecode" or "codex".
LogReader makeLogReader(const SourceConfig& config, const std::filesystem::path& indexFile);

} // namespace fuseboard
