// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/control.h"

#include "ctl/askstext.h"
#include "ctl/billoptions.h"
#include "ctl/budgettext.h"
#include "ctl/callstext.h"
#include "ctl/drilltext.h"
#include "ctl/leverstext.h"
#include "ctl/print.h"
#include "ctl/ratestext.h"
#include "ctl/sourcetext.h"
#include "ctl/statustext.h"
#include "owner/blastpreview.h"
#include "owner/freezedocument.h"
#include "owner/statusdocument.h"
#include "text/errortext.h"
#include "text/freezetext.h"
#include "text/undotext.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <utility>

namespace fuseboard {
namespace {

using namespace std::chrono_literals;
using Verb = CommandLine::Verb;

constexpr int shortWaitMs = 3000; ///< a healthy gateway proves itself in milliseconds
constexpr int longWaitMs = 180'000; ///< beyond any place's bound, past which it is told as not proved
constexpr auto planPatience = 3s; ///< as the plan says it; what is held and how to resume it is known without the places
constexpr auto answerPatience = 15s; ///< an owner answers from memory; one that opens a large history takes a few seconds
constexpr auto pollPatience = 180s; ///< a source may use its 60 s, and be tried again

QJsonObject findFreeze(const QJsonObject& status, const QString& scope)
{
    for (const auto& value : status[QLatin1String("freezes")].toArray())
        if (value.toObject()[QLatin1String("scope")].toString() == scope)
            return value.toObject();
    return {};
}

bool isHeld(const QJsonObject& freeze)
{
    const QString stage = freeze[QLatin1String("stage")].toString();
    return !stage.isEmpty() && stage != QLatin1String("allowed") && stage != QLatin1String("resumed");
}

/// A reason longer than this would be cut by the gateways; the audit log keeps it as they do.
constexpr qsizetype longestReason = 1000;

} // namespace

Control::Control(CommandLine line, Ask ask, QObject* parent)
    : QObject(parent)
    , m_line(std::move(line))
    , m_ask(std::move(ask))
{
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        if (!m_held.isEmpty())
            sayResumePlanUnasked();
        else
            fail(
                tr("The program that owns the profile does not answer. Whether it did what was asked is not known. Look at it, "
                   "or end it and ask again."));
    });
    if (m_line.reason.size() <= longestReason)
        return;
    m_line.reason.truncate(longestReason - (m_line.reason[longestReason - 1].isHighSurrogate() ? 1 : 0));
    print(stderr, tr("fuseboardctl: the reason is long; its first 1000 characters are kept.\n"));
}

void Control::ask(const QJsonObject& request, std::chrono::milliseconds patience)
{
    if (patience.count() > 0)
        m_patience.start(patience);
    m_ask(request);
}

void Control::end(ExitCode code)
{
    m_patience.stop();
    Q_EMIT finished(static_cast<int>(code));
}

void Control::fail(const QString& words, const QJsonObject& error)
{
    printError(words, m_line.json, error);
    end(ExitCode::failed);
}

void Control::fail(const Error& error) { fail(sentence(error), errorDocument(error)); }

