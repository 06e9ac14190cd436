// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/locallogs/loglibrary.h"

namespace fuseboard {

/// Whose logs they are.
enum class LogKind { claudeCode, codex };

/// "claude-code", "codex": their agent, their account where none is named, and the id of a source that is not configured.
std::string_view nameOf(LogKind kind);
MakeLogLineParser parserOf(LogKind kind);

/// What of the environment says where logs are.
struct LogEnvironment {
    std::filesystem::path home;
    std::string claudeConfigDir; ///< CLAUDE_CONFIG_DIR: one or more, with commas between
    std::string xdgConfigHome; ///< XDG_CONFIG_HOME
    std::string codexHome; ///< CODEX_HOME

    static LogEnvironment ofProcess();
};

/// Where the logs of a kind are (`contracts/PROVIDERS.md` 6.1, 6.2), each once, with the account's e-mail address where the
/// tool keeps it. `directory`: instead of the usual places, one like them or one that holds logs itself.
std::vector<LogRoot> logRoots(LogKind kind, const LogEnvironment& environment, const std::filesystem::path& directory = {});

} // namespace fuseboard
