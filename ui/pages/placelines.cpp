// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/placelines.h"

#include "text/sentence.h"
#include "text/timetext.h"

#include <QCoreApplication>

#include <algorithm>

namespace fuseboard {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(PlaceLines)
};

QString because(const PlaceView& place, const QString& what)
{
    return place.cause ? Words::tr("%1. %2").arg(what, sentence(*place.cause)) : what;
}

BannerLine lineOf(const PlaceView& place, bool freezing, const Calendar& calendar)
{
    BannerLine line {shown(place.name, 60)};
    switch (place.stage) {
    case PlaceStage::waiting:
        line.text = because(place, Words::tr("no answer yet"));
        line.icon = Icon::Hourglass;
        break;
    case PlaceStage::ordered:
        line.text = because(place, Words::tr("order taken, not read back yet"));
        line.icon = Icon::Hourglass;
        break;
    case PlaceStage::readBack:
        line.text = because(place, freezing ? Words::tr("reports the freeze, no test call refused yet")
                                            : Words::tr("reports the release, no test call passed yet"));
        line.icon = Icon::HalfCircle;
        line.tone = Tone::warn;
        break;
    case PlaceStage::proved: {
        const QString at = place.provedAt ? QLatin1Char(' ') + preciseClockText(*place.provedAt, calendar) : QString();
        line.text = (freezing ? Words::tr("refusing, proved%1") : Words::tr("passing, proved%1")).arg(at);
        line.icon = Icon::Check;
        line.tone = Tone::ok;
        break;
    }
    case PlaceStage::silent:
        line.text = because(place,
            place.lastAnswer ? Words::tr("silent since %1").arg(preciseClockText(*place.lastAnswer, calendar)) : Words::tr("has never answered"));
        line.icon = Icon::Alert;
        line.tone = Tone::crit;
        break;
    case PlaceStage::lying:
        line.text = because(place, Words::tr("answers wrongly"));
        line.icon = Icon::Alert;
        line.tone = Tone::crit;
        break;
    case PlaceStage::changedOutside:
        line.text = because(place, freezing ? Words::tr("lets calls pass") : Words::tr("refuses calls"));
        line.icon = Icon::Changed;
        line.tone = Tone::crit;
        break;
    }
    return line;
}

} // namespace

std::vector<BannerLine> placeLines(const FreezeView& freeze, const Calendar& calendar)
{
    std::vector<BannerLine> lines;
    for (const PlaceView& place : freeze.places) {
        const BannerLine line = lineOf(place, freeze.wanted == HoldState::frozen, calendar);
        const auto same = std::ranges::find_if(lines, [&](const BannerLine& other) { return other.text == line.text && other.icon == line.icon; });
        if (same == lines.end())
            lines.push_back(line);
        else
            same->names = Words::tr("%1, %2").arg(same->names, line.names);
    }
    // What is wrong first: a window that is too low cuts off the end.
    std::ranges::stable_partition(lines, [](const BannerLine& line) { return line.tone == Tone::crit; });
    return lines;
}

} // namespace fuseboard
