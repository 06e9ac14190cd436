// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/locallogs/logdialect.h"

#include <functional>

namespace fuseboard {

/// What a reading of a file found, from where the last one ended to where it ends now.
struct LogReading {
    std::int64_t offset = 0;
    std::int64_t lines = 0, events = 0, passedOver = 0;
    std::vector<std::int64_t> broken; ///< which lines of this reading, from 0
    std::string state;
    int error = 0; ///< errno; then nothing of it counts
};

/// `full` is called whenever the batch has become large; the rest is the caller's. A last line without its end is read only
/// if it is whole; else the next reading begins with it.
LogReading readLog(int descriptor, std::int64_t offset, LineReader& lines, LogLineParser& parser, LogBatch& batch,
    const std::function<void()>& full);

/// Hash of what stands before an offset.
std::uint64_t hashBefore(int descriptor, std::int64_t offset);

} // namespace fuseboard
