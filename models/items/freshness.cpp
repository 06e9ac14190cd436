// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/freshness.h"

#include <algorithm>

namespace fuseboard {

std::optional<Instant> staleSince(const std::vector<SourceView>& sources, Instant now)
{
    std::optional<Instant> oldest;
    for (const SourceView& source : sources)
        if (source.tellsUsage && source.isStale(now) && source.lastAnswer && (!oldest || *source.lastAnswer < *oldest))
            oldest = source.lastAnswer;
    return oldest;
}

bool isIncomplete(const std::vector<SourceView>& sources, Instant now)
{
    return std::ranges::any_of(sources, [now](const SourceView& source) { return source.tellsUsage && source.isStale(now); });
}

std::chrono::microseconds shownAge(std::chrono::microseconds age)
{
    using namespace std::chrono;
    const microseconds whole = std::max(age, microseconds(0));
    if (whole < minutes(1))
        return floor<seconds>(whole);
    if (whole < hours(1))
        return floor<minutes>(whole);
    return floor<hours>(whole); // days are shown from two on, and change with an hour too
}

} // namespace fuseboard
