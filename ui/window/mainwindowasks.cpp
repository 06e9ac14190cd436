// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What callers ask for beyond their budgets, and what a person answers.
#include "dialogs/allowdialog.h"
#include "incidents/askincidents.h"
#include "text/asktext.h"
#include "text/errortext.h"
#include "text/moneytext.h"
#include "text/shown.h"
#include "window/announcer.h"
#include "window/dialogs.h"
#include "window/mainwindow.h"

#include <algorithm>

namespace fuseboard {
namespace {

QString scopeOf(const RaiseAsk& ask, const ShownState& state)
{
    return limitScopeText(ask, state.nameOf(Scope::ofTeam(ask.team)));
}

/// Of Fuseboard's own hard budget of that scope, where the board tells of now.
std::optional<Money> ownLeftOf(const RaiseAsk& ask, const ShownState& state)
{
    const bool isOfNow = state.board && !state.board->historyFault && state.board->period.contains(state.now);
    const BudgetState* own = isOfNow ? ownBudgetOf(ask, state.board->budgets) : nullptr;
    if (!own)
        return std::nullopt;
    return Money {own->amount.nano - own->burn->spentNano, own->amount.currency};
}

/// A freeze of the caller's team that an answer does not end: a person's, or of a budget that is not raised for it.
QString frozenText(const RaiseAsk& ask, const ShownState& state, bool raisesOwn)
{
    const FreezeView* freeze = state.freezes ? state.freezes->forTeam(ask.team) : nullptr;
    if (!isHeld(freeze) || (freeze->until && raisesOwn))
        return {};
    return MainWindow::tr("%1 is frozen by %2: its calls are refused until that ends, whatever is allowed here.")
        .arg(state.nameOf(freeze->scope), shown(freeze->by, 60));
}

bool isSame(const AskDecision& a, const AskDecision& b) { return a.place == b.place && a.ask.id == b.ask.id; }

} // namespace

void MainWindow::connectAsks() { connect(m_dialogs, &Dialogs::askDecided, this, &MainWindow::askDecided); }

void MainWindow::setAsks(const Asks& asks)
{
    auto known = withEarlier(asks, m_state.asks ? *m_state.asks : Asks());
    if (m_state.asks && *m_state.asks == known)
        return;
    m_state.asks = std::make_shared<const Asks>(std::move(known));
    refresh();
}

void MainWindow::setAsksFault(const Error& error)
{
    if (!m_state.asks)
        return;
    Asks silent = *m_state.asks;
    for (PlaceAsks& place : silent) {
        place.at.reset();
        place.error = error;
    }
    setAsks(silent);
}

void MainWindow::answerAsk(IncidentAction action, const Incident& incident)
{
    const PlacedAsk asked = askOf(incident, m_state);
    if (!asked)
        return;
    const RaiseAsk& ask = *asked.ask;
    const AskDecision keep {.place = asked.place->place, .ask = ask, .allowed = {}};
    if (std::ranges::any_of(m_answering, [&](const AskDecision& each) { return isSame(each, keep); }))
        return;
    if (action == IncidentAction::keepAsk) {
        m_answering.push_back(keep);
        Q_EMIT askDecided(keep);
        return;
    }
    const auto ownLeft = ownLeftOf(ask, m_state);
    m_dialogs->allow({.place = keep.place,
        .ask = ask,
        .scope = scopeOf(ask, m_state),
        .calendar = m_state.calendar,
        .now = m_state.now,
        .ownLeft = ownLeft,
        .frozen = frozenText(ask, m_state, ownLeft.has_value())});
}

void MainWindow::tellAnswer(const AskDecision& decision, const Result<AskOutcome>& outcome)
{
    std::erase_if(m_answering, [&](const AskDecision& each) { return isSame(each, decision); });
    m_dialogs->tellAnswer(decision, outcome ? QString() : sentence(outcome.error()));
    Q_EMIT acknowledgementKept(); // the log has more of it, taken or not
    if (!outcome) {
        showFault(outcome.error());
        return;
    }
    const RaiseAsk& ask = outcome->ask;
    const QString scope = scopeOf(ask, m_state);
    if (ask.state != RaiseAsk::State::allowed || !ask.granted || !ask.until) {
        showDone((ask.isHeldSession ? tr("%1 stays held: its calls are refused.")
                                    : tr("The budget of %1 stays as it is: its calls are refused."))
                .arg(scope));
        return;
    }
    const QString allowed = allowedText(ask, scope, *ask.granted, *ask.until, m_state.calendar, m_state.now);
    showDone(outcome->raised
            ? tr("%1 Fuseboard’s own hard budget is raised by %2 until then.").arg(allowed, amountText(*outcome->raised))
            : allowed);
}

void MainWindow::callFalseAlarm(const Incident& incident)
{
    m_dialogs->falseAlarm(
        incident.title, incident.text, [this, incident](const QString& reason) { Q_EMIT falseAlarmCalled(incident, reason); });
}

} // namespace fuseboard
