// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/untold.h"

#include <algorithm>
#include <tuple>

namespace fuseboard {
namespace {

using std::chrono::days;

Period wholeDays(Instant start, Instant end) { return {std::chrono::ceil<days>(start), std::chrono::ceil<days>(end)}; }

/// What of the days lies outside of others.
void cut(const Untold& from, Period others, UntoldDays& out)
{
    for (const Period left : {Period {from.days.start, std::min(from.days.end, others.start)},
             Period {std::max(from.days.start, others.end), from.days.end}})
        if (left.start < left.end) {
            out.push_back(from);
            out.back().days = left;
        }
}

bool isOneList(const Untold& a, const Untold& b) { return a.ledger == b.ledger && a.list == b.list; }

void tidy(UntoldDays& untold)
{
    std::ranges::sort(untold, {}, [](const Untold& each) { return std::tie(each.ledger, each.list, each.days.start); });
    UntoldDays out;
    for (Untold& each : untold) {
        const bool goesOn = !out.empty() && isOneList(out.back(), each) && out.back().why == each.why
            && out.back().wasTold == each.wasTold && out.back().days.end == each.days.start;
        if (goesOn)
            out.back().days.end = each.days.end;
        else
            out.push_back(std::move(each));
    }
    untold = std::move(out);
}

} // namespace

void tellDays(UntoldDays& untold, Ledger ledger, Period read, const std::set<std::string>& refused)
{
    const Period told = wholeDays(read.start, read.end);
    if (told.end <= told.start)
        return;
    UntoldDays left;
    for (const Untold& each : untold)
        if (each.ledger == ledger && !refused.contains(each.list))
            cut(each, told, left);
        else
            left.push_back(each);
    tidy(left);
    untold = std::move(left);
}

void leaveUntold(UntoldDays& untold, const Untold& more)
{
    if (more.days.end <= more.days.start)
        return;
    UntoldDays fresh {more};
    fresh.front().days = wholeDays(dayOf(more.days.start), more.days.end);
    for (const Untold& known : untold) {
        if (!isOneList(known, more))
            continue;
        UntoldDays left;
        for (const Untold& each : fresh)
            cut(each, known.days, left);
        fresh = std::move(left);
    }
    std::ranges::move(fresh, std::back_inserter(untold));
    tidy(untold);
}

bool lacksCost(const UntoldDays& untold, Instant day)
{
    return std::ranges::any_of(untold, [day](const Untold& each) {
        return each.ledger == Ledger::providerCost && each.why == Untold::Why::leftOut && !each.wasTold
            && each.days.contains(day);
    });
}

} // namespace fuseboard
