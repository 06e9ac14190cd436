// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/bannertext.h"

#include "items/freshness.h"
#include "pages/placelines.h"
#include "text/counttext.h"
#include "text/moneytext.h"
#include "text/errortext.h"
#include "text/freezetext.h"
#include "text/shown.h"
#include "text/timetext.h"

#include <QCoreApplication>

#include <algorithm>

namespace fuseboard {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(BannerText)
};

/// "14 running requests may still cost up to $212." Empty where nothing runs.
QString runningSentence(const FreezeView& freeze)
{
    const std::int64_t running = freeze.inFlight();
    if (running <= 0)
        return {};
    const QString money = moneySetAsideText(freeze);
    const QString who = running == 1 ? Words::tr("1 running request") : Words::tr("%1 running requests").arg(running);
    return money.isEmpty() ? Words::tr("%1 may still cost money.").arg(who)
                           : Words::tr("%1 may still cost up to %2.").arg(who, money);
}

QString joined(const QStringList& sentences)
{
    QStringList full = sentences;
    full.removeAll(QString());
    return full.join(QLatin1Char(' '));
}

QString byWhom(const FreezeView& freeze)
{
    const QString by = shown(freeze.by, 60), reason = shown(freeze.reason, 120);
    if (by.isEmpty())
        return {};
    if (reason.isEmpty())
        return Words::tr("By %1.").arg(by);
    return asSentence(Words::tr("By %1: %2").arg(by, reason));
}

/// Of a policy's freeze.
QString endsWhen(const ShownState& state, const FreezeView& freeze)
{
    if (!freeze.until)
        return {};
    return Words::tr("Ends by itself %1, or when the budget is raised.")
        .arg(momentText(state.calendar, *freeze.until, state.now));
}

/// What was said later.
QString addedReason(const ShownState& state, const FreezeView& freeze)
{
    if (!freeze.added)
        return {};
    return asSentence(Words::tr("%1 at %2: %3")
            .arg(shown(freeze.added->by, 60), momentText(state.calendar, freeze.added->at, state.now),
                shown(freeze.added->text, 200)));
}

QString provedOf(const FreezeView& freeze)
{
    return Words::tr("%1 of %2").arg(freeze.provedPlaces()).arg(placesText(freeze.countedPlaces()));
}

/// "6 of 6 places refuse"
QString refusing(const FreezeView& freeze)
{
    return freeze.countedPlaces() == 1 ? Words::tr("%1 refuses").arg(provedOf(freeze))
                                       : Words::tr("%1 refuse").arg(provedOf(freeze));
}

/// What keeps a freeze from being frozen where every place has shown what it can.
QString whyPartly(const FreezeView& freeze)
{
    if (std::ranges::contains(freeze.places, PlaceStage::unable, &PlaceView::stage))
        return Words::tr("Calls go on where such a scope can’t be refused alone.");
    if (std::ranges::contains(freeze.places, true, &PlaceView::leavesRunning))
        return Words::tr("New calls are refused; what runs can’t be ended everywhere, or has not ended.");
    if (std::ranges::contains(freeze.places, false, &PlaceView::isKept))
        return Words::tr("Not every place could save the order; it is sent again until it is saved.");
    return Words::tr("The others can’t be tried with a test call.");
}

/// "6 of 6 places let calls pass"
QString letting(const FreezeView& freeze)
{
    return freeze.countedPlaces() == 1 ? Words::tr("%1 lets calls pass").arg(provedOf(freeze))
                                       : Words::tr("%1 let calls pass").arg(provedOf(freeze));
}

/// Only test calls that were made are spoken of: at some places none can be, or what else is held there would refuse it.
QString resumedSentence(const FreezeView& freeze)
{
    const auto passed = std::ranges::count_if(
        freeze.places, [](const PlaceView& place) { return place.stage == PlaceStage::proved && place.times.probed; });
    if (passed == 0)
        return Words::tr("What was held is given back. No test call was made.");
    if (passed < freeze.countedPlaces())
        return Words::tr("What was held is given back. A test call passed at %1 of %2.")
            .arg(passed)
            .arg(placesText(freeze.countedPlaces()));
    return (passed == 1 ? Words::tr("%1, its test call passed.") : Words::tr("%1, test call passed at each."))
        .arg(letting(freeze));
}

