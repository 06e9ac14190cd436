// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "incidents/askincidents.h"

#include "domain/loops/loopwatch.h"
#include "text/asktext.h"
#include "text/breakable.h"
#include "text/errortext.h"
#include "text/moneytext.h"
#include "text/shown.h"
#include "text/timetext.h"

#include <QCoreApplication>

#include <algorithm>

namespace fuseboard {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(AskIncidents)
};

constexpr std::size_t mostEarlier = 20;
constexpr std::string_view nobodyAsks = "HTTP 404"; ///< a gateway from before callers could ask
constexpr auto patience = std::chrono::minutes(1); ///< with a place that has told before

QString teamNameOf(const RaiseAsk& ask, const ShownState& state) { return state.nameOf(Scope::ofTeam(ask.team)); }

/// An answer that its place did not take; empty: none was given, or it was taken.
QString refusedAnswer(const std::string& incident, const ShownState& state, const std::vector<AuditAct>& acts)
{
    const auto last = std::ranges::find_if(acts, [&](const AuditAct& act) {
        return act.entry.target == incident && (act.entry.action == allowMore || act.entry.action == keepRefusing);
    });
    if (last == acts.end() || !last->outcome || !last->outcome->result.starts_with("failed"))
        return {};
    return Words::tr("The answer of %1 at %2 was not taken, so it is asked again.")
        .arg(shown(last->entry.actor, 60), momentText(state.calendar, last->entry.at, state.now));
}

QString silenceOf(const PlaceAsks& place, const ShownState& state)
{
    return !place.error || !place.at ? QString()
                                     : Words::tr("%1 has not answered since %2: it may be answered already.")
                                           .arg(shown(place.name, 60), momentText(state.calendar, *place.at, state.now));
}

QString joined(const QStringList& sentences)
{
    QStringList said = sentences;
    said.removeAll(QString());
    return said.join(QLatin1Char(' '));
}

/// What a place tells and nobody can read; a place that is just silent is told of elsewhere.
std::optional<Incident> unreadCard(const PlaceAsks& place, const ShownState& state)
{
    const bool isSilent = !place.error || place.error->code == ErrorCode::unreachable || place.error->detail == nobodyAsks;
    const bool isFaulty = !isSilent && place.asks.empty() && (!place.at || state.now - *place.at > patience);
    if (!isFaulty && place.unread == 0)
        return std::nullopt;
    const QString name = shown(place.name, 60);
    return Incident {.id = "asks/" + place.place,
        .group = IncidentGroup::watching,
        .icon = Icon::Warning,
        .tone = Tone::warn,
        .title = isFaulty ? Words::tr("What callers of %1 ask for can’t be read").arg(name)
                          : Words::tr("%n request(s) at %1 can’t be read", nullptr, static_cast<int>(place.unread)).arg(name),
        .text = isFaulty
            ? Words::tr("Why: %1. Whoever asks there for more waits, and is not shown here.").arg(shortText(*place.error))
            : Words::tr("Fuseboard does not understand what is asked there. A newer Fuseboard may."),
        .at = {},
        .scope = {}};
}

/// The held session, where its client gave it a name, or else the key that asks; where its gateway can refuse that alone and
/// nobody has ordered it yet. Not of a protected team, whose name has to be given before its calls are stopped.
std::optional<Scope> toFreeze(const PlaceAsks& place, const RaiseAsk& ask, const ShownState& state)
{
    const bool isNamed = ask.isHeldSession && !ask.scope.id.empty() && !loops::isNameOfOurs(ask.scope.id);
    const Scope narrow = isNamed ? Scope {ScopeKind::session, ask.scope.id} : Scope {ScopeKind::token, ask.token};
    const auto lever = std::ranges::find(state.freezes->levers, place.place, &LeverView::id);
    const auto frozen = state.freezes->views.find(narrow);
    const bool isFrozen = frozen != state.freezes->views.end() && isHeld(&frozen->second);
    const bool isAble = lever != state.freezes->levers.end() && lever->refuses.contains(narrow.kind);
    const bool isProtected = state.organisation && std::ranges::any_of(state.organisation->teams, [&](const Team& team) {
        return team.id == ask.team && team.isProtected;
    });
    return !narrow.id.empty() && isAble && !isFrozen && !isProtected ? std::optional(narrow) : std::nullopt;
}

