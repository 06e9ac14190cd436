// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/commands.h"

#include "ctl/askscommand.h"
#include "ctl/billoptions.h"
#include "ctl/budgettext.h"
#include "ctl/callscommand.h"
#include "ctl/drilltext.h"
#include "ctl/leverstext.h"
#include "ctl/print.h"
#include "ctl/ratestext.h"
#include "ctl/sourcetext.h"
#include "ctl/target.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonArray>

#include <algorithm>

namespace fuseboard {
namespace {

using namespace std::chrono_literals;
using Verb = CommandLine::Verb;

QString tr(const char* text) { return QCoreApplication::translate("Commands", text); }
QJsonObject request(const QString& what) { return {{QStringLiteral("do"), what}}; }
const QString status = QStringLiteral("status");

/// Its words for people, or with `--json` the document.
Say say(const CommandLine& line, const QJsonObject& document, const QString& words)
{
    return {line.json ? documentText(document) : words};
}

QJsonObject exportRequest(const CommandLine& line)
{
    return {{QStringLiteral("do"), QStringLiteral("export")}, {QStringLiteral("period"), line.period},
        {QStringLiteral("report"), line.verb == Verb::exportSpending ? QStringLiteral("spending") : QStringLiteral("team")},
        {QStringLiteral("file"), QDir().absoluteFilePath(line.file)}};
}

QJsonObject rateRequest(const CommandLine& line)
{
    return {{QStringLiteral("do"), QStringLiteral("setRate")}, {QStringLiteral("from"), line.from},
        {QStringLiteral("to"), line.to}, {QStringLiteral("rate"), line.rate}, {QStringLiteral("since"), line.since},
        {QStringLiteral("source"), line.rateSource}};
}

Move drillAnswered(const CommandLine& line, const QJsonObject& answer)
{
    if (answer.contains(status)) {
        const auto target = findTarget(line, answer[status].toObject());
        if (!target)
            return refused(target.error());
        return AskOwner {
            {{QStringLiteral("do"), QStringLiteral("drill")}, {QStringLiteral("team"), target->team}}, 2 * proofPatience};
    }
    if (line.list)
        return say(line, answer, drillsText(answer));
    const QJsonObject drill = answer[QLatin1String("drill")].toObject();
    Say made = say(line, drill, drillText(drill));
    made.code = drill[QLatin1String("passed")].toBool() ? ExitCode::proved : ExitCode::notProved;
    return made;
}

Move sourceAnswered(const CommandLine& line, const QJsonObject& answer)
{
    const QString what = line.request[QLatin1String("do")].toString();
    const bool isDone = what != status;
    if (!answer[status].isObject())
        return Say {line.json ? documentText(answer) : sourceDoneText(what, answer), ExitCode::proved, isDone};
    const QJsonArray sources = answer[status][QLatin1String("sources")].toArray();
    const QString asked = line.request[QLatin1String("source")].toString();
    const bool failed = std::ranges::any_of(sources, [&](const auto& value) {
        const QJsonObject source = value.toObject();
        return source[QLatin1String("id")].toString() == asked && source.contains(QLatin1String("error"));
    });
    return Say {line.json ? documentText({{QStringLiteral("sources"), sources}}) : sourcesText(answer[status].toObject()),
        failed ? ExitCode::failed : ExitCode::proved, isDone};
}

Move budgetAnswered(const CommandLine& line, const QJsonObject& answer)
{
    const QJsonObject budget = answer[QLatin1String("budget")].toObject();
    Say said = say(line, answer, budget.isEmpty() ? budgetsText(answer) : budgetText(budget));
    said.isDone = line.request[QLatin1String("do")] != QLatin1String("budgets");
    return said;
}

} // namespace

Move firstMove(const CommandLine& line)
{
    switch (line.verb) {
    case Verb::poll: return AskOwner {request(QStringLiteral("poll")), pollPatience};
    case Verb::cancelAllocation: return AskOwner {request(QStringLiteral("cancelAllocation"))};
    case Verb::drill: return AskOwner {request(line.list ? QStringLiteral("drills") : status)}; // which tells the team
    case Verb::calls: return AskOwner {line.team.isEmpty() ? callsRequest() : request(status)}; // as above
    case Verb::cutCall: return AskOwner {callsRequest()};
    case Verb::asks:
    case Verb::answerAsk: return AskOwner {request(QStringLiteral("asks"))};
    case Verb::levers: return AskOwner {request(QStringLiteral("levers"))};
    case Verb::watch: return AskOwner {request(QStringLiteral("watch")), 0ms};
    case Verb::source:
        return AskOwner {
            line.request, line.request[QLatin1String("do")] == QLatin1String("poll") ? pollPatience : answerPatience};
    case Verb::exportTeams:
    case Verb::exportSpending: return AskOwner {exportRequest(line), pollPatience};
    case Verb::listRates: return AskOwner {request(QStringLiteral("rates"))};
    case Verb::setRate: return AskOwner {rateRequest(line)};
    case Verb::importRates:
        return AskOwner {{{QStringLiteral("do"), QStringLiteral("importRates")},
                             {QStringLiteral("file"), QDir().absoluteFilePath(line.file)}},
            pollPatience};
    case Verb::budget: return AskOwner {line.request};
    case Verb::importBill: return AskOwner {line.request, pollPatience};
    case Verb::status:
    case Verb::freeze:
    case Verb::resume:
    case Verb::addReason:
    // These read the history, and ask nobody.
    case Verb::verify:
    case Verb::repair:
    case Verb::backUp:
    case Verb::reconcile:
    case Verb::importLogs:
    case Verb::showPrices:
    case Verb::sourceLimits:
    case Verb::updatePrices:
    case Verb::setPrice:
    case Verb::writeCompanion:
    case Verb::checkCompanion:
    case Verb::exportAudit: break;
    }
    return AskOwner {request(status)};
}

Move nextMove(const CommandLine& line, const QJsonObject& answer)
{
    switch (line.verb) {
    case Verb::calls:
    case Verb::cutCall: return callsAnswered(line, answer);
    case Verb::asks:
    case Verb::answerAsk: return asksAnswered(line, answer);
    case Verb::levers: {
        const QJsonArray levers = answer[QLatin1String("levers")].toArray();
        return say(line, {{QStringLiteral("levers"), levers}}, leversText(levers));
    }
    case Verb::drill: return drillAnswered(line, answer);
    case Verb::listRates: {
        const QJsonArray rates = answer[QLatin1String("rates")].toArray();
        return say(line, {{QStringLiteral("rates"), rates}}, ratesText(rates));
    }
    case Verb::setRate:
    case Verb::importRates: return Say {enteredRatesText(answer)};
    case Verb::exportTeams:
    case Verb::exportSpending:
        return Say {tr("%1 rows written to %2\n")
                .arg(answer[QLatin1String("rows")].toInt())
                .arg(answer[QLatin1String("file")].toString())};
    case Verb::cancelAllocation:
        return Say {tr("The allocation rules are as before the change; days already done are given back by them.\n")};
    case Verb::source: return sourceAnswered(line, answer);
    case Verb::importBill: return say(line, answer, billText(answer[QLatin1String("bill")].toObject()));
    case Verb::budget: return budgetAnswered(line, answer);
    default: return Say {documentText(answer)}; // of commands that end elsewhere
    }
}

} // namespace fuseboard
