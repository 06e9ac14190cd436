// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "incidents/incidentdetails.h"

#include "incidents/acttext.h"
#include "pages/placelines.h"
#include "text/freezetext.h"
#include "text/moneytext.h"
#include "text/shown.h"
#include "text/timetext.h"

#include <QCoreApplication>

#include <algorithm>
#include <ranges>

namespace fuseboard {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(IncidentDetails)
};

constexpr std::size_t mostActs = 12;

const FreezeView* freezeOf(const Incident& incident, const ShownState& state)
{
    if (!incident.scope || !state.freezes || !incident.id.starts_with("freeze/"))
        return nullptr;
    const auto found = state.freezes->views.find(*incident.scope);
    return found == state.freezes->views.end() ? nullptr : &found->second;
}

Selection selectionOf(const Incident& incident)
{
    return incident.scope && incident.scope->kind == ScopeKind::team ? Selection {TeamRow::Kind::team, incident.scope->id}
                                                                     : Selection();
}

/// A place that is silent tells of its calls no more.
bool tellsOfCalls(const FreezeView& freeze)
{
    return std::ranges::none_of(freeze.places,
        [](const PlaceView& place) { return place.stage == PlaceStage::silent || place.stage == PlaceStage::lying; });
}

std::array<Figure, 4> freezeFigures(const FreezeView& freeze, const ShownState& state)
{
    const bool isKnown = tellsOfCalls(freeze);
    const FigureLine unknown {Words::tr("not all tell"), Tone::unknown, Icon::Unknown};
    Figure places {Words::tr("Places"), Words::tr("%1 of %2").arg(freeze.provedPlaces()).arg(freeze.countedPlaces())};
    places.first = {freeze.wanted == HoldState::frozen ? Words::tr("refuse, proved") : Words::tr("serve, proved")};
    Figure running {Words::tr("Running Requests"), isKnown ? countText(freeze.inFlight()) : QStringLiteral("–")};
    running.first = isKnown ? FigureLine {Words::tr("now")} : unknown;
    const QString setAside = moneySetAsideText(freeze);
    Figure cost {Words::tr("May Still Cost"), isKnown && !setAside.isEmpty() ? setAside : QStringLiteral("–")};
    cost.first = !isKnown    ? unknown
        : setAside.isEmpty() ? FigureLine {Words::tr("nothing set aside")}
                             : FigureLine {Words::tr("set aside for them")};
    Figure since {Words::tr("Since the Order"), spanText(state.now - freeze.orderedAt)};
    since.first = {Words::tr("ordered %1").arg(clockSecondsText(state.calendar, freeze.orderedAt))};
    if (!freeze.by.empty())
        since.second = {Words::tr("by %1").arg(shown(freeze.by, 40))};
    return {places, running, cost, since};
}

TimelineEntry entryOf(const AuditAct& act, const ShownState& state)
{
    return {iconOf(act.entry), whatText(act.entry), howText(act), momentText(state.calendar, act.entry.at, state.now)};
}

std::vector<TimelineEntry> timelineOf(const Incident& incident, const ShownState& state, const std::vector<AuditAct>& acts)
{
    const std::string scope = incident.scope ? incident.scope->text() : std::string();
    const auto belongs = [&](const AuditAct& act) {
        const AuditEntry& entry = act.entry;
        return entry.target == incident.id || (entry.target == scope && (isOfFreezes(entry) || entry.action == "add reason"));
    };
    std::vector<TimelineEntry> out;
    for (const AuditAct& act : acts | std::views::filter(belongs) | std::views::take(mostActs))
        out.push_back(entryOf(act, state));
    std::ranges::reverse(out);
    const auto acknowledged = acknowledgementsOf(acts);
    if (const auto given = acknowledged.find(incident.asked());
        given != acknowledged.end() && state.now < given->second.until())
        out.push_back({Icon::Clock, Words::tr("Asks again"), Words::tr("unless it is settled by then"),
            momentText(state.calendar, given->second.until(), state.now), true});
    if (const FreezeView* freeze = freezeOf(incident, state); freeze && freeze->until)
        out.push_back({Icon::Clock, Words::tr("Ends by itself"), Words::tr("a hard budget’s freeze, while Fuseboard runs"),
            momentText(state.calendar, *freeze->until, state.now), true});
    return out;
}

} // namespace

IncidentDetails detailsOf(const Incident& incident, const ShownState& state, const std::vector<AuditAct>& acts)
{
    IncidentDetails out;
    const QString name = incident.scope ? state.nameOf(*incident.scope) : Words::tr("Whole organisation");
    out.about = incident.at ? Words::tr("%1 · since %2").arg(name, momentText(state.calendar, *incident.at, state.now)) : name;
    const FreezeView* freeze = freezeOf(incident, state);
    out.figures = freeze ? freezeFigures(*freeze, state) : figuresOf(state, selectionOf(incident));
    if (freeze)
        out.places = placeLines(*freeze, state.calendar, state.now);
    out.timeline = timelineOf(incident, state, acts);
    return out;
}

} // namespace fuseboard
