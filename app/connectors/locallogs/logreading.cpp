// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/locallogs/logreading.h"

#include "connectors/locallogs/loghash.h"

#include <algorithm>
#include <array>

#include <unistd.h>

namespace fuseboard {
namespace {

constexpr std::size_t largeBatch = 4096; ///< events: some 600 kB
constexpr std::int64_t looksBack = 256; ///< bytes that tell one file from another

} // namespace

LogReading readLog(int descriptor, std::int64_t offset, LineReader& lines, LogLineParser& parser, LogBatch& batch,
    const std::function<void()>& full)
{
    LogReading out {.offset = offset, .broken = {}, .state = {}};
    lines.begin(descriptor, offset);
    while (const auto line = lines.next()) {
        if (!line->ended && !parser.isWhole(*line))
            break;
        switch (parser.parse(*line, batch)) {
        case LineVerdict::nothing: break;
        case LineVerdict::usage: ++out.events; break;
        case LineVerdict::passedOver: ++out.passedOver; break;
        case LineVerdict::broken: out.broken.push_back(out.lines); break;
        }
        ++out.lines;
        out.offset = line->end;
        if (batch.events.size() >= largeBatch)
            full();
    }
    out.error = lines.error();
    out.state = parser.state();
    return out;
}

std::uint64_t hashBefore(int descriptor, std::int64_t offset)
{
    std::array<char, looksBack> bytes {};
    const auto length = static_cast<std::size_t>(std::min(offset, looksBack));
    const auto got = ::pread(descriptor, bytes.data(), length, offset - static_cast<std::int64_t>(length));
    return got < 0 ? 0 : logHash({bytes.data(), static_cast<std::size_t>(got)});
}

} // namespace fuseboard
