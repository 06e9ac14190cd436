// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "incidents/askdetails.h"

#include "text/asktext.h"
#include "text/breakable.h"
#include "text/looptext.h"
#include "text/moneytext.h"
#include "text/shown.h"
#include "text/timetext.h"

#include <QCoreApplication>

namespace fuseboard {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(AskDetails)
};

constexpr int longestReason = 500, longestSession = 40;

QString at(Instant instant, const ShownState& state) { return momentText(state.calendar, instant, state.now); }

/// All that was seen; of a gateway that does not say it by itself, its own words.
QString evidenceOf(const RaiseAsk& ask)
{
    QStringList seen;
    for (const loops::LoopEvidence& each : ask.seen)
        seen << loopSignText(each);
    return seen.isEmpty() ? Words::tr("“%1”").arg(breakable(shown(ask.reason, longestReason))) : seen.join(QLatin1Char(' '));
}

Figure standing(const RaiseAsk& ask, const ShownState& state)
{
    switch (ask.state) {
    case RaiseAsk::State::open:
        return {.title = Words::tr("Waits"),
            .value = spanText(state.now - ask.at),
            .first = {Words::tr("since %1").arg(at(ask.at, state))},
            .second = {}};
    case RaiseAsk::State::allowed:
        return {.title = Words::tr("Allowed"),
            .value = amountText(ask.granted.value_or(Money())),
            .first = {Words::tr("until %1").arg(at(ask.until.value_or(ask.at), state))},
            .second = {Words::tr("by %1").arg(shown(ask.by, 40))}};
    case RaiseAsk::State::kept:
        return {.title = Words::tr("Allowed"),
            .value = Words::tr("nothing", "what was allowed"),
            .first = {Words::tr("by %1").arg(shown(ask.by, 40))},
            .second = {}};
    }
    return {};
}

} // namespace

std::array<Figure, 4> askFigures(const RaiseAsk& ask, const ShownState& state)
{
    if (ask.isHeldSession)
        return {Figure {.title = Words::tr("Proposed"),
                    .value = amountText(ask.amount),
                    .first = {Words::tr("a quarter of an hour of it")},
                    .second = {}},
            Figure {.title = Words::tr("So Far"),
                .value = amountText(ask.spent),
                .first = {Words::tr("by %1").arg(askerText(ask))},
                .second = {ask.idleCalls < 2 ? QString() : Words::tr("%1 calls got nowhere").arg(countText(ask.idleCalls))}},
            Figure {.title = Words::tr("An Hour"),
                .value = amountText(ask.anHour),
                .first = {Words::tr("when it was held")},
                .second = {}},
            standing(ask, state)};
    const Figure asked {.title = Words::tr("Asked For"),
        .value = amountText(ask.amount),
        .first = {Words::tr("by %1").arg(askerText(ask))},
        .second = {}};
    const Figure spent {.title = Words::tr("Spent"),
        .value = amountText(ask.spent),
        .first = {Words::tr("of %1").arg(amountText(ask.limit))},
        .second = {Words::tr("when it was asked")}};
    const Figure anew {.title = Words::tr("Begins Anew"),
        .value = dayText(state.calendar, ask.resetsAt),
        .first = {Words::tr("the gateway’s budget")},
        .second = {}};
    return {asked, spent, anew, standing(ask, state)};
}

TimelineEntry askedEntry(const RaiseAsk& ask, const ShownState& state)
{
    if (ask.isHeldSession)
        return {Icon::Warning,
            Words::tr("The gateway holds a session of %1, “%2”").arg(askerText(ask), shown(ask.scope.id, longestSession)),
            evidenceOf(ask), at(ask.at, state)};
    return {Icon::Person, Words::tr("%1 asked for %2 more").arg(askerText(ask), amountText(ask.amount)),
        Words::tr("“%1”").arg(breakable(shown(ask.reason, longestReason))), at(ask.at, state)};
}

std::vector<TimelineEntry> answerEntries(const RaiseAsk& ask, const ShownState& state)
{
    std::vector<TimelineEntry> out;
    if (ask.state == RaiseAsk::State::open || !ask.answeredAt)
        return out;
    const bool isAllowed = ask.state == RaiseAsk::State::allowed;
    out.push_back({isAllowed ? Icon::Check : Icon::Stop,
        isAllowed               ? Words::tr("The gateway lets %1 more pass").arg(amountText(ask.granted.value_or(Money())))
            : ask.isHeldSession ? Words::tr("The gateway goes on holding it, and lets single calls through to try it")
                                : Words::tr("The gateway goes on refusing"),
        Words::tr("Answered by %1.").arg(shown(ask.by, 60)), at(*ask.answeredAt, state)});
    if (isAllowed && ask.until)
        out.push_back({Icon::Clock, Words::tr("What is allowed ends"),
            ask.isHeldSession ? Words::tr("then it is judged anew") : Words::tr("then calls are refused again"),
            at(*ask.until, state), *ask.until > state.now});
    return out;
}

} // namespace fuseboard
