// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/placelines.h"

#include "text/errortext.h"
#include "text/freezetext.h"
#include "text/shown.h"

#include <QCoreApplication>

#include <algorithm>

namespace fuseboard {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(PlaceLines)
};

} // namespace

BannerLine placeLine(const FreezeView& freeze, const PlaceView& place, const Calendar& calendar, Instant now)
{
    BannerLine line {shown(place.name, 60), placeText(freeze, place, calendar, now)};
    if (place.cause && place.cause->code == ErrorCode::changedMeanwhile) {
        line.text = shown(place.cause->detail, 600);
        line.wraps = true;
    } else if (place.cause)
        line.text = Words::tr("%1, %2").arg(line.text, shortText(*place.cause));
    if (!place.note.empty())
        line.text = Words::tr("%1 (%2)").arg(line.text, shown(place.note, 120));
    switch (place.stage) {
    case PlaceStage::waiting:
    case PlaceStage::ordered: line.icon = Icon::Hourglass; break;
    case PlaceStage::readBack:
        line.icon = Icon::HalfCircle;
        line.tone = Tone::warn;
        break;
    case PlaceStage::proved:
        line.icon = place.leavesRunning || !place.isKept ? Icon::HalfCircle : Icon::Check;
        line.tone = place.leavesRunning || !place.isKept ? Tone::warn : Tone::ok;
        break;
    case PlaceStage::unable:
        line.icon = Icon::HalfCircle;
        line.tone = Tone::warn;
        break;
    case PlaceStage::silent:
    case PlaceStage::lying:
        line.icon = Icon::Alert;
        line.tone = Tone::crit;
        break;
    case PlaceStage::changedOutside:
        line.icon = Icon::Changed;
        line.tone = Tone::crit;
        break;
    case PlaceStage::nothingHere: line.icon = Icon::Unknown; break;
    }
    return line;
}

std::vector<BannerLine> placeLines(const FreezeView& freeze, const Calendar& calendar, Instant now)
{
    std::vector<BannerLine> lines;
    for (const PlaceView& place : freeze.places) {
        if (place.stage == PlaceStage::nothingHere)
            continue; // it has no say
        const BannerLine line = placeLine(freeze, place, calendar, now);
        const auto same = std::ranges::find_if(
            lines, [&](const BannerLine& other) { return other.text == line.text && other.icon == line.icon; });
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
