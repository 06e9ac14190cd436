// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/locallogs/loghomes.h"
#include "domain/instant.h"

#include <optional>

namespace fuseboard {

/// What a person wants to know of logs before they are connected. Nothing of their content is read.
struct LogSurvey {
    std::vector<std::filesystem::path> directories; ///< empty: there are none
    std::size_t sessions = 0; ///< files
    std::optional<Instant> oldest, newest; ///< when the one and the other were last written
};

LogSurvey surveyLogs(LogKind kind, const LogEnvironment& environment, const std::filesystem::path& directory = {});

} // namespace fuseboard
