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

/// Fuseboard's own hard budget of that scope, where the board tells of now; or null.
const BudgetState* shownBudgetOf(const RaiseAsk& ask, const ShownState& state)
{
    const bool isOfNow = state.board && !state.board->historyFault && state.board->period.contains(state.now);
    return isOfNow ? ownBudgetOf(ask, state.board->budgets) : nullptr;
}

/// Another hard budget than that one is spent, and freezes the caller as well.
bool isAnotherSpent(const RaiseAsk& ask, const ShownState& state, const BudgetState* own)
{
    return state.board && std::ranges::any_of(state.board->budgets, [&](const BudgetState& each) {
        const BudgetScope& scope = each.budget.scope;
        const bool reaches = scope == BudgetScope::everything() || scope == BudgetScope::ofTeam(ask.team)
            || (scope.kind == BudgetScopeKind::person && scope.name == ask.person);
        return reaches && each.budget.kind == BudgetKind::hard && each.burn && each.burn->spentNano >= each.amount.nano
            && (!own || scope != own->budget.scope);
    });
}

/// A freeze of the caller that an answer does not end: a person's, or of a budget that is not raised for it.
QString frozenText(const RaiseAsk& ask, const ShownState& state, const BudgetState* own)
{
    if (!state.freezes)
        return {};
    const bool isOwnAlone = own && own->burn->spentNano >= own->amount.nano && !isAnotherSpent(ask, state, own);
    for (const Scope& scope : {Scope::everything(), Scope::ofTeam(ask.team), Scope {ScopeKind::token, ask.token}}) {
        const auto freeze = state.freezes->views.find(scope);
        if (freeze == state.freezes->views.end() || !isHeld(&freeze->second))
            continue;
        if (isOwnAlone && freeze->second.until && scope == frozenScopeOf(ask))
            continue; // which ends as that budget is raised
        return MainWindow::tr("%1 is frozen by %2: its calls are refused until that ends, whatever is allowed here.")
            .arg(state.nameOf(scope), shown(freeze->second.by, 60));
    }
    return {};
}

bool isSame(const AskDecision& a, const AskDecision& b) { return a.place == b.place && a.ask.id == b.ask.id; }

} // namespace

void MainWindow::connectAsks() { connect(m_dialogs, &Dialogs::askDecided, this, &MainWindow::sendAnswer); }

void MainWindow::sendAnswer(const AskDecision& decision)
{
    if (std::ranges::any_of(m_answering, [&](const AskDecision& each) { return isSame(each, decision); })) {
        m_dialogs->tellAnswer(decision, tr("Another answer to it is on its way. Wait for what becomes of it."));
        return;
    }
    m_answering.push_back(decision);
    Q_EMIT askDecided(decision);
}

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
        sendAnswer(keep);
        return;
    }
    const BudgetState* own = shownBudgetOf(ask, m_state);
    m_dialogs->allow({.place = keep.place,
        .ask = ask,
        .scope = scopeOf(ask, m_state),
        .calendar = m_state.calendar,
        .now = m_state.now,
        .ownLeft = own ? std::optional(Money {own->amount.nano - own->burn->spentNano, own->amount.currency}) : std::nullopt,
        .frozen = frozenText(ask, m_state, own)});
}

void MainWindow::tellAnswer(const AskDecision& decision, const Result<AskOutcome>& outcome)
{
    std::erase_if(m_answering, [&](const AskDecision& each) { return isSame(each, decision); });
    const QString fault = outcome ? QString() : askFault(outcome.error());
    m_dialogs->tellAnswer(decision, fault);
    Q_EMIT acknowledgementKept(); // the log has more of it, taken or not
    if (!outcome) {
        showFaultAs(outcome.error(), fault);
        return;
    }
    const RaiseAsk& ask = outcome->ask;
    const QString scope = scopeOf(ask, m_state);
    if (ask.state != RaiseAsk::State::allowed || !ask.granted || !ask.until) {
        showDone(
            (ask.isHeldSession ? tr("%1 stays held: its calls are refused, but for single ones that try whether it gets on.")
                               : tr("The budget of %1 stays as it is: its calls are refused."))
                .arg(scope));
        return;
    }
    const QString allowed = allowedText(ask, scope, *ask.granted, *ask.until, m_state.calendar, m_state.now);
    if (outcome->notRaised) {
        showFaultAs(*outcome->notRaised,
            tr("%1 Fuseboard’s own hard budget still stops it, as it could not be raised. %2")
                .arg(allowed, sentence(*outcome->notRaised)));
        return;
    }
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
