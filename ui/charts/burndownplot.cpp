// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/burndownplot.h"

#include <algorithm>

namespace fuseboard {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::microseconds;

constexpr std::int64_t nanoPerUnit = 1'000'000'000;
constexpr std::int64_t nanoPerCent = nanoPerUnit / 100;

Period shownPeriod(const BurnDownInput& input, ChartRange range)
{
    const Instant now = std::clamp(input.now, input.period.start, input.period.end);
    switch (range) {
    case ChartRange::period: break;
    // A little of what comes, so that today's pill and the forecast's start have a place.
    case ChartRange::sevenDays: return {std::max(input.period.start, now - days(7)), now + hours(16)};
    case ChartRange::day: return {std::max(input.period.start, now - hours(24)), now + hours(2)};
    }
    return input.period;
}

std::int64_t between(const PlotPoint& a, const PlotPoint& b, Instant at)
{
    if (b.at == a.at)
        return b.nano;
    const Int128 rise = static_cast<Int128>(b.nano - a.nano) * (at - a.at).count() / (b.at - a.at).count();
    return a.nano + static_cast<std::int64_t>(rise);
}

/// Where no budget is left, as much as the one before, so that no line falls to a zero that nobody set.
std::int64_t budgetOn(const std::vector<BudgetStep>& steps, Instant at)
{
    std::int64_t amount = steps.front().amountNano.value_or(0);
    for (const BudgetStep& step : steps)
        if (step.from <= at)
            amount = step.amountNano.value_or(amount);
    return amount;
}

/// Spent so far as a line from the period's start to the end of the data.
std::vector<PlotPoint> spentLine(const BurnDownInput& input, std::optional<Instant> staleSince)
{
    const Instant end = std::clamp(staleSince.value_or(input.now), input.period.start, input.period.end);
    std::vector<PlotPoint> line {{input.period.start, 0}};
    for (const SpendPoint& point : input.spent)
        if (point.at <= end && point.at >= input.period.start)
            line.push_back({point.at, point.spentNano});
    if (line.back().at < end)
        line.push_back({end, line.back().nano});
    return line;
}

/// What remains of the budget along a line of spending: each change of the budget is a step straight up or down.
std::vector<PlotPoint> remainingLine(const std::vector<PlotPoint>& spent, const std::vector<BudgetStep>& steps)
{
    std::vector<PlotPoint> line;
    for (std::size_t i = 0; i < spent.size(); ++i) {
        if (i > 0)
            for (std::size_t s = 1; s < steps.size(); ++s) {
                const Instant at = steps[s].from;
                if (at <= spent[i - 1].at || at > spent[i].at)
                    continue;
                const std::int64_t then = between(spent[i - 1], spent[i], at);
                line.push_back({at, budgetOn(steps, at - microseconds(1)) - then});
                line.push_back({at, budgetOn(steps, at) - then});
            }
        line.push_back({spent[i].at, budgetOn(steps, spent[i].at) - spent[i].nano});
    }
    return line;
}

std::vector<PlotPoint> budgetLine(const BurnDownInput& input)
{
    std::vector<PlotPoint> line {{input.period.start, budgetOn(input.budget, input.period.start)}};
    for (const BudgetStep& step : input.budget) {
        if (step.from <= input.period.start || step.from >= input.period.end)
            continue;
        line.push_back({step.from, line.back().nano});
        if (!step.amountNano)
            return line;
        line.push_back({step.from, *step.amountNano});
    }
    line.push_back({input.period.end, line.back().nano});
    return line;
}

/// Even pace bends only at midnights (weekends weigh less) and jumps where the budget does.
std::vector<PlotPoint> evenPaceLine(const BurnDownInput& input, const Calendar& calendar)
{
    std::vector<Instant> at;
    for (const Period& day : calendar.days(input.period))
        at.push_back(std::max(day.start, input.period.start));
    for (std::size_t s = 1; s < input.budget.size(); ++s)
        if (input.period.contains(input.budget[s].from)) {
            at.push_back(input.budget[s].from - microseconds(1));
            at.push_back(input.budget[s].from);
        }
    at.push_back(input.period.end);
    std::ranges::sort(at);
    const auto heights = evenPaceRemaining(input, calendar, at);
    std::vector<PlotPoint> line;
    for (std::size_t i = 0; i < at.size(); ++i)
        line.push_back({at[i], heights[i]});
    return line;
}

/// What remains now, used up at the current pace by the run-out: weekends weigh less here too, and a raise that ends before
/// then takes its amount along.
std::vector<PlotPoint> forecastLine(const BurnDownView& view)
{
    const auto runsOut = view.forecast();
    const BurnDownInput& input = view.input;
    const Instant now = input.now;
    if (!runsOut || *runsOut <= now || view.burn.remainingNano.value_or(0) <= 0 || now >= input.period.end)
        return {};
    const Instant end = std::min(*runsOut, input.period.end);
    std::vector<Instant> at {now, end};
    for (const Period& day : view.calendar.days({now, *runsOut}))
        if (day.start > now && day.start < end)
            at.push_back(day.start);
    for (const BudgetStep& step : input.budget)
        if (step.from > now && step.from <= end) {
            at.push_back(step.from - microseconds(1));
            at.push_back(step.from);
        }
    std::ranges::sort(at);
    const auto heights = forecastRemaining(input, view.calendar, at);
    std::vector<PlotPoint> line;
    for (std::size_t i = 0; i < std::min(at.size(), heights.size()); ++i)
        line.push_back({at[i], heights[i]});
    if (!line.empty() && end == *runsOut)
        line.back().nano = 0; // the instant is a whole microsecond, in which a little is spent
    return line;
}

void stretch(std::int64_t& low, std::int64_t& high, const std::vector<PlotPoint>& line, Period shown)
{
    for (const PlotPoint& point : line)
        if (point.at >= shown.start && point.at <= shown.end) {
            low = std::min(low, point.nano);
            high = std::max(high, point.nano);
        }
    for (const Instant edge : {shown.start, shown.end})
        if (const auto height = heightAt(line, edge)) {
            low = std::min(low, *height);
            high = std::max(high, *height);
        }
}

/// The whole period starts at zero; a zoomed range shows its own span, or a day's spending would be a flat line.
void setAxis(BurnDownPlot& plot, ChartRange range)
{
    std::int64_t low = 0;
    std::int64_t high = nanoPerCent;
    if (range == ChartRange::period) {
        for (const auto* line : {&plot.actual, &plot.evenPace, &plot.budget, &plot.lastPeriod})
            stretch(low, high, *line, plot.shown);
        plot.lowNano = low < 0 ? low - (high - low) / 20 : 0;
    } else {
        low = high = heightAt(plot.actual, plot.shown.start).value_or(plot.actual.front().nano);
        for (const auto* line : {&plot.actual, &plot.evenPace, &plot.forecast})
            stretch(low, high, *line, plot.shown);
        high = std::max(high, low + nanoPerCent);
        plot.lowNano = low - (high - low) / 12;
        if (low >= 0)
            plot.lowNano = std::max<std::int64_t>(plot.lowNano, 0);
    }
    plot.highNano = high + (high - plot.lowNano) / 14;
}

} // namespace

