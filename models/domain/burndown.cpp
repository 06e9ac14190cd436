// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/burndown.h"

#include <algorithm>
#include <limits>

namespace fuseboard {
namespace {

using std::chrono::days;
using std::chrono::microseconds;

/// Thousandths × microseconds of expected use between two instants.
Int128 useBetween(const Calendar& calendar, Instant from, Instant to)
{
    Int128 use = 0;
    for (Instant at = from; at < to;) {
        const Instant next = std::min(calendar.dayAt(at).end, to);
        use += static_cast<Int128>((next - at).count()) * (calendar.isWeekend(at) ? weekendWeight : weekdayWeight);
        at = next;
    }
    return use;
}

/// Of a day in the mean of a week, as a rate of seven days has it: what it allows is compared with what such days cost.
constexpr Int128 useOfMeanDay =
    static_cast<Int128>(microseconds(days(1)).count()) * (5 * weekdayWeight + 2 * weekendWeight) / 7;

/// Before the first step its amount counts too: what was spent earlier in the period counts against it.
std::optional<std::int64_t> budgetAtInstant(const std::vector<BudgetStep>& steps, Instant at)
{
    std::optional<std::int64_t> amount = steps.empty() ? std::nullopt : steps.front().amountNano;
    for (const BudgetStep& step : steps)
        if (step.from <= at)
            amount = step.amountNano;
    return amount;
}

std::int64_t spentBy(const std::vector<SpendPoint>& spent, Instant at)
{
    const auto after = std::ranges::upper_bound(spent, at, {}, &SpendPoint::at);
    return after == spent.begin() ? 0 : std::prev(after)->spentNano;
}

/// The instant by which `use` more will have passed, looking at most two years ahead.
std::optional<Instant> afterUse(const Calendar& calendar, Instant from, Int128 use)
{
    const Instant horizon = from + days(730);
    for (Instant at = from; at < horizon;) {
        const Instant next = calendar.dayAt(at).end;
        const int weight = calendar.isWeekend(at) ? weekendWeight : weekdayWeight;
        const Int128 today = static_cast<Int128>((next - at).count()) * weight;
        if (use <= today)
            return at + microseconds(static_cast<std::int64_t>(use / weight));
        use -= today;
        at = next;
    }
    return std::nullopt;
}

/// The last seven days, or what there is of them from one day on.
struct RecentSpend {
    std::int64_t nano = 0;
    microseconds window {0};
    Int128 use = 0; ///< expected of the window
};

std::optional<RecentSpend> recentSpend(const BurnDownInput& input, const Calendar& calendar)
{
    const Instant from = std::max(input.now - days(7), input.dataSince);
    const microseconds window = input.now - from;
    if (window < days(1))
        return std::nullopt;
    const std::int64_t earlier = from < input.period.start ? input.spentBefore7DaysNano : -spentBy(input.spent, from);
    return RecentSpend {spentBy(input.spent, input.now) + earlier, window, useBetween(calendar, from, input.now)};
}

/// What holds from now on, up to `until`: one amount, or none.
struct Stretch {
    Instant from, until;
    std::optional<std::int64_t> amountNano;
};

std::vector<Stretch> stretchesAhead(const BurnDownInput& input)
{
    std::vector<Stretch> out {{input.now, input.period.end, budgetAtInstant(input.budget, input.now)}};
    for (const BudgetStep& step : input.budget)
        if (step.from > input.now && step.from < input.period.end) {
            out.back().until = step.from;
            out.push_back({step.from, input.period.end, step.amountNano});
        }
    return out;
}

/// Since when, without a break, at least the budget of each instant has been spent; empty where less is spent now.
std::optional<Instant> spentUpSince(const BurnDownInput& input)
{
    std::vector<Instant> events;
    for (const SpendPoint& point : input.spent)
        events.push_back(point.at);
    for (const BudgetStep& step : input.budget)
        events.push_back(step.from);
    std::ranges::sort(events);
    std::optional<Instant> since;
    for (const Instant at : events) {
        if (at > input.now)
            break;
        const auto budget = budgetAtInstant(input.budget, at);
        const std::int64_t spent = spentBy(input.spent, at);
        if (!budget || spent < *budget)
            since.reset();
        else if (!since)
            since = at;
    }
    return since;
}

/// When the budget will be used up, if spending goes on as lately. A raise that ends takes its amount along.
std::optional<Instant> runOut(const BurnDownInput& input, const Calendar& calendar, const RecentSpend& recent)
{
    if (recent.nano <= 0 || recent.use <= 0)
        return std::nullopt;
    const std::int64_t spentNano = spentBy(input.spent, input.now);
    const auto stretches = stretchesAhead(input);
    for (const Stretch& each : stretches) {
        if (!each.amountNano)
            return std::nullopt;
        const Int128 left = static_cast<Int128>(*each.amountNano) - spentNano;
        const Int128 useLeft = left * recent.use / recent.nano;
        if (useLeft <= useBetween(calendar, input.now, each.from))
            return each.from;
        if (&each == &stretches.back() || useLeft < useBetween(calendar, input.now, each.until))
            return afterUse(calendar, input.now, useLeft);
    }
    return std::nullopt;
}

/// So that nothing ahead is overspent: the narrowest of all stretches up to their ends.
std::optional<std::int64_t> allowedPerDay(const BurnDownInput& input, const Calendar& calendar, std::int64_t spentNano)
{
    std::optional<std::int64_t> least;
    for (const Stretch& each : stretchesAhead(input)) {
        const Int128 use = useBetween(calendar, input.now, each.until);
        if (!each.amountNano || use <= 0)
            continue;
        const Int128 left = std::max<Int128>(static_cast<Int128>(*each.amountNano) - spentNano, 0);
        const auto perDay = static_cast<std::int64_t>(left * useOfMeanDay / use);
        least = std::min(least.value_or(perDay), perDay);
    }
    return least;
}

/// The difference, or the nearest amount that there is.
std::int64_t lessAtMost(std::int64_t whole, std::int64_t part)
{
    constexpr Int128 least = std::numeric_limits<std::int64_t>::min(), most = std::numeric_limits<std::int64_t>::max();
    return static_cast<std::int64_t>(std::clamp(static_cast<Int128>(whole) - part, least, most));
}

} // namespace

std::vector<std::int64_t> evenPaceRemaining(
    const BurnDownInput& input, const Calendar& calendar, const std::vector<Instant>& instants)
{
    const Int128 whole = std::max<Int128>(useBetween(calendar, input.period.start, input.period.end), 1);
    std::vector<std::int64_t> out;
    Int128 used = 0;
    Instant last = input.period.start;
    for (const Instant at : instants) {
        const Instant clamped = std::clamp(at, last, std::max(last, input.period.end));
        used += useBetween(calendar, last, clamped);
        last = clamped;
        out.push_back(static_cast<std::int64_t>(
            static_cast<Int128>(budgetAtInstant(input.budget, at).value_or(0)) * (whole - used) / whole));
    }
    return out;
}

BurnDown burnDown(const BurnDownInput& input, const Calendar& calendar)
{
    BurnDown out;
    out.spentNano = spentBy(input.spent, input.now);

    const auto recent = recentSpend(input, calendar);
    if (recent)
        out.ratePerDayNano = static_cast<std::int64_t>(
            static_cast<Int128>(recent->nano) * microseconds(days(1)).count() / recent->window.count());
    out.budgetNano = budgetAtInstant(input.budget, input.now);
    if (!out.budgetNano)
        return out;

    out.remainingNano = lessAtMost(*out.budgetNano, out.spentNano);
    out.evenPaceSpentNano = lessAtMost(*out.budgetNano, evenPaceRemaining(input, calendar, {input.now}).front());
    out.allowedPerDayNano = allowedPerDay(input, calendar, out.spentNano);

    if (*out.remainingNano <= 0 && out.spentNano > 0) {
        out.pace = Pace::runsOutEarly;
        out.runsOut = spentUpSince(input);
        return out;
    }
    if (!recent || (input.now - input.period.start) * 100 < input.period.length() * 3) {
        out.pace = Pace::tooEarly;
        return out;
    }
    out.runsOut = runOut(input, calendar, *recent);
    out.pace = out.runsOut && *out.runsOut < input.period.end ? Pace::runsOutEarly : Pace::onTrack;
    return out;
}

std::vector<std::int64_t> forecastRemaining(
    const BurnDownInput& input, const Calendar& calendar, const std::vector<Instant>& instants)
{
    const auto recent = recentSpend(input, calendar);
    std::vector<std::int64_t> out;
    if (!recent || recent->use <= 0 || !budgetAtInstant(input.budget, input.now))
        return out;
    const std::int64_t spent = spentBy(input.spent, input.now);
    for (const Instant at : instants) {
        const Int128 more = static_cast<Int128>(recent->nano) * useBetween(calendar, input.now, at) / recent->use;
        const Int128 left = budgetAtInstant(input.budget, at).value_or(0) - spent - more;
        out.push_back(static_cast<std::int64_t>(std::max<Int128>(left, 0)));
    }
    return out;
}

} // namespace fuseboard
