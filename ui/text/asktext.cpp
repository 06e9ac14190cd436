// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/asktext.h"

#include "text/breakable.h"
#include "text/errortext.h"
#include "text/looptext.h"
#include "text/moneytext.h"
#include "text/shown.h"
#include "text/timetext.h"

#include <QCoreApplication>

namespace fuseboard {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(AskText)
};

constexpr int longestName = 40, longestReason = 240;

QString keyText(const RaiseAsk& ask)
{
    return Words::tr("Key %1").arg(shown(ask.key.empty() ? ask.token.substr(0, 12) : ask.key, longestName));
}

} // namespace

QString limitScopeText(const RaiseAsk& ask, const QString& teamName)
{
    const LimitScope& scope = ask.scope;
    const QString name = shown(scope.id, longestName);
    switch (scope.kind) {
    case LimitKind::organisation: return Words::tr("All teams");
    case LimitKind::team: return teamName;
    case LimitKind::token: return keyText(ask);
    case LimitKind::session: return Words::tr("Session %1").arg(name);
    case LimitKind::model: return name;
    case LimitKind::person: return scope.agent.empty() ? name : Words::tr("%1, %2").arg(name, shown(scope.agent, longestName));
    }
    return {};
}

QString askerText(const RaiseAsk& ask)
{
    const QString person = shown(ask.person, longestName), agent = shown(ask.agent, longestName);
    if (person.isEmpty() && agent.isEmpty())
        return keyText(ask);
    return person.isEmpty() || agent.isEmpty() || person == agent ? (person.isEmpty() ? agent : person)
                                                                  : Words::tr("%1, %2").arg(person, agent);
}

QString heldReason(const RaiseAsk& ask)
{
    const QString seen = mostSeenText(ask.seen);
    return seen.isEmpty() ? Words::tr("“%1”").arg(breakable(shown(ask.reason, longestReason))) : seen;
}

QString askTitle(const RaiseAsk& ask)
{
    return ask.isHeldSession ? Words::tr("%1 gets nowhere and is held").arg(askerText(ask))
                             : Words::tr("%1 asks for %2 more").arg(askerText(ask), amountText(ask.amount));
}

QString askSituation(const RaiseAsk& ask, const QString& scope)
{
    if (ask.isHeldSession)
        return Words::tr("%1 · %2 so far, %3 an hour. %4")
            .arg(scope, amountText(ask.spent), amountText(ask.anHour), heldReason(ask));
    return Words::tr("%1 · %2 of %3 is spent. “%4”")
        .arg(scope, amountText(ask.spent), amountText(ask.limit), breakable(shown(ask.reason, longestReason)));
}

QString askFault(const Error& error)
{
    if (error.code != ErrorCode::timedOut && error.code != ErrorCode::cutOff)
        return Words::tr("The answer was not taken. %1").arg(sentence(error));
    return Words::tr("%1 has not said whether it took the answer, so that is not known. Fuseboard’s own budgets are as they "
                     "were. Look again, and repeat it where it is still asked.")
        .arg(shown(error.subject, longestName));
}

QString allowedText(
    const RaiseAsk& ask, const QString& scope, Money amount, Instant until, const Calendar& calendar, Instant now)
{
    const QString more = amountText(amount), end = momentText(calendar, until, now);
    if (ask.isHeldSession && ask.mostCalls > 0)
        return Words::tr("%1 may spend %2 more until %3, in %4 calls at most. After that it is judged anew.")
            .arg(scope, more, end, countText(ask.mostCalls));
    if (ask.isHeldSession)
        return Words::tr("%1 may spend %2 more until %3. After that it is judged anew.").arg(scope, more, end);
    return until < periodEndOf(ask, calendar, now)
        ? Words::tr("%1 may spend %2 more until %3. Then calls are refused again.").arg(scope, more, end)
        : Words::tr("%1 may spend %2 more until %3, when its budget begins anew.").arg(scope, more, end);
}

} // namespace fuseboard