void Control::start()
{
    switch (m_line.verb) {
    case Verb::poll: ask({{QStringLiteral("do"), QStringLiteral("poll")}}, pollPatience); return;
    case Verb::cancelAllocation: ask({{QStringLiteral("do"), QStringLiteral("cancelAllocation")}}, answerPatience); return;
    case Verb::drill:
        if (!m_line.list)
            break;
        ask({{QStringLiteral("do"), QStringLiteral("drills")}}, answerPatience);
        return;
    case Verb::calls:
        if (!m_line.team.isEmpty())
            break;
        [[fallthrough]];
    case Verb::cutCall: ask(callsRequest(), answerPatience); return;
    case Verb::asks:
    case Verb::answerAsk: ask(asksRequest(), answerPatience); return;
    case Verb::levers: ask({{QStringLiteral("do"), QStringLiteral("levers")}}, answerPatience); return;
    case Verb::watch: ask({{QStringLiteral("do"), QStringLiteral("watch")}}, 0ms); return;
    case Verb::source:
        ask(m_line.request, m_line.request[QLatin1String("do")] == QLatin1String("poll") ? pollPatience : answerPatience);
        return;
    case Verb::exportTeams:
    case Verb::exportSpending:
        ask({{QStringLiteral("do"), QStringLiteral("export")}, {QStringLiteral("period"), m_line.period},
                {QStringLiteral("report"),
                    m_line.verb == Verb::exportSpending ? QStringLiteral("spending") : QStringLiteral("team")},
                {QStringLiteral("file"), QDir().absoluteFilePath(m_line.file)}},
            pollPatience);
        return;
    case Verb::listRates: ask({{QStringLiteral("do"), QStringLiteral("rates")}}, answerPatience); return;
    case Verb::setRate:
        ask({{QStringLiteral("do"), QStringLiteral("setRate")}, {QStringLiteral("from"), m_line.from},
                {QStringLiteral("to"), m_line.to}, {QStringLiteral("rate"), m_line.rate},
                {QStringLiteral("since"), m_line.since}, {QStringLiteral("source"), m_line.rateSource}},
            answerPatience);
        return;
    case Verb::importRates:
        ask({{QStringLiteral("do"), QStringLiteral("importRates")},
                {QStringLiteral("file"), QDir().absoluteFilePath(m_line.file)}},
            pollPatience);
        return;
    case Verb::freeze:
        if (m_line.dryRun)
            break;
        if (m_line.all && m_line.confirm != QLatin1String("freeze all")) {
            printError(tr("A freeze of all teams asks for --confirm 'freeze all'. Nothing was ordered."), m_line.json);
            end(ExitCode::usage);
            return;
        }
        [[fallthrough]];
    case Verb::addReason:
    case Verb::resume:
        if (m_line.reason.isEmpty()) {
            printError(tr("The reason is empty; say why, for the audit log. Nothing was ordered."), m_line.json);
            end(ExitCode::usage);
            return;
        }
        [[fallthrough]];
    case Verb::status: ask({{QStringLiteral("do"), QStringLiteral("status")}}, answerPatience); return;
    case Verb::budget: ask(m_line.request, answerPatience); return;
    case Verb::importBill: ask(m_line.request, pollPatience); return;
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
    case Verb::exportAudit: return; // read the history, and ask nobody
    }
    ask({{QStringLiteral("do"), QStringLiteral("status")}}, answerPatience); // tells the team of a drill, dry run or list
}

void Control::answered(const QJsonObject& answer)
{
    m_patience.stop();
    if (!answer[QLatin1String("ok")].toBool()) {
        const QJsonObject error = answer[QLatin1String("error")].toObject();
        const QString words = error[QLatin1String("sentence")].toString();
        fail(
            words.isEmpty() ? tr("The program that owns the profile answers something else than this one understands.") : words,
            error);
        return;
    }
    if (m_holdAsked) {
        holdAnswered(answer);
        return;
    }
    if (answer.contains(QLatin1String("places")) || answer.contains(QLatin1String("outcome"))) {
        callsAnswered(answer);
        return;
    }
    if (answer.contains(QLatin1String("askPlaces")) || answer.contains(QLatin1String("answered"))) {
        asksAnswered(answer);
        return;
    }
    if (m_line.verb == Verb::levers) {
        const QJsonArray levers = answer[QLatin1String("levers")].toArray();
        say(m_line.json ? documentText({{QStringLiteral("levers"), levers}}) : leversText(levers), ExitCode::proved);
        return;
    }
    if (m_line.verb == Verb::drill && !answer.contains(QLatin1String("status"))) {
        const QJsonObject drill = answer[QLatin1String("drill")].toObject();
        say(m_line.json       ? documentText(m_line.list ? answer : drill)
                : m_line.list ? drillsText(answer)
                              : drillText(drill),
            m_line.list || drill[QLatin1String("passed")].toBool() ? ExitCode::proved : ExitCode::notProved);
        return;
    }
    if (m_line.verb == Verb::addReason && !answer.contains(QLatin1String("status"))) {
        say(m_line.json ? documentText(answer) : tr("The reason for the freeze of %1 is on record.\n").arg(m_scopeName),
            ExitCode::proved);
        return;
    }
    if (answer.contains(QLatin1String("preview"))) {
        const QJsonObject preview = answer[QLatin1String("preview")].toObject();
        if (m_line.verb == Verb::resume) {
            sayResumePlan(preview);
            return;
        }
        say(m_line.json ? documentText(preview) : blastText(preview, m_scopeName), ExitCode::proved);
        return;
    }
    if (m_line.verb == Verb::listRates) {
        say(m_line.json ? documentText({{QStringLiteral("rates"), answer[QLatin1String("rates")]}})
                        : ratesText(answer[QLatin1String("rates")].toArray()),
            ExitCode::proved);
        return;
    }
    if (m_line.verb == Verb::setRate || m_line.verb == Verb::importRates) {
        say(enteredRatesText(answer), ExitCode::proved);
        return;
    }
    if (m_line.verb == Verb::exportTeams || m_line.verb == Verb::exportSpending) {
        say(tr("%1 rows written to %2\n")
                .arg(answer[QLatin1String("rows")].toInt())
                .arg(answer[QLatin1String("file")].toString()),
            ExitCode::proved);
        return;
    }
    if (m_line.verb == Verb::cancelAllocation) {
        say(tr("The allocation rules are as before the change; days already done are given back by them.\n"), ExitCode::proved);
        return;
    }
    if (m_line.verb == Verb::source) {
        sourceAnswered(answer);
        return;
    }
    if (m_line.verb == Verb::importBill) {
        const QJsonObject bill = answer[QLatin1String("bill")].toObject();
        say(m_line.json ? documentText(answer) : billText(bill), ExitCode::proved);
        return;
    }
    if (m_line.verb == Verb::budget) {
        const QJsonObject budget = answer[QLatin1String("budget")].toObject();
        say(m_line.json ? documentText(answer) : budget.isEmpty() ? budgetsText(answer) : budgetText(budget), ExitCode::proved);
        return;
    }
    statusCame(answer[QLatin1String("status")].toObject());
}

