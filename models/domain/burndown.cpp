// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/burndown.h"

#include <algorithm>

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

constexpr Int128 useOfWeekday = static_cast<Int128>(microseconds(days(1)).count()) * weekdayWeight;

std::int64_t budgetAtInstant(const std::vector<BudgetStep>& steps, Instant at)
{
    std::int64_t amount = steps.empty() ? 0 : steps.front().amountNano;
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
        out.push_back(
            static_cast<std::int64_t>(static_cast<Int128>(budgetAtInstant(input.budget, at)) * (whole - used) / whole));
    }
    return out;
}

BurnDown burnDown(const BurnDownInput& input, const Calendar& calendar)
{
    BurnDown out;
    out.spentNano = spentBy(input.spent, input.now);

    // Rate: the last seven days, or what there is of them from one day on.
    const Instant weekAgo = input.now - days(7);
    const Instant from = std::max(weekAgo, input.dataSince);
    const microseconds window = input.now - from;
    Int128 windowUse = 0;
    std::int64_t inWindow = 0;
    if (window >= days(1)) {
        const std::int64_t earlier = from < input.period.start ? input.spentBefore7DaysNano : -spentBy(input.spent, from);
        inWindow = out.spentNano + earlier;
        windowUse = useBetween(calendar, from, input.now);
        out.ratePerDayNano =
            static_cast<std::int64_t>(static_cast<Int128>(inWindow) * microseconds(days(1)).count() / window.count());
    }
    if (input.budget.empty())
        return out;

    out.budgetNano = budgetAtInstant(input.budget, input.now);
    out.remainingNano = *out.budgetNano - out.spentNano;
    out.evenPaceSpentNano = *out.budgetNano - evenPaceRemaining(input, calendar, {input.now}).front();
    const Int128 useLeft = useBetween(calendar, input.now, input.period.end);
    if (useLeft > 0)
        out.allowedPerDayNano = static_cast<std::int64_t>(
            static_cast<Int128>(std::max<std::int64_t>(*out.remainingNano, 0)) * useOfWeekday / useLeft);

    if (*out.remainingNano <= 0 && out.spentNano > 0) {
        out.pace = Pace::runsOutEarly;
        const auto spentUp =
            std::ranges::find_if(input.spent, [&](const SpendPoint& p) { return p.spentNano >= *out.budgetNano; });
        if (spentUp != input.spent.end())
            out.runsOut = spentUp->at;
        return out;
    }
    const bool early = (input.now - input.period.start) * 100 < input.period.length() * 3 || !out.ratePerDayNano;
    if (early) {
        out.pace = Pace::tooEarly;
        return out;
    }
    if (inWindow > 0 && windowUse > 0)
        out.runsOut = afterUse(calendar, input.now, static_cast<Int128>(*out.remainingNano) * windowUse / inWindow);
    out.pace = out.runsOut && *out.runsOut < input.period.end ? Pace::runsOutEarly : Pace::onTrack;
    return out;
}

} // namespace fuseboard
