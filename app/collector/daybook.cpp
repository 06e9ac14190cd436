// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "collector/daybook.h"

#include "collector/boardbuilder.h"

#include <algorithm>
#include <array>
#include <ranges>
#include <tuple>
#include <utility>

namespace fuseboard {
namespace {

using namespace std::chrono;

Grain grainOf(Instant day, const DayRange& range)
{
    const Period shown = range.calendar.periodAt(range.within, range.kind);
    const std::array bounds {
        shown.start, shown.end, range.isFirst ? shown.start : range.calendar.previous(shown, range.kind).start};
    const auto within = [&](Instant bound) { return bound > day && bound < day + days(1); };
    const bool cut = std::ranges::any_of(bounds, within)
        || std::ranges::any_of(range.others, [&](const Period& each) { return within(each.start) || within(each.end); });
    // A local day that has just ended may have 25 hours.
    return cut || day > range.now - days(range.isFirst ? 1 : 2) - hours(1) ? Grain::hour : Grain::day;
}

/// The local midnights inside of a UTC day.
std::vector<Instant> cutsOf(Instant day, const Calendar& calendar)
{
    std::vector<Instant> out;
    for (const Period& local : calendar.days({day, day + days(1)}))
        if (local.start > day)
            out.push_back(local.start);
    return out;
}

bool isSameBut(SpentShare a, const SpentShare& b)
{
    std::tie(a.start, a.width, a.nano) = std::tie(b.start, b.width, b.nano);
    return a == b;
}

/// Joins the hours of each share that lie between the same bounds. An hour that a bound cuts is given to both sides alike, as
/// `HourlySpend` would.
std::vector<SpentShare> joined(const std::vector<SpentShare>& shares, const std::vector<Instant>& bounds)
{
    std::vector<SpentShare> out;
    std::vector<std::int64_t> sums(bounds.size() - 1);
    for (std::size_t i = 0; i < shares.size(); ++i) {
        const SpentShare& share = shares[i];
        if (share.width != hours(1)) {
            out.push_back(share);
            continue;
        }
        const Instant end = share.start + share.width;
        const auto first = std::ranges::upper_bound(bounds, share.start) - bounds.begin() - 1;
        const auto last = std::ranges::lower_bound(bounds, end) - bounds.begin() - 1;
        const auto count = last - first + 1;
        std::int64_t given = 0;
        for (std::ptrdiff_t part = 0; part < count; ++part) {
            const auto upTo = static_cast<std::int64_t>(Int128 {share.nano} * (part + 1) / count);
            sums[static_cast<std::size_t>(first + part)] += upTo - given;
            given = upTo;
        }
        if (i + 1 < shares.size() && isSameBut(shares[i + 1], share))
            continue;
        for (std::size_t part = 0; part < sums.size(); ++part)
            if (const std::int64_t nano = std::exchange(sums[part], 0); nano != 0) {
                out.push_back(share);
                out.back().start = bounds[part];
                out.back().width = duration_cast<seconds>(bounds[part + 1] - bounds[part]);
                out.back().nano = nano;
            }
    }
    return out;
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

Result<bool> DayBook::refine(const History& history, const DayRange& range, const Organisation& organisation)
{
    const Period shown = range.calendar.periodAt(range.within, range.kind);
    const Instant first = std::min(range.calendar.previous(shown, range.kind).start, range.now - days(15));
    for (auto& [day, known] : std::views::reverse(m_days)) {
        if (day + days(1) <= first)
            break;
        if (known.grain == Grain::hour || !known.tells())
            continue;
        const std::vector<Instant> cuts = cutsOf(day, range.calendar);
        if (cuts.empty() || cuts == known.cuts)
            continue;
        if (auto read = readRun(history, {day, day + days(1)}, Grain::hour, organisation); !read)
            return std::unexpected(read.error());
        std::vector<Instant> bounds {day};
        bounds.insert(bounds.end(), cuts.begin(), cuts.end());
        bounds.push_back(day + days(1));
        known.grain = Grain::day;
        known.cuts = cuts;
        known.spent.shares = joined(known.spent.shares, bounds);
        for (auto& [currency, shares] : known.spent.inOtherCurrencies)
            shares = joined(shares, bounds);
        return true;
    }
    return false;
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
