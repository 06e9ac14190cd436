// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chartreading.h"

#include "text/displaylocale.h"
#include "text/moneytext.h"
#include "text/timetext.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace fuseboard {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(ChartReading)
};

} // namespace

ChartReading readingAt(const BurnDownPlot& plot, Instant at)
{
    ChartReading reading;
    reading.at = at;
    reading.actualNano = heightAt(plot.actual, at);
    reading.evenPaceNano = heightAt(plot.evenPace, at);
    if (!reading.actualNano)
        reading.forecastNano = heightAt(plot.forecast, at);
    return reading;
}

std::vector<Instant> readingStops(const BurnDownPlot& plot)
{
    std::vector<Instant> stops;
    const auto take = [&](const std::vector<PlotPoint>& line, Instant after) {
        for (const PlotPoint& point : line)
            if (point.at > after && point.at >= plot.shown.start && point.at <= plot.shown.end)
                stops.push_back(point.at);
    };
    take(plot.actual, Instant::min());
    const Instant end = plot.actual.back().at;
    take(plot.evenPace, end);
    take(plot.forecast, end);
    std::ranges::sort(stops);
    const auto same = std::ranges::unique(stops);
    stops.erase(same.begin(), same.end());
    return stops;
}

QString stopText(const Calendar& calendar, Instant at)
{
    const QString weekday = displayLocale().toString(localTime(calendar, at), QStringLiteral("ddd"));
    return Words::tr("%1 %2 %3", "weekday, day, time").arg(weekday, dayText(calendar, at), clockText(calendar, at));
}

QString restatedText(const RestatedDay& day, const BurnDownView& view)
{
    const auto amount = [&](std::int64_t nano) { return amountText(Money {nano, view.currency}); };
    return Words::tr("day’s spending %1 → %2, restated %3")
        .arg(amount(day.beforeNano), amount(day.nowNano), stopText(view.calendar, day.at));
}

QString readingSentence(const ChartReading& reading, const BurnDownView& view)
{
    QStringList parts;
    if (reading.actualNano)
        parts += (view.hasBudget() ? Words::tr("%1 remain") : Words::tr("%1 spent"))
                     .arg(amountText(Money {*reading.actualNano, view.currency}));
    if (reading.forecastNano)
        parts += Words::tr("%1 remain at the current pace").arg(amountText(Money {*reading.forecastNano, view.currency}));
    if (reading.evenPaceNano)
        parts += Words::tr("even pace is %1").arg(amountText(Money {*reading.evenPaceNano, view.currency}));
    if (reading.actualNano && reading.evenPaceNano)
        parts += Words::tr("the difference is %1")
                     .arg(differenceText(Money {*reading.actualNano - *reading.evenPaceNano, view.currency}));
    if (parts.isEmpty())
        parts += Words::tr("no data");
    if (const RestatedDay* restated = view.restatedAt(reading.at))
        parts += restatedText(*restated, view);
    return Words::tr("%1: %2.").arg(stopText(view.calendar, reading.at), parts.join(Words::tr(", ")));
}

QString chartSentence(const BurnDownPlot& plot, const BurnDownView& view)
{
    const auto amount = [&view](std::int64_t nano) { return amountText(Money {nano, view.currency}); };
    if (plot.actual.empty())
        return Words::tr("Nothing is known yet.");
    const QString end = stopText(view.calendar, plot.actual.back().at);
    if (!view.hasBudget())
        return Words::tr("%1: %2 spent up to %3. No budget is set.").arg(view.teamName, amount(view.burn.spentNano), end);
    QString text = Words::tr("%1: %2 of %3 remain at %4, even pace is %5.")
                       .arg(view.teamName, amount(plot.actual.back().nano), amount(*view.burn.budgetNano), end,
                           amount(heightAt(plot.evenPace, plot.actual.back().at).value_or(0)));
    const auto runsOut = view.forecast();
    if (view.staleSince)
        text += Words::tr(" There are no figures after that.");
    else if (view.frozen)
        text += Words::tr(" A freeze was ordered, so there is no forecast.");
    else if (runsOut && view.burn.remainingNano.value_or(0) <= 0)
        text += Words::tr(" It was spent up on %1.").arg(dayText(view.calendar, *runsOut));
    else if (runsOut && *runsOut < view.input.period.end)
        text += Words::tr(" At the current pace it runs out on %1.").arg(dayText(view.calendar, *runsOut));
    else if (view.burn.pace == Pace::onTrack)
        text += Words::tr(" At the current pace it lasts until the period ends.");
    else
        text += Words::tr(" It is too early to tell when it runs out.");
    if (!view.restated.empty())
        text += Words::tr(" %n day(s) were restated.", nullptr, static_cast<int>(view.restated.size()));
    return text;
}

} // namespace fuseboard
