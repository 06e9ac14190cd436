// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/leverstext.h"

#include "ctl/statustext.h"
#include "domain/money.h"
#include "text/errortext.h"
#include "text/moneytext.h"

#include <QCoreApplication>

namespace fuseboard {
namespace {

constexpr qsizetype namesShown = 8;

QString tr(const char* text, int count = -1) { return QCoreApplication::translate("Levers", text, nullptr, count); }
QString word(const QJsonObject& object, const char* name) { return onOneLine(object[QLatin1String(name)].toString()); }

/// The first of them, and how many more.
QString some(const QJsonArray& names)
{
    QStringList out;
    for (const auto& name : names) {
        if (out.size() == namesShown)
            break;
        out += onOneLine(name.toString());
    }
    const qsizetype more = names.size() - out.size();
    return out.join(QStringLiteral(", ")) + (more > 0 ? tr(" and %1 more").arg(more) : QString());
}

QString seconds(const QJsonValue& milliseconds)
{
    return tr("%1 s").arg(static_cast<double>(milliseconds.toInteger()) / 1000.0);
}

QString amount(const QJsonObject& money)
{
    const auto currency = Currency::parse(word(money, "currency").toStdString());
    return currency ? amountText({word(money, "amount").toLongLong(), *currency}) : QString();
}

QString leverLine(const QJsonObject& lever)
{
    const QJsonArray cuts = lever[QLatin1String("cuts")].toArray();
    QStringList parts {tr("refuses calls of: %1").arg(some(lever[QLatin1String("refuses")].toArray())),
        cuts.isEmpty() ? tr("ends nothing that runs") : tr("ends what runs of: %1").arg(some(cuts)),
        lever[QLatin1String("canProbe")].toBool() ? tr("proved by test calls") : tr("no test calls: set and read back only"),
        tr("not proved after %1").arg(seconds(lever[QLatin1String("boundMs")])),
        tr("looked at each %1").arg(seconds(lever[QLatin1String("watchMs")]))};
    const QString answer = lever[QLatin1String("answers")].toBool() ? tr("answers")
        : lever.contains(QLatin1String("cause"))                    ? word(lever, "cause")
                                                                    : tr("no answer yet");
    QStringList further;
    if (lever.contains(QLatin1String("caveat")))
        further += word(lever, "caveat");
    for (const QJsonValue& warning : lever[QLatin1String("warnings")].toArray())
        further += tr("it says: %1").arg(warning.toString());
    QString lines;
    for (const QString& each : further)
        lines += QStringLiteral("  ") + each + QLatin1Char('\n');
    return saidOf(word(lever, "name"), answer) + QStringLiteral("\n  ") + parts.join(QStringLiteral("; ")) + QLatin1Char('\n')
        + lines;
}

QString outlookText(const QJsonObject& outlook, const QString& name)
{
    if (outlook.contains(QLatin1String("cause")))
        return QStringLiteral("  ") + saidOf(name, word(outlook, "cause")) + QLatin1Char('\n');
    if (outlook[QLatin1String("nothingHere")].toBool())
        return QStringLiteral("  %1: %2\n").arg(name, tr("nothing of it is there"));
    QStringList parts;
    if (const QJsonArray holds = outlook[QLatin1String("holds")].toArray(); !holds.isEmpty())
        parts += tr("holds %1").arg(some(holds));
    if (const QJsonArray already = outlook[QLatin1String("heldAlready")].toArray(); !already.isEmpty())
        parts += tr("held already, and still after a resume: %1").arg(some(already));
    if (const QJsonArray notRead = outlook[QLatin1String("notRead")].toArray(); !notRead.isEmpty())
        parts += tr("can’t be read now, so whether it would stop is not known: %1").arg(some(notRead));
    if (outlook.contains(QLatin1String("running")))
        parts += tr("running calls: %1").arg(outlook[QLatin1String("running")].toInteger());
    return QStringLiteral("  %1: %2\n").arg(name, parts.isEmpty() ? tr("answers") : parts.join(QStringLiteral("; ")));
}

} // namespace

QString leversText(const QJsonArray& levers)
{
    if (levers.isEmpty())
        return tr("Nothing can be frozen from here: no gateway or provider is connected with a key that may.")
            + QLatin1Char('\n');
    QString out;
    for (const auto& lever : levers)
        out += leverLine(lever.toObject());
    return out;
}

QString blastText(const QJsonObject& preview, const QString& name)
{
    QString out = tr("A freeze of %1 would stop:").arg(name) + QLatin1Char('\n');
    const auto line = [&](const QString& what, const char* member) {
        const QJsonArray names = preview[QLatin1String(member)].toArray();
        if (!names.isEmpty())
            out += QStringLiteral("  %1: %2 (%3)\n").arg(what).arg(names.size()).arg(some(names));
    };
    line(tr("protected teams, which ask for their name first"), "protected");
    line(tr("keys"), "keys");
    line(tr("people"), "people");
    line(tr("agents"), "agents");
    line(tr("other teams that share keys or projects with it"), "alsoStops");
    const QString money = amount(preview[QLatin1String("moneySetAside")].toObject());
    out += tr("  running calls: %1").arg(preview[QLatin1String("running")].toInteger())
        + (money.isEmpty() ? QString() : tr(", %1 set aside for them").arg(money)) + QLatin1Char('\n');
    if (const QString saved = amount(preview[QLatin1String("saved")].toObject()); !saved.isEmpty())
        out += tr("  money an hour, as of the last seven days: %1").arg(saved) + QLatin1Char('\n');
    QHash<QString, QString> names;
    for (const auto& lever : preview[QLatin1String("levers")].toArray())
        names[lever[QLatin1String("id")].toString()] = word(lever.toObject(), "name");
    out += tr("At these places:") + QLatin1Char('\n');
    for (const auto& outlook : preview[QLatin1String("outlooks")].toArray())
        out += outlookText(outlook.toObject(), names.value(outlook[QLatin1String("id")].toString()));
    if (const QJsonArray others = preview[QLatin1String("unstoppable")].toArray(); !others.isEmpty())
        out +=
            tr("No freeze reaches: %1. What is called there without a gateway goes on.").arg(some(others)) + QLatin1Char('\n');
    return out + tr("Nothing was ordered.") + QLatin1Char('\n');
}

} // namespace fuseboard
