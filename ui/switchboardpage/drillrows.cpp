// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "switchboardpage/drillrows.h"

#include "text/errortext.h"
#include "text/shown.h"
#include "text/timetext.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>
#include <ranges>

namespace fuseboard {
namespace {

constexpr int rowsShown = 50; ///< a year of weekly ones

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Drills)
};

QString secondsText(std::chrono::milliseconds span)
{
    return Words::tr("%1 s").arg(static_cast<double>(span.count()) / 1000.0);
}

/// "Gateway 0.034 s, LiteLLM 2.1 s"
QString stopTimes(const Drill& drill)
{
    QStringList parts;
    for (const DrillPlace& place : drill.places)
        if (place.isShown && place.toStop)
            parts += Words::tr("%1 %2").arg(shown(place.name, 40), secondsText(*place.toStop));
    return parts.join(QStringLiteral(", "));
}

/// Why it failed; empty where it passed.
QString faultOf(const Drill& drill)
{
    for (const DrillPlace& place : drill.places)
        if (!place.isShown)
            return saidOf(shown(place.name, 40), shown(place.cause, 120));
    if (drill.places.empty())
        return Words::tr("nothing of the team goes through a place that can refuse");
    return drill.isReleased ? QString() : Words::tr("not seen to spend again afterwards");
}

std::vector<TwoLineCell> rowOf(const Drill& drill, const ShownState& state)
{
    const bool passed = drill.passed();
    return {{momentText(state.calendar, drill.at, state.now), state.nameOf(Scope::ofTeam(drill.team)), {}, Tone::plain, false},
        {passed ? Words::tr("Passed") : Words::tr("Failed"), passed ? stopTimes(drill) : faultOf(drill),
            passed ? Icon::Check : Icon::Alert, passed ? Tone::ok : Tone::crit, false}};
}

QString meansText(const ShownState& state)
{
    std::map<std::string, std::string> places;
    for (const Drill& drill : state.drills)
        for (const DrillPlace& place : drill.places)
            places[place.id] = place.name;
    QStringList parts;
    for (const auto& [id, name] : places)
        if (const auto mean = meanTimeToStop(state.drills, id))
            parts += Words::tr("%1 %2").arg(shown(name, 40), secondsText(*mean));
    return parts.isEmpty() ? QString() : Words::tr("Mean time to stop: %1.").arg(parts.join(QStringLiteral(", ")));
}

QString nextText(const ShownState& state)
{
    const auto next = nextDrill(state.drillPlan, state.drills, state.now);
    if (!next)
        return Words::tr("No drill is planned. A test team that the settings name is frozen and let go again on schedule.");
    const Scope scope = Scope::ofTeam(state.drillPlan.team);
    const QString team = state.nameOf(scope);
    const auto found = std::ranges::find(state.board->teams, scope.id, &TeamBoard::id);
    if (found != state.board->teams.end() && found->isProtected)
        return Words::tr("%1 is protected, so it is not drilled. Name another team in the settings.").arg(team);
    return *next <= state.now
        ? Words::tr("The next drill, of %1, is due now.").arg(team)
        : Words::tr("The next drill, of %1, is due %2.").arg(team, momentText(state.calendar, *next, state.now));
}

} // namespace

TwoLineTable drillTable(const ShownState& state)
{
    TwoLineTable out;
    out.heads = {Words::tr("Time"), Words::tr("Result and Time to Stop")};
    for (const Drill& drill : state.drills | std::views::reverse | std::views::take(rowsShown))
        out.rows.push_back(rowOf(drill, state));
    return out;
}

QString drillPlanText(const ShownState& state)
{
    const QString means = meansText(state);
    return means.isEmpty() ? nextText(state) : nextText(state) + QLatin1Char(' ') + means;
}

} // namespace fuseboard
