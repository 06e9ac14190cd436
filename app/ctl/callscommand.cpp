// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/callscommand.h"

#include "ctl/print.h"
#include "ctl/statustext.h"
#include "ctl/target.h"
#include "owner/callsdocument.h"
#include "text/moneytext.h"

#include <QCoreApplication>

#include <algorithm>

namespace fuseboard {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("CallsText", text); }
QString word(const std::string& utf8) { return onOneLine(QString::fromStdString(utf8)); }

QString lineOf(const RunningCall& call, const std::string& place)
{
    QStringList parts {word(call.id), word(toText(call.since)), word(place)};
    for (const std::string& name : {call.team, call.agent, call.person, call.key, call.model})
        if (const QString text = word(name); !name.empty() && !parts.contains(text))
            parts += text;
    parts += tr("%1 tokens").arg(countText(call.tokens));
    if (call.cost)
        parts += tr("%1 so far").arg(amountText(*call.cost, Bound::about));
    if (call.reserved)
        parts += tr("%1 set aside").arg(amountText(*call.reserved));
    if (call.isBeingCut)
        parts += tr("is being cut");
    return parts.join(QStringLiteral("  ")) + QLatin1Char('\n');
}

QString lineOf(const PlaceCalls& place)
{
    if (!place.tells)
        return tr("%1 never tells which calls run.").arg(word(place.name)) + QLatin1Char('\n');
    return place.error ? saidOf(word(place.name), sentence(*place.error)) + QLatin1Char('\n') : QString();
}

bool isWhole(const RunningCalls& calls)
{
    return std::ranges::none_of(calls.places, [](const PlaceCalls& place) { return !place.tells || place.error; });
}

QString callsText(const QJsonObject& answer)
{
    const auto calls = runningCallsOf(answer);
    if (!calls)
        return sentence(calls.error()) + QLatin1Char('\n');
    std::vector<std::pair<Instant, QString>> lines;
    QString silent;
    for (const PlaceCalls& place : calls->places) {
        silent += lineOf(place);
        for (const RunningCall& call : place.calls)
            lines.emplace_back(call.since, lineOf(call, place.name));
    }
    std::ranges::sort(lines);
    QString out;
    for (const auto& [since, line] : lines)
        out += line;
    if (lines.empty())
        out = (calls->places.empty() ? tr("No connected place could tell which calls run.") : tr("No call is known to run."))
            + QLatin1Char('\n');
    return out + silent;
}

/// The request that ends the call, out of the owner's list; empty where nobody lists it.
QJsonObject cutRequest(const QJsonObject& calls, const QString& id, const QString& reason, const QString& confirm)
{
    const auto told = runningCallsOf(calls);
    if (told)
        for (const PlaceCalls& place : told->places)
            for (const RunningCall& call : place.calls)
                if (call.id == id.toStdString())
                    return callCutDocument({place.place, call, reason.toStdString(), confirm.toStdString()});
    return {};
}

/// Says of a call that nobody lists whether it may be running all the same.
QString noSuchCallText(const QJsonObject& calls, const QString& id)
{
    const auto told = runningCallsOf(calls);
    return told && isWhole(*told)
        ? tr("No call with the id %1 runs. Nothing was cut.").arg(onOneLine(id))
        : tr("No place lists a call with the id %1, and not every place tells. Nothing was cut.").arg(onOneLine(id));
}

QString cutText(const QJsonObject& answer, const QString& id)
{
    const auto outcome = cutOutcomeOf(answer);
    if (outcome == CutOutcome::endedAlready)
        return tr("The call %1 had ended already.").arg(onOneLine(id)) + QLatin1Char('\n');
    return (outcome ? tr("The call %1 was cut.").arg(onOneLine(id)) : sentence(outcome.error())) + QLatin1Char('\n');
}

Move listAnswered(const CommandLine& line, const QJsonObject& answer)
{
    if (answer.contains(QLatin1String("places")))
        return Say {line.json ? documentText(answer) : callsText(answer)};
    const auto target = findTarget(line, answer[QLatin1String("status")].toObject());
    if (!target)
        return refused(target.error());
    return AskOwner {callsRequest(target->scope)};
}

} // namespace

QJsonObject callsRequest(const QString& scope)
{
    return {{QStringLiteral("do"), QStringLiteral("calls")}, {QStringLiteral("scope"), scope}};
}

Move callsAnswered(const CommandLine& line, const QJsonObject& answer)
{
    if (line.verb == CommandLine::Verb::calls)
        return listAnswered(line, answer);
    if (answer.contains(QLatin1String("outcome")))
        return Say {line.json ? documentText(answer) : cutText(answer, line.call),
            cutOutcomeOf(answer) ? ExitCode::proved : ExitCode::failed, true};
    QJsonObject request = cutRequest(answer, line.call, line.reason, line.confirm);
    if (request.isEmpty())
        return Refuse {noSuchCallText(answer, line.call)};
    return AskOwner {std::move(request)};
}

} // namespace fuseboard
