// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/control.h"

#include "ctl/print.h"
#include "ctl/statustext.h"
#include "text/errortext.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>

namespace fuseboard {
namespace {

using Verb = CommandLine::Verb;

constexpr int shortWaitMs = 3000; ///< a healthy gateway proves itself in milliseconds
constexpr int longWaitMs = 30'000; ///< three times a gateway's bound

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

} // namespace

Control::Control(CommandLine line, Ask ask, QObject* parent)
    : QObject(parent)
    , m_line(std::move(line))
    , m_ask(std::move(ask))
{
}

void Control::end(ExitCode code) { Q_EMIT finished(static_cast<int>(code)); }

void Control::fail(const QString& words)
{
    print(stderr, QStringLiteral("fuseboardctl: ") + words + QLatin1Char('\n'));
    end(ExitCode::failed);
}

void Control::start()
{
    switch (m_line.verb) {
    case Verb::poll: m_ask({{QStringLiteral("do"), QStringLiteral("poll")}}); return;
    case Verb::watch: m_ask({{QStringLiteral("do"), QStringLiteral("watch")}}); return;
    case Verb::exportTeams:
        m_ask({{QStringLiteral("do"), QStringLiteral("export")}, {QStringLiteral("period"), m_line.period},
            {QStringLiteral("file"), QDir().absoluteFilePath(m_line.file)}});
        return;
    case Verb::freeze:
        if (m_line.all && m_line.confirm != QLatin1String("freeze all")) {
            print(stderr, tr("fuseboardctl: a freeze of all teams asks for --confirm 'freeze all'. Nothing was ordered.\n"));
            end(ExitCode::usage);
            return;
        }
        [[fallthrough]];
    case Verb::resume:
        if (m_line.reason.isEmpty()) {
            print(stderr, tr("fuseboardctl: --reason is empty; say why, for the audit log. Nothing was ordered.\n"));
            end(ExitCode::usage);
            return;
        }
        [[fallthrough]];
    case Verb::status: m_ask({{QStringLiteral("do"), QStringLiteral("status")}}); return;
    case Verb::verify:
    case Verb::repair:
    case Verb::exportAudit: return; // read the history, and ask nobody
    }
}

void Control::answered(const QJsonObject& answer)
{
    if (!answer[QLatin1String("ok")].toBool()) {
        fail(answer[QLatin1String("error")].toObject()[QLatin1String("sentence")].toString());
        return;
    }
    if (m_holdAsked) {
        holdAnswered(answer);
        return;
    }
    if (m_line.verb == Verb::exportTeams) {
        print(stdout,
            tr("%1 rows written to %2\n")
                .arg(answer[QLatin1String("rows")].toInt())
                .arg(answer[QLatin1String("file")].toString()));
        end(ExitCode::proved);
        return;
    }
    statusCame(answer[QLatin1String("status")].toObject());
}

void Control::statusCame(const QJsonObject& status)
{
    if (m_line.verb == Verb::freeze || m_line.verb == Verb::resume) {
        askForHold(status);
        return;
    }
    const bool oneLine = m_line.verb == Verb::watch;
    print(stdout,
        m_line.json
            ? QString::fromUtf8(QJsonDocument(status).toJson(oneLine ? QJsonDocument::Compact : QJsonDocument::Indented))
                    .trimmed()
                + QLatin1Char('\n')
            : statusText(status));
    if (m_line.verb == Verb::watch)
        return;
    bool sourceFailed = false;
    for (const auto& source : status[QLatin1String("sources")].toArray())
        sourceFailed = sourceFailed || source.toObject().contains(QLatin1String("error"));
    end(m_line.verb == Verb::poll && sourceFailed ? ExitCode::failed : ExitCode::proved);
}

Result<std::pair<QString, QString>> Control::target(const QJsonObject& status) const
{
    if (m_line.all)
        return std::pair(QStringLiteral("organisation/all"), tr("All teams"));
    for (const auto& value : status[QLatin1String("teams")].toArray()) {
        const QString id = value.toObject()[QLatin1String("id")].toString();
        const QString name = value.toObject()[QLatin1String("name")].toString();
        if (id == m_line.team || name.compare(m_line.team, Qt::CaseInsensitive) == 0)
            return std::pair(QStringLiteral("team/") + id, name);
    }
    return fuseboard::fail(ErrorCode::unknownTeam, m_line.team.toStdString());
}

void Control::askForHold(const QJsonObject& status)
{
    const auto found = target(status);
    if (!found) {
        fail(sentence(found.error()));
        return;
    }
    const auto& [scope, name] = *found;
    m_scopeName = name;
    QJsonObject request {{QStringLiteral("scope"), scope}, {QStringLiteral("reason"), m_line.reason},
        {QStringLiteral("waitMs"), m_line.wait ? longWaitMs : shortWaitMs}};
    if (m_line.verb == Verb::freeze) {
        request[QLatin1String("do")] = QStringLiteral("freeze");
        request[QLatin1String("mode")] = m_line.cut ? QStringLiteral("cut") : QStringLiteral("refuse");
    } else {
        const QJsonObject freeze = findFreeze(status, scope);
        if (!isHeld(freeze)) {
            print(stdout, tr("%1 is not frozen. There is nothing to resume.\n").arg(name));
            end(ExitCode::proved);
            return;
        }
        const QString code = confirmationCode(freeze);
        if (m_line.confirm.isEmpty()) {
            print(stdout, resumePlan(freeze, name, code));
            end(ExitCode::proved);
            return;
        }
        if (m_line.confirm != code) {
            fail(sentence({ErrorCode::badConfirmation, name.toStdString(), {}}));
            return;
        }
        request[QLatin1String("do")] = QStringLiteral("resume");
        request[QLatin1String("generation")] = freeze[QLatin1String("generation")];
    }
    m_holdAsked = true;
    m_ask(request);
}

void Control::holdAnswered(const QJsonObject& answer)
{
    const bool proved = answer[QLatin1String("proved")].toBool();
    const QJsonObject freeze = answer[QLatin1String("freeze")].toObject();
    if (m_line.json)
        print(stdout, QString::fromUtf8(QJsonDocument(answer).toJson()));
    else if (!freeze.isEmpty())
        print(stdout, freezeText(freeze, m_scopeName));
    else
        print(stdout, tr("%1 spends again.\n").arg(m_scopeName));
    end(proved ? ExitCode::proved : ExitCode::notProved);
}

} // namespace fuseboard
