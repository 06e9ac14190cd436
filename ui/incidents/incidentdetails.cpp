// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "incidents/incidentdetails.h"

#include "incidents/acttext.h"
#include "incidents/askdetails.h"
#include "pages/placelines.h"
#include "text/freezetext.h"
#include "text/moneytext.h"
#include "text/shown.h"
#include "text/timetext.h"

#include <QCoreApplication>

#include <algorithm>
#include <iterator>
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

/// Of all places that count.
bool isSoEverywhere(const FreezeView& freeze, bool (*isSo)(const PlaceView&))
{
    return std::ranges::all_of(
        freeze.places, [isSo](const PlaceView& place) { return place.stage == PlaceStage::nothingHere || isSo(place); });
}

/// A place that is silent tells of its calls no more.
bool tellsOfCalls(const PlaceView& place)
{
    return place.tellsInFlight && place.stage != PlaceStage::silent && place.stage != PlaceStage::lying;
}

bool tellsOfMoney(const PlaceView& place)
{
    return tellsOfCalls(place) && (place.inFlight == 0 || place.moneySetAside.has_value());
}

Figure figureOf(const QString& title, bool isKnown, const QString& value, const QString& line)
{
    Figure out {title, isKnown ? value : QStringLiteral("–")};
    out.first = isKnown ? FigureLine {line} : FigureLine {Words::tr("not all tell"), Tone::unknown, Icon::Unknown};
    return out;
}

std::array<Figure, 4> freezeFigures(const FreezeView& freeze, const ShownState& state)
{
    const QString setAside = moneySetAsideText(freeze);
    const Figure places =
        figureOf(Words::tr("Places"), true, Words::tr("%1 of %2").arg(freeze.provedPlaces()).arg(freeze.countedPlaces()),
            freeze.wanted == HoldState::frozen ? Words::tr("refuse, proved") : Words::tr("serve, proved"));
    const Figure running = figureOf(
        Words::tr("Running Requests"), isSoEverywhere(freeze, tellsOfCalls), countText(freeze.inFlight()), Words::tr("now"));
    const Figure cost = figureOf(Words::tr("May Still Cost"), isSoEverywhere(freeze, tellsOfMoney),
        setAside.isEmpty() ? QStringLiteral("–") : setAside,
        setAside.isEmpty() ? Words::tr("nothing set aside") : Words::tr("set aside for them"));
    Figure since = figureOf(Words::tr("Since the Order"), true, spanText(state.now - freeze.orderedAt),
        Words::tr("ordered %1").arg(clockSecondsText(state.calendar, freeze.orderedAt)));
    if (!freeze.by.empty())
        since.second = {Words::tr("by %1").arg(shown(freeze.by, 40))};
    return {places, running, cost, since};
}

/// Of a team or all teams; what a key, a person or a model costs has no tiles.
std::optional<std::array<Figure, 4>> figuresFor(const Incident& incident, const ShownState& state)
{
    if (const FreezeView* freeze = freezeOf(incident, state))
        return freezeFigures(*freeze, state);
    if (const PlacedAsk asked = askOf(incident, state))
        return askFigures(*asked.ask, state);
    if (!incident.scope || !state.board)
        return std::nullopt;
    if (incident.scope->kind == ScopeKind::organisation)
        return figuresOf(state, {});
    const Selection team {TeamRow::Kind::team, incident.scope->id};
    return incident.scope->kind == ScopeKind::team && state.boardOf(team) ? std::optional(figuresOf(state, team))
                                                                          : std::nullopt;
}

TimelineEntry entryOf(const AuditAct& act, const ShownState& state)
{
    return {iconOf(act.entry), whatText(act.entry), howText(act), momentText(state.calendar, act.entry.at, state.now)};
}

std::vector<TimelineEntry> doneAndSeen(const Incident& incident, const ShownState& state, const std::vector<AuditAct>& acts)
{
    const bool isAsk = incident.id.starts_with("ask/"); // which the team's freezes were not about
    const std::string scope = incident.scope && !isAsk ? incident.scope->text() : std::string();
    const auto belongs = [&](const AuditAct& act) {
        const AuditEntry& entry = act.entry;
        return entry.target == incident.id
            || (entry.target == scope && (isOfFreezes(entry) || entry.isObserved() || entry.action == "add reason"));
    };
    std::vector<TimelineEntry> out;
    for (const AuditAct& act : acts | std::views::filter(belongs)) {
        if (out.size() == mostActs) {
            out.push_back({Icon::Audit, Words::tr("More before it"), Words::tr("The page Audit has all."), {}});
            break;
        }
        out.push_back(entryOf(act, state));
    }
    std::ranges::reverse(out);
    return out;
}

std::vector<TimelineEntry> timelineOf(const Incident& incident, const ShownState& state, const std::vector<AuditAct>& acts)
{
    std::vector<TimelineEntry> out = doneAndSeen(incident, state, acts);
    if (const PlacedAsk asked = askOf(incident, state)) {
        out.insert(out.begin(), askedEntry(*asked.ask, state));
        std::ranges::move(answerEntries(*asked.ask, state), std::back_inserter(out));
    }
    if (const auto given = acknowledgementOf(incident, acts); given && state.now < given->until())
        out.push_back({Icon::Clock, Words::tr("Asks again"), Words::tr("unless it is settled by then"),
            momentText(state.calendar, given->until(), state.now), true});
    if (const FreezeView* freeze = freezeOf(incident, state); freeze && freeze->until)
        out.push_back({Icon::Clock, Words::tr("Ends by itself"), Words::tr("a hard budget’s freeze, while Fuseboard runs"),
            momentText(state.calendar, *freeze->until, state.now), true});
    return out;
}

} // namespace

IncidentDetails detailsOf(const Incident& incident, const ShownState& state, const std::vector<AuditAct>& acts)
{
    IncidentDetails out;
    const QString name = incident.scope ? state.nameOf(*incident.scope) : QString();
    const QString since =
        incident.at ? Words::tr("since %1").arg(momentText(state.calendar, *incident.at, state.now)) : QString();
    out.about = name.isEmpty() || since.isEmpty() ? name + since : Words::tr("%1 · %2").arg(name, since);
    out.figures = figuresFor(incident, state);
    if (const FreezeView* freeze = freezeOf(incident, state))
        out.places = placeLines(*freeze, state.calendar, state.now);
    out.timeline = timelineOf(incident, state, acts);
    return out;
}

} // namespace fuseboard