void Control::callsAnswered(const QJsonObject& answer)
{
    if (m_line.verb == Verb::calls) {
        say(m_line.json ? documentText(answer) : callsText(answer), ExitCode::proved);
        return;
    }
    if (answer.contains(QLatin1String("outcome"))) {
        say(m_line.json ? documentText(answer) : cutText(answer, m_line.call), cutCode(answer));
        return;
    }
    const QJsonObject request = cutRequest(answer, m_line.call, m_line.reason, m_line.confirm);
    if (request.isEmpty())
        fail(noSuchCallText(answer, m_line.call));
    else
        ask(request, answerPatience);
}

void Control::asksAnswered(const QJsonObject& answer)
{
    if (m_line.verb == Verb::asks) {
        say(m_line.json ? documentText(answer) : asksText(answer), ExitCode::proved);
        return;
    }
    if (answer.contains(QLatin1String("answered"))) {
        say(m_line.json ? documentText(answer) : answeredText(answer), ExitCode::proved);
        return;
    }
    const QJsonObject request = answerRequest(answer, m_line);
    if (request.isEmpty())
        fail(noSuchAskText(answer, m_line.ask));
    else
        ask(request, answerPatience);
}

void Control::sayResumePlan(const QJsonObject& preview)
{
    const QString code = confirmationCode(m_held);
    if (m_line.json) {
        say(documentText({{QStringLiteral("ok"), true}, {QStringLiteral("freeze"), m_held}, {QStringLiteral("confirm"), code},
                {QStringLiteral("outlooks"), preview[QLatin1String("outlooks")]}}),
            ExitCode::proved);
        return;
    }
    const auto looked = previewOf(preview);
    if (looked)
        sayPlan(undoLines(*looked, m_holdAll));
    else
        fail(looked.error());
}

void Control::sayResumePlanUnasked()
{
    if (m_line.json)
        say(documentText({{QStringLiteral("ok"), true}, {QStringLiteral("freeze"), m_held},
                {QStringLiteral("confirm"), confirmationCode(m_held)}, {QStringLiteral("outlooks"), QJsonValue()}}),
            ExitCode::proved);
    else
        sayPlan(std::nullopt);
}

void Control::sayPlan(const std::optional<std::vector<UndoLine>>& undo)
{
    say(resumePlan(m_held, m_scopeName, confirmationCode(m_held), undo, m_holdAll), ExitCode::proved);
}

