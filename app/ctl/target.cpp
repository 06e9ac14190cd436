// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/target.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace fuseboard {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("Target", text); }
QString scopeOf(const QString& team) { return QStringLiteral("team/") + team; }

} // namespace

Result<Target> findTarget(const CommandLine& line, const QJsonObject& status)
{
    if (line.all)
        return Target {QStringLiteral("organisation/all"), tr("All teams")};
    if (!line.scope.isEmpty())
        return Target {line.scope, line.scope};
    for (const auto& value : status[QLatin1String("teams")].toArray()) {
        const QJsonObject team = value.toObject();
        const QString id = team[QLatin1String("id")].toString(), name = team[QLatin1String("name")].toString();
        if (id == line.team || name.compare(line.team, Qt::CaseInsensitive) == 0)
            return Target {scopeOf(id), name, id, team[QLatin1String("protected")].toBool()};
    }
    // A team may be gone whose freeze is still in force, and goes on by its id.
    if (line.verb == CommandLine::Verb::resume && !heldFreeze(status, scopeOf(line.team)).isEmpty())
        return Target {scopeOf(line.team), line.team, line.team};
    return fail(ErrorCode::unknownTeam, line.team.toStdString());
}

QJsonObject heldFreeze(const QJsonObject& status, const QString& scope)
{
    for (const auto& value : status[QLatin1String("freezes")].toArray()) {
        const QJsonObject freeze = value.toObject();
        if (freeze[QLatin1String("scope")].toString() != scope)
            continue;
        const QString stage = freeze[QLatin1String("stage")].toString();
        const bool isHeld = !stage.isEmpty() && stage != QLatin1String("allowed") && stage != QLatin1String("resumed");
        return isHeld ? freeze : QJsonObject();
    }
    return {};
}

} // namespace fuseboard
