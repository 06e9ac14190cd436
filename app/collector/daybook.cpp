// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "collector/daybook.h"

#include "collector/boardbuilder.h"

#include <algorithm>
#include <array>

namespace fuseboard {
namespace {

using namespace std::chrono;

Grain grainOf(Instant day, const DayRange& range)
{
    const Period shown = range.calendar.periodAt(range.within, range.kind);
    const std::array bounds {shown.start, shown.end, range.calendar.previous(shown, range.kind).start};
    const auto within = [&](Instant bound) { return bound > day && bound < day + days(1); };
    const bool cut = std::ranges::any_of(bounds, within)
        || std::ranges::any_of(range.others, [&](const Period& each) { return within(each.start) || within(each.end); });
    // A local day that has just ended may have 25 hours.
    return cut || day > range.now - days(2) - hours(1) ? Grain::hour : Grain::day;
}

} // namespace

DayBook::DayBook(Currency currency)
    : m_currency(currency)
{
}

Result<void> DayBook::read(const History& history, const DayRange& range, const Organisation& organisation)
{
    const auto isKnown = [&](Instant day) {
        const auto at = m_days.find(day);
        return at != m_days.end() && at->second.grain == grainOf(day, range);
    };
    for (Instant day = range.from; day <= dayOf(range.now);) {
        if (isKnown(day)) {
            day += days(1);
            continue;
        }
        // Days in a row are read in one go.
        const Grain grain = grainOf(day, range);
        Instant end = day + days(1);
        while (end <= dayOf(range.now) && !isKnown(end) && grainOf(end, range) == grain)
            end += days(1);
        if (auto done = readRun(history, {day, end}, grain, organisation); !done)
            return done;
        day = end;
    }
    return {};
}

Result<void> DayBook::readRun(const History& history, Period period, Grain grain, const Organisation& organisation)
{
    auto spent = history.spent(period, grain, m_currency);
    if (!spent)
        return std::unexpected(spent.error());
    for (Instant day = period.start; day < period.end; day += days(1))
        m_days[day] = {grain, {.day = day}};
    for (SpentDay& day : *spent) {
        nameKeys(day, organisation.keys);
        m_days[day.day].spent = std::move(day);
    }
    return {};
}

std::vector<SpentDay> DayBook::from(Instant day) const
{
    std::vector<SpentDay> out;
    for (auto at = m_days.lower_bound(day); at != m_days.end(); ++at)
        if (at->second.tells())
            out.push_back(at->second.spent);
    return out;
}

std::optional<Instant> DayBook::since() const
{
    const auto first = std::ranges::find_if(m_days, [](const auto& each) { return each.second.tells(); });
    return first == m_days.end() ? std::nullopt : std::optional(first->first);
}

} // namespace fuseboard