void Control::sourceAnswered(const QJsonObject& answer)
{
    if (const auto status = answer[QLatin1String("status")]; status.isObject()) {
        const QJsonArray sources = status[QLatin1String("sources")].toArray();
        const QString asked = m_line.request[QLatin1String("source")].toString();
        const bool failed = std::ranges::any_of(sources, [&](const auto& source) {
            return source.toObject()[QLatin1String("id")].toString() == asked
                && source.toObject().contains(QLatin1String("error"));
        });
        say(m_line.json ? documentText({{QStringLiteral("sources"), sources}}) : sourcesText(status.toObject()),
            failed ? ExitCode::failed : ExitCode::proved);
        return;
    }
    const QString what = m_line.request[QLatin1String("do")].toString();
    const QString name = onOneLine(answer[QLatin1String("name")].toString());
    QString words;
    if (what == QLatin1String("addSource"))
        words = tr("%1 is connected; its id is %2.").arg(name, answer[QLatin1String("id")].toString()) + QLatin1Char('\n');
    else if (what == QLatin1String("changeSource"))
        words = tr("%1 is changed. “fuseboardctl levers” says whether it can be frozen.").arg(name) + QLatin1Char('\n');
    else if (what == QLatin1String("removeSource"))
        words = tr("%1 is removed. What it told stays in the history.").arg(name) + QLatin1Char('\n');
    say(m_line.json ? documentText(answer) : words, ExitCode::proved);
}

void Control::statusCame(const QJsonObject& status)
{
    const QString noFigures = status[QLatin1String("historyFault")][QLatin1String("sentence")].toString();
    if (noFigures != std::exchange(m_noFigures, noFigures) && !noFigures.isEmpty()) // once, where it watches
        printError(noFigures, false);
    if (m_line.verb == Verb::freeze || m_line.verb == Verb::resume || m_line.verb == Verb::drill
        || m_line.verb == Verb::addReason || m_line.verb == Verb::calls) {
        askForHold(status);
        return;
    }
    const bool watching = m_line.verb == Verb::watch;
    QJsonObject shown = status;
    if (m_complete && !watching) // each change, that would read the history again and again
        m_complete(shown);
    bool sourceFailed = false;
    for (const auto& source : status[QLatin1String("sources")].toArray())
        sourceFailed = sourceFailed || source.toObject().contains(QLatin1String("error"));
    const QString words = !m_line.json ? statusText(shown)
        : watching                     ? documentText(shown, QJsonDocument::Compact)
                                       : documentText(shown);
    if (!watching)
        say(words, !noFigures.isEmpty() || (m_line.verb == Verb::poll && sourceFailed) ? ExitCode::failed : ExitCode::proved);
    else if (!printOut(words))
        end(ExitCode::failed); // nobody reads any more
}

void Control::say(const QString& text, ExitCode code)
{
    if (printOut(text) || code == ExitCode::failed) {
        end(code);
        return;
    }
    print(stderr, tr("fuseboardctl: the answer could not be written to standard output.\n"));
    // What was done is done: an order's exit code goes by its proof, not by who reads of it.
    end(m_holdAsked || changesSomething() ? code : ExitCode::failed);
}

bool Control::changesSomething() const
{
    const QString what = m_line.request[QLatin1String("do")].toString();
    return m_line.verb == Verb::addReason || m_line.verb == Verb::cutCall || m_line.verb == Verb::answerAsk
        || (m_line.verb == Verb::budget && what != QLatin1String("budgets"))
        || (m_line.verb == Verb::source && what != QLatin1String("status"));
}

Result<QJsonObject> Control::target(const QJsonObject& status) const
{
    if (m_line.all)
        return QJsonObject {{QStringLiteral("name"), tr("All teams")}};
    if (!m_line.scope.isEmpty())
        return QJsonObject {{QStringLiteral("name"), m_line.scope}};
    for (const auto& value : status[QLatin1String("teams")].toArray()) {
        const QString id = value.toObject()[QLatin1String("id")].toString();
        const QString name = value.toObject()[QLatin1String("name")].toString();
        if (id == m_line.team || name.compare(m_line.team, Qt::CaseInsensitive) == 0)
            return value.toObject();
    }
    // A team may be gone whose freeze is still in force, and goes on by its id.
    if (m_line.verb == Verb::resume && isHeld(findFreeze(status, QStringLiteral("team/") + m_line.team)))
        return QJsonObject {{QStringLiteral("id"), m_line.team}, {QStringLiteral("name"), m_line.team}};
    return fuseboard::fail(ErrorCode::unknownTeam, m_line.team.toStdString());
}

