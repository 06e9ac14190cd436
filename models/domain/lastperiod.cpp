// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/lastperiod.h"

#include <algorithm>

namespace fuseboard {
namespace {

constexpr std::chrono::days longestQuiet {3}; ///< at the start of a period that nothing was spent in: a long weekend

/// Of points that add up.
std::int64_t spentUntil(const std::vector<SpendPoint>& points, Instant at)
{
    const auto after = std::ranges::upper_bound(points, at, {}, &SpendPoint::at);
    return after == points.begin() ? 0 : std::prev(after)->spentNano;
}

} // namespace

std::optional<std::int64_t> spentByThen(const TeamBoard& team, const Calendar& calendar, Instant now)
{
    const Instant start = team.input.period.start;
    const Period before = calendar.periodAt(start - std::chrono::hours(1), PeriodKind::month);
    if (team.lastPeriod.empty() || team.input.dataSince > before.start + longestQuiet)
        return std::nullopt;
    return spentUntil(team.lastPeriod, now);
}

bool tellsAllOf(const SourceView& source, Period period)
{
    const auto isIn = [&](const Untold& each) { return each.days.start < period.end && period.start < each.days.end; };
    const bool reaches = !source.backfill || source.backfill->reached <= period.start;
    return !source.tellsUsage || (reaches && std::ranges::none_of(source.untold, isIn));
}

std::optional<int> changePercent(std::int64_t beforeNano, std::int64_t nowNano)
{
    if (beforeNano <= 0)
        return std::nullopt;
    const Int128 twice = (static_cast<Int128>(nowNano) - beforeNano) * 200 / beforeNano;
    const Int128 rounded = (twice + (twice < 0 ? -1 : 1)) / 2;
    constexpr int most = 1'000'000;
    return rounded < -most || rounded > most ? std::nullopt : std::optional(static_cast<int>(rounded));
}

std::vector<std::int64_t> spentByDay(const BurnDownInput& input, const Calendar& calendar)
{
    std::vector<std::int64_t> out;
    std::int64_t before = 0;
    for (const Period& day : calendar.days({input.period.start, std::min(input.now, input.period.end)})) {
        // What a point at the day's very end adds was spent in it.
        const std::int64_t until = spentUntil(input.spent, day.end);
        out.push_back(until - before);
        before = until;
    }
    return out;
}

} // namespace fuseboard
