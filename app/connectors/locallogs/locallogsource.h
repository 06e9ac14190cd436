// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/sourceconfig.h"
#include "connectors/usagesource.h"

#include <filesystem>

namespace fuseboard {

class LogReader;

/// The logs that a coding tool keeps on this computer, as a source without a key. Reads in a thread of its own; a poll
/// that is under way outlives it.
class LocalLogSource : public UsageSource {
public:
    /// `indexFile`: where it keeps what it knows between two runs.
    LocalLogSource(const SourceConfig& config, const std::filesystem::path& indexFile);

    [[nodiscard]] const std::string& id() const override { return m_id; }
    [[nodiscard]] Capabilities capabilities() const override { return {.finestWidth = std::chrono::hours(1)}; }
    [[nodiscard]] QFuture<UsageResult> poll(std::string cursor, Instant now) override;

private:
    std::string m_id;
    std::shared_ptr<LogReader> m_reader;
};

/// What reads the logs of a configured source of kind "claudecode" or "codex".
LogReader makeLogReader(const SourceConfig& config, const std::filesystem::path& indexFile);

} // namespace fuseboard
