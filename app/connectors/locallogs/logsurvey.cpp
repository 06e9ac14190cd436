// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/locallogs/logsurvey.h"

#include "connectors/locallogs/logfiles.h"

#include <algorithm>

namespace fuseboard {

namespace fs = std::filesystem;

LogSurvey surveyLogs(LogKind kind, const LogEnvironment& environment, const fs::path& directory)
{
    LogSurvey survey;
    for (const LogRoot& root : logRoots(kind, environment, directory)) {
        survey.directories.push_back(root.directory);
        for (const fs::path& file : logFiles(root.directory)) {
            std::error_code ignored;
            const auto written = fs::last_write_time(file, ignored);
            const Instant at =
                std::chrono::floor<std::chrono::microseconds>(std::chrono::clock_cast<std::chrono::system_clock>(written));
            ++survey.sessions;
            survey.oldest = std::min(survey.oldest.value_or(at), at);
            survey.newest = std::max(survey.newest.value_or(at), at);
        }
    }
    return survey;
}

} // namespace fuseboard