std::optional<std::int64_t> heightAt(const std::vector<PlotPoint>& line, Instant at)
{
    if (line.empty() || at < line.front().at || at > line.back().at)
        return std::nullopt;
    const auto after = std::ranges::upper_bound(line, at, {}, &PlotPoint::at);
    if (after == line.end())
        return line.back().nano;
    return between(*std::prev(after), *after, at);
}

std::int64_t tickStep(std::int64_t span, int most)
{
    const std::int64_t least = std::max<std::int64_t>(span / std::max(most, 1), 1);
    for (std::int64_t power = nanoPerCent;; power *= 10) {
        // A quarter of a small power has no round text: 2.5 cents.
        for (const std::int64_t tenths : {10, 20, 25, 50})
            if (const std::int64_t step = power / 10 * tenths; step >= least && (tenths != 25 || power > nanoPerCent))
                return step;
        if (power > INT64_MAX / 100)
            return power;
    }
}

BurnDownPlot burnDownPlot(const BurnDownView& view, ChartRange range)
{
    BurnDownPlot plot;
    plot.shown = shownPeriod(view.input, range);
    plot.cumulative = view.input.budget.empty();
    const auto spent = spentLine(view.input, view.staleSince);
    for (const SpendPoint& point : view.lastPeriod)
        plot.lastPeriod.push_back({point.at, point.spentNano});
    if (plot.cumulative) {
        plot.actual = spent;
    } else {
        plot.actual = remainingLine(spent, view.input.budget);
        plot.evenPace = evenPaceLine(view.input, view.calendar);
        plot.budget = budgetLine(view.input);
        plot.forecast = forecastLine(view);
        // Of the budget this period began with, so that a later raise does not bend another period's line.
        for (PlotPoint& point : plot.lastPeriod)
            point.nano = plot.budget.front().nano - point.nano;
    }
    setAxis(plot, range);
    return plot;
}

} // namespace fuseboard