Incident openCard(const PlaceAsks& place, const RaiseAsk& ask, const ShownState& state, const std::vector<AuditAct>& acts)
{
    const std::string id = askIncident(place.place, ask.id);
    const QString spent =
        askSituation(ask, ask.isHeldSession ? teamNameOf(ask, state) : limitScopeText(ask, teamNameOf(ask, state)));
    return {.id = id,
        .group = IncidentGroup::decide,
        .icon = ask.isHeldSession ? Icon::Warning : Icon::Person,
        .tone = Tone::warn,
        .title = askTitle(ask),
        .text = joined({spent, refusedAnswer(id, state, acts), silenceOf(place, state)}),
        .at = ask.at,
        .scope = {},
        .actions = {IncidentAction::allowAsk, IncidentAction::keepAsk},
        .wanted = ask.amount};
}

Incident answeredCard(const PlaceAsks& place, const RaiseAsk& ask, const ShownState& state)
{
    const bool isAllowed = ask.state == RaiseAsk::State::allowed;
    const bool holds = isAllowed && ask.until > state.now;
    const bool isHeld = ask.isHeldSession && !isAllowed;
    const QString who = shown(ask.by, 60), scope = limitScopeText(ask, teamNameOf(ask, state)),
                  until = ask.until ? momentText(state.calendar, *ask.until, state.now) : QString(),
                  reason = breakable(shown(ask.reason, 240)),
                  asked = ask.isHeldSession
        ? Words::tr("%1: %2").arg(askerText(ask), heldReason(ask))
        : Words::tr("%1 asked for %2: “%3”").arg(askerText(ask), amountText(ask.amount), reason);
    return {.id = askIncident(place.place, ask.id),
        .group = holds ? IncidentGroup::watching : IncidentGroup::earlier,
        .icon = isAllowed ? Icon::Clock : Icon::Stop,
        .tone = Tone::secondary,
        .title = isAllowed ? Words::tr("%1: %2 more allowed").arg(scope, amountText(ask.granted.value_or(Money())))
                           : Words::tr("%1: nothing more allowed").arg(scope),
        .text =
            joined({isHeld ? Words::tr("By %1. Single calls are let through now and then, to see whether it gets on.").arg(who)
                    : !isAllowed        ? Words::tr("By %1.").arg(who)
                    : !holds            ? Words::tr("By %1, until %2: that is over.").arg(who, until)
                    : ask.isHeldSession ? Words::tr("By %1, until %2. After that it is judged anew.").arg(who, until)
                                        : Words::tr("By %1, until %2. Then calls are refused again.").arg(who, until),
                asked}),
        .at = ask.answeredAt,
        .scope = {}};
}

} // namespace

PlacedAsk askOf(const Incident& incident, const ShownState& state)
{
    if (!state.asks || !incident.id.starts_with("ask/"))
        return {};
    for (const PlaceAsks& place : *state.asks)
        for (const RaiseAsk& ask : place.asks)
            if (askIncident(place.place, ask.id) == incident.id)
                return {&place, &ask};
    return {};
}

std::vector<Incident> askIncidents(const ShownState& state, const std::vector<AuditAct>& acts)
{
    std::vector<Incident> out;
    if (!state.asks || !state.freezes)
        return out;
    for (const PlaceAsks& place : *state.asks) {
        if (auto card = unreadCard(place, state))
            out.push_back(*std::move(card));
        std::size_t earlier = 0;
        for (const RaiseAsk& ask : place.asks) {
            Incident card =
                ask.state == RaiseAsk::State::open ? openCard(place, ask, state, acts) : answeredCard(place, ask, state);
            if (card.group == IncidentGroup::earlier && ++earlier > mostEarlier)
                continue;
            if (!ask.team.empty())
                card.scope = Scope::ofTeam(ask.team);
            if (ask.state == RaiseAsk::State::open && (card.narrow = toFreeze(place, ask, state)))
                card.actions.push_back(IncidentAction::freezeNarrow);
            out.push_back(std::move(card));
        }
    }
    return out;
}

} // namespace fuseboard
