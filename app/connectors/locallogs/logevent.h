// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/locallogs/nametable.h"
#include "domain/instant.h"
#include "domain/tokens.h"

#include <vector>

namespace fuseboard {

/// One response of a provider as a line of a local log tells it. Copies of it are known by `group` and `member`.
struct LogEvent {
    std::uint64_t group = 0; ///< hash of the response's id
    std::uint64_t member = 0; ///< hash of the request's id
    std::uint64_t origin = 0; ///< of a response that nothing but its place identifies: hash of its file; else 0
    std::int64_t millis = 0; ///< since 1970
    TokenCounts tokens;
    std::uint32_t project = 0, model = 0, terms = 0, person = 0; ///< names
    bool sidechain = false; ///< told by a subagent, which repeats what its parent was told
    bool namesSpeed = false;
};

/// A far date is a slip of who wrote the log; days in between would be looked at one by one ever after.
inline bool canBeALogsTime(Instant at)
{
    using namespace std::chrono;
    return at >= sys_days(year(2015) / January / 1) && at < sys_days(year(2100) / January / 1);
}

/// What a thread has read; its names are its own.
struct LogBatch {
    NameTable names;
    std::vector<LogEvent> events;
};

} // namespace fuseboard
