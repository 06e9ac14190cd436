// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/sourcerow.h"

#include "items/freshness.h"

#include <algorithm>

namespace fuseboard {
namespace {

/// A source is asked again for all since the first of the previous month.
constexpr std::chrono::days askedAgain {62};

/// Errors that only a person can mend, by another key or an open keyring.
bool isRejection(ErrorCode code)
{
    return code == ErrorCode::unauthorised || code == ErrorCode::keyMissing || code == ErrorCode::keyringLocked
        || code == ErrorCode::keyringAbsent;
}

} // namespace

SourceHealth sourceState(const SourceView& source, Instant now)
{
    if (source.error && isRejection(source.error->code))
        return SourceHealth::rejected;
    if (source.error && source.error->code == ErrorCode::rateLimited)
        return SourceHealth::rateLimited;
    if (!source.lastAnswer)
        return SourceHealth::neverAnswered;
    if (source.isStale(now))
        return SourceHealth::silent;
    const bool isRefused = source.error && source.error->code == ErrorCode::listRefused;
    if (source.error && !isRefused)
        return SourceHealth::failing;
    // What is older is asked for no more.
    const bool isPartial =
        isRefused || std::ranges::any_of(source.untold, [now](const Untold& each) { return each.days.end > now - askedAgain; });
    // The second of grace is the one that isStale() has.
    if (now - *source.lastAnswer > 2 * source.interval + std::chrono::seconds(1))
        return SourceHealth::late;
    return isPartial ? SourceHealth::partial : SourceHealth::answers;
}

std::vector<SourceRow> sourceRows(const std::vector<SourceView>& sources, Instant now)
{
    std::vector<SourceRow> rows;
    rows.reserve(sources.size());
    for (const SourceView& source : sources) {
        SourceRow row {source, sourceState(source, now), std::nullopt};
        if (source.lastAnswer)
            row.age = shownAge(now - *source.lastAnswer);
        rows.push_back(std::move(row));
    }
    return rows;
}

} // namespace fuseboard
