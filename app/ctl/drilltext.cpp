// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/drilltext.h"

#include "ctl/sourcetext.h"
#include "ctl/statustext.h"
#include "text/errortext.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace fuseboard {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("Drills", text); }
QString word(const QJsonObject& object, const char* name) { return onOneLine(object[QLatin1String(name)].toString()); }
QString seconds(const QJsonValue& milliseconds)
{
    return QString::number(static_cast<double>(milliseconds.toInteger()) / 1000.0);
}

} // namespace

QString drillText(const QJsonObject& drill)
{
    QString out = (drill[QLatin1String("passed")].toBool() ? tr("The drill of %1 passed.") : tr("The drill of %1 failed."))
                      .arg(word(drill, "team"))
        + QLatin1Char('\n');
    for (const auto& each : drill[QLatin1String("places")].toArray()) {
        const QJsonObject place = each.toObject();
        out += QStringLiteral("  ")
            + saidOf(word(place, "name"),
                place[QLatin1String("shown")].toBool() ? tr("stopped after %1 s").arg(seconds(place[QLatin1String("toStopMs")]))
                                                       : word(place, "cause"))
            + QLatin1Char('\n');
    }
    if (drill[QLatin1String("places")].toArray().isEmpty())
        out += tr("  No place could be tried: nothing of the team goes through a lever.") + QLatin1Char('\n');
    if (!drill[QLatin1String("released")].toBool())
        out += tr("  It is not seen to spend again yet; fuseboardctl status tells what is in force.") + QLatin1Char('\n');
    return out;
}

QString drillsText(const QJsonObject& drills)
{
    QString out;
    for (const auto& each : drills[QLatin1String("drills")].toArray())
        out += localTime(word(each.toObject(), "at"), QStringLiteral("yyyy-MM-dd HH:mm")) + QStringLiteral("  ")
            + drillText(each.toObject());
    for (const auto& each : drills[QLatin1String("means")].toArray())
        out += tr("%1 stops after %2 s on average.")
                   .arg(word(each.toObject(), "name"), seconds(each[QLatin1String("meanToStopMs")]))
            + QLatin1Char('\n');
    if (drills[QLatin1String("missed")].toBool())
        out +=
            tr("The last drill failed, or the next one is overdue: whether freezing works is not known.") + QLatin1Char('\n');
    out += drills.contains(QLatin1String("next"))
        ? tr("The next drill, of %1, is due at %2.")
              .arg(word(drills, "team"), localTime(word(drills, "next"), QStringLiteral("yyyy-MM-dd HH:mm")))
        : tr("No drills are planned: name a test team in the settings (DrillTeam).");
    return out + QLatin1Char('\n');
}

} // namespace fuseboard