/// A resume that waits for a word, and for nothing else.
bool asksUndo(const FreezeView& freeze)
{
    const auto isOtherwise = [](const PlaceView& place) {
        return place.stage == PlaceStage::changedOutside && !(place.cause && place.cause->code == ErrorCode::changedMeanwhile);
    };
    return freeze.wanted == HoldState::released && freeze.stage == FreezeStage::changedOutside
        && std::ranges::none_of(freeze.places, isOtherwise);
}

int severity(const BannerText& banner)
{
    if (banner.stage == FreezeStage::changedOutside)
        return 2;
    return banner.isCritical() ? 1 : 0;
}

/// Before any freeze: it is why they can't be seen.
std::optional<BannerText> watcherBanner(const ShownState& state)
{
    const Watcher& watcher = state.watcher;
    if (watcher.kind != Watcher::Kind::nobody && watcher.kind != Watcher::Kind::unseen)
        return std::nullopt;
    BannerText out {BannerText::About::watcher, Tone::crit, Icon::Alert};
    const QString since = momentSecondsText(state.calendar, watcher.since, state.now),
                  who = shown(watcher.who.toStdString(), 60);
    const QString stays =
        Words::tr("What is shown is as of then. Freezes stay in force where they were ordered; whether they still "
                  "hold can’t be seen.");
    if (watcher.kind == Watcher::Kind::nobody) {
        out.title = Words::tr("Nobody has watched since %1").arg(since);
        out.text = joined({Words::tr("%1 has ended.").arg(who), stays, Words::tr("This window takes over in a moment.")});
    } else {
        out.title = watcher.why.isEmpty() ? Words::tr("%1 has not answered since %2").arg(who, since)
                                          : Words::tr("%1 can’t be understood").arg(who);
        out.text =
            joined({watcher.why.isEmpty() ? QString() : Words::tr("%1.").arg(shown(watcher.why.toStdString(), 200)), stays,
                Words::tr(
                    "It owns the profile. A freeze that you press is kept and ordered once it answers. End it, and this window "
                    "takes over.")});
    }
    return out;
}

std::optional<BannerText> sourceBanner(const ShownState& state)
{
    for (const SourceView& source : state.board->sources) {
        const bool stale = source.isStale(state.now);
        if (!source.error && !(stale && source.lastAnswer))
            continue;
        BannerText out {BannerText::About::source, Tone::warn, stale ? Icon::Clock : Icon::Warning};
        const QString name = shown(source.name, 60);
        const QString next =
            source.nextTry ? Words::tr("Next try at %1.").arg(clockText(state.calendar, *source.nextTry)) : QString();
        out.canRetry = true;
        if (stale && source.lastAnswer) {
            out.title = (source.tellsUsage ? Words::tr("%1 figures end at %2, %3") : Words::tr("%1 last answered at %2, %3"))
                            .arg(name, clockText(state.calendar, *source.lastAnswer), agoText(state.now - *source.lastAnswer));
            const QString still = source.canFreeze
                ? Words::tr("Freezing is still possible: the order is kept and repeated until it is proved.")
                : QString();
            const QString cause = source.error ? Words::tr("Last try: %1.").arg(shortText(*source.error)) : QString();
            const QString figures = source.tellsUsage ? Words::tr("What was spent is at least what is shown.")
                                                      : Words::tr("No figure depends on it.");
            out.text = joined({cause, figures, still, next});
        } else {
            out.title = source.error && source.error->code == ErrorCode::badAnswer
                ? Words::tr("The last answer of %1 was not used").arg(name)
                : source.lastAnswer ? Words::tr("%1 did not answer the last time").arg(name)
                                    : Words::tr("%1 has not answered yet").arg(name);
            out.text = joined({source.error ? sentence(*source.error) : QString(), next});
        }
        return out;
    }
    return std::nullopt;
}

/// Stays for as long as it is so.
BannerText historyBanner(const Board& board)
{
    BannerText out {BannerText::About::history, Tone::warn, Icon::Warning};
    out.title = board.lacksPrices() ? Words::tr("No figure is known: the prices can’t be read")
                                    : Words::tr("No figure is known: the history can’t be read");
    out.text = joined({sentence(*board.historyFault),
        Words::tr("Teams are as they were when it last could. A resume and every change wait for it; it is looked for again "
                  "every few seconds.")});
    return out;
}

