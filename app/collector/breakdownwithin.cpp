// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "collector/breakdownwithin.h"

#include "collector/boardbuilder.h"
#include "collector/breakdown.h"
#include "collector/countedshares.h"
#include "collector/daybook.h"

#include <algorithm>
#include <map>

namespace fuseboard {
namespace {

/// What the board of that period was made of.
Result<std::vector<SpentDay>> daysOf(const History& history, const BreakdownRequest& request, const Organisation& organisation,
    Instant now, const std::function<bool()>& isGivenUp)
{
    const Period period = request.calendar.periodAt(request.month, PeriodKind::month);
    const Instant seen = std::min(now, period.end + std::chrono::days(2)); // nothing of it is later
    const DayRange range {request.calendar, PeriodKind::month, request.month,
        firstDayNeeded(request.calendar, PeriodKind::month, request.month, std::min(now, period.end), {}), seen};
    DayBook book(request.currency);
    if (auto read = book.read(history, range, organisation); !read)
        return std::unexpected(read.error());
    Result<bool> more = true;
    while (more.value_or(false) && !isGivenUp())
        more = book.refine(history, range, organisation);
    if (isGivenUp())
        return fail(ErrorCode::cutOff, "history");
    if (!more)
        return std::unexpected(more.error());
    return book.from(range.from);
}

bool liesWithin(const SpentShare& share, Interned teamName, const BreakdownWithin& row)
{
    switch (row.by) {
    case BreakdownBy::agent: return (share.agent.empty() ? share.key : share.agent) == row.id && teamName == row.team;
    case BreakdownBy::model: return share.model == row.id;
    case BreakdownBy::person: return share.person == row.id && teamName == row.team;
    case BreakdownBy::tag: return share.tag == row.id;
    }
    return false;
}

} // namespace

Result<Breakdowns> breakdownsWithin(
    const History& history, const BreakdownRequest& request, Instant now, const std::function<bool()>& isGivenUp)
{
    const auto organisation = history.organisation();
    if (!organisation)
        return std::unexpected(organisation.error());
    const auto days = daysOf(history, request, *organisation, now, isGivenUp);
    if (!days)
        return std::unexpected(days.error());
    const auto rates = history.rates();
    if (!rates)
        return std::unexpected(rates.error());
    std::map<Interned, Interned> names;
    for (const Team& team : organisation->teams)
        names[team.id] = team.name;
    const Period period = request.calendar.periodAt(request.month, PeriodKind::month);
    const Period previous = request.calendar.previous(period, PeriodKind::month);
    Breakdown breakdown(period, std::clamp(now, period.start, period.end));
    const auto take = [&](const SpentShare& share, bool /*isOfThePeriod*/) {
        if (request.team && share.team != *request.team)
            return;
        const auto name = names.find(share.team);
        // As the board does: rows of a team do not say whose they are.
        const Interned team = request.team ? Interned() : name == names.end() ? share.team : name->second;
        if (std::ranges::all_of(request.within, [&](const BreakdownWithin& row) { return liesWithin(share, team, row); }))
            breakdown.add(share, team);
    };
    Conversion conversion(*rates, request.currency);
    for (const SpentDay& day : *days)
        forCounted(day, {period, previous, request.currency}, conversion, take, [](const SpentShare&, Currency) { });
    TeamBoard lists;
    breakdown.fill(lists);
    return Breakdowns {.request = request,
        .byAgent = std::move(lists.byAgent),
        .byModel = std::move(lists.byModel),
        .byPerson = std::move(lists.byPerson),
        .byTag = breakdown.byTag()};
}

} // namespace fuseboard
