// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/locallogs/linereader.h"
#include "connectors/locallogs/logevent.h"

#include <memory>
#include <string>

namespace fuseboard {

enum class LineVerdict {
    nothing, ///< tells of no usage
    usage, ///< its event is in the batch
    passedOver, ///< tells a usage that is no response of a provider, or a copy by its own word
    broken, ///< is not what a line of this log is
};

/// Reads the lines of one file after another, in their order. One for each thread.
class LogLineParser {
public:
    virtual ~LogLineParser() = default;
    /// `file`: its path. `state`: what `state()` said where the last reading of it ended; empty at its start.
    virtual void begin(const std::string& file, const std::string& person, std::string_view state) = 0;
    /// Never throws for what stands in the line.
    virtual LineVerdict parse(const RawLine& line, LogBatch& batch) = 0;
    /// Of a line that has no end yet: whether it is whole all the same.
    [[nodiscard]] virtual bool isWhole(const RawLine& line) = 0;
    /// What the next reading of the file needs to know of this one.
    [[nodiscard]] virtual std::string state() const = 0;
    /// What events have as `origin` that only their place in this file identifies.
    [[nodiscard]] virtual std::uint64_t originOf(const std::string& file) const = 0;
};

using MakeLogLineParser = std::unique_ptr<LogLineParser> (*)();

} // namespace fuseboard
