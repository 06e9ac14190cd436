// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/askscommand.h"

#include "ctl/print.h"
#include "ctl/statustext.h"
#include "owner/asksdocument.h"
#include "text/moneytext.h"

#include <QCoreApplication>

#include <algorithm>

namespace fuseboard {
namespace {

QString tr(const char* text, int n = -1) { return QCoreApplication::translate("AsksText", text, nullptr, n); }
QString word(const std::string& utf8) { return onOneLine(QString::fromStdString(utf8)); }

QString stateOf(const RaiseAsk& ask)
{
    switch (ask.state) {
    case RaiseAsk::State::open: return tr("waits");
    case RaiseAsk::State::allowed:
        return tr("%1 allowed until %2 by %3")
            .arg(exactText(ask.granted.value_or(Money())), word(toText(ask.until.value_or(Instant()))), word(ask.by));
    case RaiseAsk::State::kept: return tr("refused by %1").arg(word(ask.by));
    }
    return {};
}

QString lineOf(const RaiseAsk& ask, const std::string& place)
{
    QStringList parts {word(ask.id), word(toText(ask.at)), word(place)};
    for (const std::string& name : {ask.team, ask.agent, ask.person, ask.key})
        if (const QString text = word(name); !name.empty() && !parts.contains(text))
            parts += text;
    if (ask.isHeldSession) {
        parts += tr("%1 is held").arg(word(ask.scope.text()));
        parts += tr("%1 so far, %2 an hour").arg(exactText(ask.spent), exactText(ask.anHour));
    } else {
        parts += tr("%1 more of %2").arg(exactText(ask.amount), word(ask.scope.text()));
        parts += tr("%1 of %2 spent").arg(exactText(ask.spent), exactText(ask.limit));
    }
    parts += stateOf(ask);
    parts += word(ask.reason);
    return parts.join(QStringLiteral("  ")) + QLatin1Char('\n');
}

QString asksText(const QJsonObject& answer)
{
    const auto places = asksOf(answer);
    if (!places)
        return sentence(places.error()) + QLatin1Char('\n');
    QString waiting, answered, silent;
    for (const PlaceAsks& place : *places) {
        if (place.error)
            silent += saidOf(word(place.name), sentence(*place.error)) + QLatin1Char('\n');
        if (place.unread > 0)
            silent += saidOf(word(place.name), tr("%n request(s) can’t be read.", static_cast<int>(place.unread)))
                + QLatin1Char('\n');
        for (const RaiseAsk& ask : place.asks)
            (ask.state == RaiseAsk::State::open ? waiting : answered) += lineOf(ask, place.name);
    }
    if (waiting.isEmpty())
        waiting =
            (places->empty() ? tr("No connected place takes requests for more.") : tr("No request for more is known to wait."))
            + QLatin1Char('\n');
    return waiting + answered + silent;
}

/// The request that answers one, out of the owner's list; empty where nobody lists it.
QJsonObject answerRequest(const QJsonObject& asks, const CommandLine& line)
{
    const auto places = asksOf(asks);
    if (!places)
        return {};
    for (const PlaceAsks& place : *places)
        for (const RaiseAsk& ask : place.asks) {
            if (ask.id != line.ask.toStdString())
                continue;
            QJsonObject out = answerDocument(
                {.place = place.place, .ask = ask, .allowed = {}, .until = {}, .reason = line.reason.toStdString()});
            if (line.allows) { // as typed: the owner knows the calendar
                out[QLatin1String("allow")] = line.amount;
                out[QLatin1String("until")] = line.until;
            }
            return out;
        }
    return {};
}

/// Says of a request that nobody lists whether it may be waiting all the same.
QString noSuchAskText(const QJsonObject& asks, const QString& id)
{
    const auto places = asksOf(asks);
    const bool isWhole =
        places && std::ranges::none_of(*places, [](const PlaceAsks& place) { return place.error.has_value(); });
    return isWhole
        ? tr("No request for more has the id %1. Nothing was answered.").arg(onOneLine(id))
        : tr("No place lists a request with the id %1, and not every place answers. Nothing was answered.").arg(onOneLine(id));
}

/// What is so now.
QString answeredText(const QJsonObject& answer)
{
    const auto outcome = askOutcomeOf(answer);
    if (!outcome)
        return sentence(outcome.error()) + QLatin1Char('\n');
    const RaiseAsk& ask = outcome->ask;
    const QString scope = word(ask.scope.text());
    if (ask.state != RaiseAsk::State::allowed && ask.isHeldSession)
        return tr("%1 stays held; its calls are refused.").arg(scope) + QLatin1Char('\n');
    if (ask.state != RaiseAsk::State::allowed)
        return tr("The budget of %1 stays as it is; its calls are refused.").arg(scope) + QLatin1Char('\n');
    QString out = tr("%1 may spend %2 more until %3.")
                      .arg(scope, exactText(ask.granted.value_or(Money())), word(toText(ask.until.value_or(Instant()))));
    if (outcome->raised)
        out +=
            QLatin1Char(' ') + tr("Fuseboard’s own hard budget is raised by %1 until then.").arg(exactText(*outcome->raised));
    if (outcome->notRaised)
        out += QLatin1Char(' ')
            + tr("Fuseboard’s own hard budget still stops it, as it could not be raised. %1")
                  .arg(sentence(*outcome->notRaised));
    return out + QLatin1Char('\n');
}

} // namespace

Move asksAnswered(const CommandLine& line, const QJsonObject& answer)
{
    if (line.verb == CommandLine::Verb::asks)
        return Say {line.json ? documentText(answer) : asksText(answer)};
    if (answer.contains(QLatin1String("answered")))
        return Say {line.json ? documentText(answer) : answeredText(answer), ExitCode::proved, true};
    QJsonObject request = answerRequest(answer, line);
    if (request.isEmpty())
        return Refuse {noSuchAskText(answer, line.ask)};
    return AskOwner {std::move(request)};
}

} // namespace fuseboard