bool Control::lacksConfirmation(const QJsonObject& team)
{
    const QString name = team[QLatin1String("name")].toString();
    if (!team[QLatin1String("protected")].toBool() || confirmsFreeze(m_line.confirm, name))
        return false;
    printError(tr("%1 is protected: its freeze asks for --confirm '%1'. Nothing was ordered.").arg(name), m_line.json);
    end(ExitCode::usage);
    return true;
}

void Control::askForHold(const QJsonObject& status)
{
    const auto found = target(status);
    if (!found) {
        fail(found.error());
        return;
    }
    const QString id = (*found)[QLatin1String("id")].toString();
    const QString scope = !m_line.scope.isEmpty() ? m_line.scope
        : id.isEmpty()                            ? QStringLiteral("organisation/all")
                                                  : QStringLiteral("team/") + id;
    const QString name = m_scopeName = (*found)[QLatin1String("name")].toString();
    if (m_line.verb == Verb::drill) {
        ask({{QStringLiteral("do"), QStringLiteral("drill")}, {QStringLiteral("team"), id}},
            std::chrono::milliseconds(2 * longWaitMs));
        return;
    }
    if (m_line.verb == Verb::calls) {
        ask(callsRequest(scope), answerPatience);
        return;
    }
    if (m_line.verb == Verb::addReason) {
        ask({{QStringLiteral("do"), QStringLiteral("addReason")}, {QStringLiteral("scope"), scope},
                {QStringLiteral("reason"), m_line.reason}},
            answerPatience);
        return;
    }
    if (m_line.dryRun) {
        ask({{QStringLiteral("do"), QStringLiteral("preview")}, {QStringLiteral("scope"), scope}}, answerPatience);
        return;
    }
    QJsonObject request {{QStringLiteral("scope"), scope}, {QStringLiteral("reason"), m_line.reason},
        {QStringLiteral("waitMs"), m_line.wait ? longWaitMs : shortWaitMs}};
    if (m_line.verb == Verb::freeze) {
        if (lacksConfirmation(*found))
            return;
        request[QLatin1String("confirm")] = m_line.confirm;
        request[QLatin1String("do")] = QStringLiteral("freeze");
        request[QLatin1String("mode")] = m_line.cut ? QStringLiteral("cut") : QStringLiteral("refuse");
    } else {
        const QJsonObject freeze = findFreeze(status, scope);
        if (!isHeld(freeze)) {
            say(m_line.json ? documentText({{QStringLiteral("ok"), true}, {QStringLiteral("proved"), true}})
                            : tr("%1 is not frozen. There is nothing to resume.\n").arg(name),
                ExitCode::proved);
            return;
        }
        const QString code = confirmationCode(freeze);
        if (m_line.confirm.isEmpty()) {
            m_held = freeze;
            if (const auto board = freezeBoardOf(QJsonObject {{QStringLiteral("freezes"), status[QLatin1String("freezes")]},
                    {QStringLiteral("levers"), QJsonArray()}, {QStringLiteral("auditWaiting"), 0}});
                board && scope != QLatin1String("organisation/all"))
                m_holdAll = placesHoldingAll(*board);
            ask({{QStringLiteral("do"), QStringLiteral("preview")}, {QStringLiteral("scope"), scope}}, planPatience);
            return;
        }
        if (m_line.confirm != code) {
            fail({ErrorCode::badConfirmation, name.toStdString(), {}});
            return;
        }
        request[QLatin1String("do")] = QStringLiteral("resume");
        if (m_line.putBack)
            request[QLatin1String("undo")] = QStringLiteral("putBack");
        request[QLatin1String("generation")] = freeze[QLatin1String("generation")];
    }
    m_holdAsked = true;
    ask(request, answerPatience + std::chrono::milliseconds(m_line.wait ? longWaitMs : shortWaitMs));
}

void Control::holdAnswered(const QJsonObject& answer)
{
    const bool proved = answer[QLatin1String("proved")].toBool();
    const QJsonObject freeze = answer[QLatin1String("freeze")].toObject();
    say(m_line.json            ? documentText(answer)
            : freeze.isEmpty() ? tr("%1 spends again.\n").arg(m_scopeName)
                               : freezeText(freeze, m_scopeName),
        proved ? ExitCode::proved : ExitCode::notProved);
}

} // namespace fuseboard