std::optional<BannerText> drillBanner(const ShownState& state)
{
    const Drill* last = lastDrill(state.drillPlan, state.drills);
    if (!last || !isDrillMissed(state.drillPlan, state.drills, state.now))
        return std::nullopt;
    BannerText out {BannerText::About::drill, Tone::warn, Icon::Warning};
    const QString when = momentText(state.calendar, last->at, state.now);
    out.title = last->passed() ? Words::tr("A drill was missed") : Words::tr("The last drill failed");
    out.text =
        joined({last->passed() ? Words::tr("The last one was made %1.").arg(when) : Words::tr("It was made %1.").arg(when),
            Words::tr("Whether a freeze holds everywhere is not known. The page Switchboard tells more.")});
    return out;
}

} // namespace

BannerText freezeBanner(const ShownState& state, const FreezeView& freeze)
{
    BannerText out;
    out.scope = freeze.scope;
    out.stage = freeze.stage;
    out.wanted = freeze.wanted;
    out.lines = placeLines(freeze, state.calendar, state.now);
    out.canResume = freeze.wanted == HoldState::frozen;
    out.canAddReason = out.canResume && !freeze.isForeign;
    out.reason = QString::fromStdString(freeze.reason);
    out.hasAddedReason = freeze.added.has_value();
    out.running = out.canResume && freeze.mode == FreezeMode::refuse ? freeze.inFlight() : 0;
    const bool all = freeze.scope.kind == ScopeKind::organisation;
    const QString name = state.nameOf(freeze.scope);
    const QString ordered = Words::tr("Ordered %1.").arg(clockSecondsText(state.calendar, freeze.orderedAt));
    const QString why = addedReason(state, freeze);
    const QString unsaved = freeze.saved
        ? QString()
        : Words::tr("The order could not be saved to disk: it would be lost if this program ended now.");
    switch (freeze.stage) {
    case FreezeStage::requested:
    case FreezeStage::freezing:
        out.icon = Icon::Hourglass;
        out.title = Words::tr("%1: freezing %2 of %3").arg(name).arg(freeze.provedPlaces()).arg(freeze.countedPlaces());
        out.text =
            joined({ordered, unsaved, Words::tr("%1 proved so far.").arg(provedOf(freeze)), runningSentence(freeze), why});
        break;
    case FreezeStage::frozen: {
        const QString since = momentSecondsText(state.calendar, freeze.provedAt.value_or(freeze.orderedAt), state.now);
        out.icon = Icon::Snowflake;
        out.title =
            all ? Words::tr("All teams are frozen since %1").arg(since) : Words::tr("%1 is frozen since %2").arg(name, since);
        out.text = joined({(freeze.countedPlaces() == 1 ? Words::tr("%1, its test call was refused.")
                                                        : Words::tr("%1, test call refused at each."))
                               .arg(refusing(freeze)),
            unsaved, runningSentence(freeze), byWhom(freeze), endsWhen(state, freeze), why});
        break;
    }
    case FreezeStage::partlyProved:
        out.tone = Tone::warn;
        out.icon = Icon::HalfCircle;
        out.linesAlwaysShown = true;
        out.title = Words::tr("%1: partly proved, %2").arg(name, provedOf(freeze));
        out.text = joined(
            {ordered, unsaved, whyPartly(freeze), runningSentence(freeze), byWhom(freeze), endsWhen(state, freeze), why});
        break;
    case FreezeStage::notProved:
        out.tone = Tone::crit;
        out.icon = Icon::Alert;
        out.linesAlwaysShown = true;
        out.canRetry = true;
        if (freeze.wanted == HoldState::frozen) {
            out.title = Words::tr("%1: freeze not proved").arg(name);
            out.text = joined({ordered, unsaved,
                freeze.places.empty() ? Words::tr("No place is connected that could stop calls.")
                                      : Words::tr("%1.").arg(refusing(freeze)),
                Words::tr("Spending may go on. Tried again by itself until it is settled."), why});
        } else {
            out.title = Words::tr("%1: resuming not proved").arg(name);
            out.text = joined({ordered, unsaved, Words::tr("%1.").arg(letting(freeze)),
                Words::tr("Tried again by itself until it is settled.")});
        }
        break;
    case FreezeStage::changedOutside:
        out.tone = Tone::crit;
        out.icon = Icon::Changed;
        out.linesAlwaysShown = true;
        out.canFreezeAgain = freeze.wanted == HoldState::frozen;
        out.canResume = true; // whichever way it was changed, letting calls pass is a way out
        if (asksUndo(freeze)) {
            out.icon = Icon::Warning;
            out.asksUndo = true;
            out.canResume = false;
            out.title = Words::tr("%1: changed since the freeze, resume asks").arg(name);
            out.text =
                joined({Words::tr("Nothing was given back there yet. Keep As It Is leaves what was changed and gives back the "
                                  "rest; Put Back Anyway also sets back what was changed."),
                    byWhom(freeze)});
            break;
        }
        out.title = Words::tr("%1: changed outside").arg(name);
        out.text = joined({freeze.wanted == HoldState::frozen ? Words::tr("Somebody or something else let calls pass again.")
                                                              : Words::tr("Somebody or something else stopped calls."),
            ordered, byWhom(freeze), why});
        break;
    case FreezeStage::resumeRequested:
        out.icon = Icon::Resume;
        out.title = Words::tr("%1: resuming").arg(name);
        out.text = joined({ordered, unsaved, Words::tr("%1 again.").arg(letting(freeze)), byWhom(freeze)});
        break;
    case FreezeStage::allowed:
    case FreezeStage::resumed:
        out.tone = Tone::ok;
        out.icon = Icon::Check;
        out.canResume = false;
        out.title = Words::tr("%1: spending resumed").arg(name);
        out.text = resumedSentence(freeze);
        break;
    }
    return out;
}

