// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/history.h"

#include <filesystem>
#include <map>

namespace fuseboard::test {

/// What writers were told: the number of each row by its request.
struct WritersSeen {
    std::map<std::string, std::int64_t> acknowledged;
    int kills = 0;
};

/// Appends to one log from several processes at once until this many rows are acknowledged; each writer is killed after
/// about `killAfter` rows (0: never) and another takes its place.
WritersSeen appendFromSeveralProcesses(
    const std::filesystem::path& history, const std::filesystem::path& heads, int writers, int rows, int killAfter);

/// How many acknowledged rows are not in the log under the number that was told.
std::int64_t missing(const History& history, const WritersSeen& seen);

} // namespace fuseboard::test
