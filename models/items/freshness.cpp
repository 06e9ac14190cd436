// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/freshness.h"

namespace fuseboard {

Freshness freshnessOf(const Board& board, Instant now)
{
    Freshness out;
    for (const SourceView& source : board.sources) {
        if (!source.lastAnswer) {
            if (source.error && out.complete) {
                out.complete = false;
                out.source = source.name;
            }
            continue;
        }
        if (!source.isStale(now))
            continue;
        const Instant end = source.completeUpTo.value_or(*source.lastAnswer);
        out.complete = false;
        if (!out.end || end < *out.end) {
            out.end = end;
            out.age = now - end;
            out.source = source.name;
        }
    }
    return out;
}

} // namespace fuseboard