QString resumeConsequence(const ShownState& state, const FreezeView& freeze)
{
    const QString places = placesText(freeze.countedPlaces());
    const QString passing = freeze.countedPlaces() == 1 ? Words::tr("%1 lets calls pass again").arg(places)
                                                        : Words::tr("%1 let calls pass again").arg(places);
    const bool all = freeze.scope.kind == ScopeKind::organisation;
    const TeamBoard* team = state.boardOf(all ? Selection {} : Selection {TeamRow::Kind::team, freeze.scope.id});
    if (!team || !team->burn.ratePerDayNano)
        return passing;
    return Words::tr("%1, %2").arg(passing, perHourText({team->perHourNano, state.board->currency}));
}

std::optional<BannerText> bannerOf(const ShownState& state, const Selection& selection, const std::optional<Error>& fault,
    const std::optional<Scope>& resuming)
{
    if (auto watcher = watcherBanner(state))
        return watcher;
    if (resuming && state.freezes)
        if (const auto view = state.freezes->views.find(*resuming); view != state.freezes->views.end())
            if (BannerText text = freezeBanner(state, view->second); text.canResume)
                return text;
    const FreezeView* own = state.freezeOf(selection);
    std::optional<BannerText> worst;
    if (own)
        worst = freezeBanner(state, *own);
    if (state.freezes)
        for (const auto& [scope, view] : state.freezes->views)
            if (BannerText other = freezeBanner(state, view); severity(other) > (worst ? severity(*worst) : 0))
                worst = std::move(other);
    if (worst && worst->isCritical())
        return worst;
    const auto history = state.board ? state.board->historyFault : std::nullopt;
    if (fault && fault != history) {
        BannerText out {BannerText::About::fault, Tone::warn, Icon::Warning};
        out.title = Words::tr("That did not work");
        out.text = sentence(*fault);
        return out;
    }
    if (worst)
        return worst;
    if (history)
        return historyBanner(*state.board);
    if (auto source = state.board ? sourceBanner(state) : std::nullopt)
        return source;
    return drillBanner(state);
}

std::vector<BannerText> noticesOf(const ShownState& state, const Selection& selection)
{
    std::vector<BannerText> out;
    if (auto watcher = watcherBanner(state))
        out.push_back(std::move(*watcher));
    if (const FreezeView* own = state.freezeOf(selection))
        out.push_back(freezeBanner(state, *own));
    if (state.freezes && selection.kind == TeamRow::Kind::all)
        for (const auto& [scope, view] : state.freezes->views)
            if (BannerText other = freezeBanner(state, view); scope.kind != ScopeKind::organisation && other.isCritical())
                out.push_back(std::move(other));
    if (state.board && state.board->historyFault)
        out.push_back(historyBanner(*state.board));
    else if (auto source = state.board ? sourceBanner(state) : std::nullopt)
        out.push_back(std::move(*source));
    return out;
}

} // namespace fuseboard
