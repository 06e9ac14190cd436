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
    return Words::tr("%1: %2.").arg(stopText(view.calendar, reading.at), parts.join(Words::tr(", ")));
}

} // namespace fuseboard
