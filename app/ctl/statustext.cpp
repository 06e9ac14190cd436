// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/statustext.h"

#include "ctl/sourcetext.h"
#include "ctl/unpricedtext.h"
#include "text/moneytext.h"
#include "text/errortext.h"
#include "text/timetext.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QJsonArray>

#include <algorithm>

namespace fuseboard {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("Status", text); }

QString word(const QJsonObject& object, const char* name) { return onOneLine(object[QLatin1String(name)].toString()); }
const QString timeOfDay = QStringLiteral("yyyy-MM-dd HH:mm:ss");

QString amount(const QJsonObject& team, const char* name, Currency currency)
{
    const auto value = team[QLatin1String(name)];
    if (!value.isString())
        return QStringLiteral("–");
    const auto money = Money::parse(value.toString().toStdString(), currency);
    return money ? amountText(*money) : QStringLiteral("?");
}

QString stateOf(const QJsonObject& team)
{
    const QString freeze = word(team, "freeze");
    if (freeze == QLatin1String("frozen"))
        return tr("frozen");
    if (freeze == QLatin1String("notProved"))
        return tr("NOT PROVED");
    if (freeze == QLatin1String("changedOutside"))
        return tr("CHANGED OUTSIDE");
    if (freeze == QLatin1String("partlyProved"))
        return tr("partly proved");
    if (freeze == QLatin1String("requested") || freeze == QLatin1String("freezing"))
        return tr("freezing");
    if (freeze == QLatin1String("resumeRequested"))
        return tr("resuming");
    const QString pace = word(team, "pace");
    if (pace == QLatin1String("runsOutEarly"))
        return tr("runs out %1").arg(localTime(word(team, "runsOut"), QStringLiteral("yyyy-MM-dd")));
    return pace == QLatin1String("onTrack") ? tr("on track")
        : pace == QLatin1String("tooEarly") ? tr("too early to tell")
                                            : QString();
}

QString row(const QString& name, const QString& spent, const QString& budget, const QString& remaining, const QString& state)
{
    return QStringLiteral("%1 %2 %3 %4  %5\n")
        .arg(name.left(24), -24)
        .arg(spent, 14)
        .arg(budget, 14)
        .arg(remaining, 14)
        .arg(state);
}

bool hasGap(const QJsonObject& team)
{
    const auto others = team[QLatin1String("otherCurrencies")].toArray();
    return std::ranges::any_of(others, [](const auto& other) { return other[QLatin1String("notConverted")].isString(); });
}

/// What is in other currencies, under the table.
QString otherCurrencies(const QJsonObject& team, Currency own)
{
    QString out;
    const auto others = team[QLatin1String("otherCurrencies")].toArray();
    for (const auto& value : others) {
        const QJsonObject other = value.toObject();
        const auto in = [&](const char* name) {
            return word(other, "currency") + QLatin1Char(' ')
                + QString::fromStdString(
                    Money::parse(other[QLatin1String(name)].toString().toStdString(), {}).value_or(Money()).rounded(2));
        };
        if (Money::parse(other[QLatin1String("converted")].toString().toStdString(), {}).value_or(Money()).nano != 0)
            out += tr("%1 includes %2 converted at the day’s rate: %3")
                       .arg(word(team, "name"), in("converted"), amount(other, "countedAs", own))
                + QLatin1Char('\n');
        if (other[QLatin1String("notConverted")].isString())
            out += (word(other, "currency") == QString::fromStdString(own.text())
                           ? tr("* %1 is without %2: past what a sum can hold.")
                           : tr("* %1 is without %2: no exchange rate holds on its days. Enter one with “fuseboardctl rates”."))
                       .arg(word(team, "name"), in("notConverted"))
                + QLatin1Char('\n');
    }
    return out;
}

QString withRestatement(const QString& state, const QJsonObject& team, Currency currency)
{
    if (!team.contains(QLatin1String("spentAtClose")))
        return state;
    const QString restated = tr("restated, was %1").arg(amount(team, "spentAtClose", currency));
    return state.isEmpty() ? restated : state + QStringLiteral(", ") + restated;
}

QString teamRow(const QJsonObject& team, Currency currency)
{
    return row(word(team, "name"), amount(team, "spent", currency) + (hasGap(team) ? QStringLiteral("*") : QString()),
        amount(team, "budget", currency), amount(team, "remaining", currency), withRestatement(stateOf(team), team, currency));
}

} // namespace

QString onOneLine(QString text)
{
    for (QChar& c : text)
        if (c.category() == QChar::Other_Control || (c >= QChar(0x202A) && c <= QChar(0x202E))
            || (c >= QChar(0x2066) && c <= QChar(0x2069)))
            c = QChar::ReplacementCharacter;
    return text;
}

QString statusText(const QJsonObject& status)
{
    const Currency currency = Currency::parse(word(status, "currency").toStdString()).value_or(Currency::usd());
    QString out;
    if (status[QLatin1String("sandbox")].toBool())
        out += tr("Sandbox: not your money") + QLatin1Char('\n');
    out += row(word(status, "period"), tr("spent"), tr("budget"), tr("remaining"), {});
    out += teamRow(status[QLatin1String("unallocated")].toObject(), currency);
    for (const auto& team : status[QLatin1String("teams")].toArray())
        out += teamRow(team.toObject(), currency);
    out += teamRow(status[QLatin1String("all")].toObject(), currency);
    for (const auto& team : status[QLatin1String("teams")].toArray())
        out += otherCurrencies(team.toObject(), currency);
    out += otherCurrencies(status[QLatin1String("unallocated")].toObject(), currency);
    out += unpricedText(status[QLatin1String("unpriced")].toArray());
    if (const QJsonObject fault = status[QLatin1String("unpricedFault")].toObject(); !fault.isEmpty())
        out += tr("What has no price can’t be told: %1").arg(word(fault, "sentence")) + QLatin1Char('\n');
    if (const QJsonObject job = status[QLatin1String("allocation")].toObject(); !job.isEmpty())
        out += tr("Changed rules give the past to teams anew: %1 of %2 days")
                   .arg(job[QLatin1String("daysDone")].toInt())
                   .arg(job[QLatin1String("days")].toInt())
            + QLatin1Char('\n');
    if (const qint64 waiting = status[QLatin1String("auditWaiting")].toInteger(); waiting > 0)
        out += tr("%1 rows wait for the audit log, which can’t be written. Freezing works; a resume or a change of budgets and "
                  "keys is refused until it can.")
                   .arg(waiting)
            + QLatin1Char('\n');
    for (const auto& value : status[QLatin1String("sources")].toArray()) {
        const QJsonObject source = value.toObject();
        out += tr("%1: last answer %2").arg(word(source, "name"), localTime(word(source, "lastAnswer"), timeOfDay))
            + QLatin1Char('\n') + sourceTroubles(source);
    }
    return out;
}

QString freezeText(const QJsonObject& freeze, const QString& name)
{
    const QString stage = word(freeze, "stage");
    const bool resuming = word(freeze, "wanted") == QLatin1String("released");
    const QJsonArray places = freeze[QLatin1String("places")].toArray();
    int proved = 0, counted = 0;
    QString lines;
    for (const auto& value : places) {
        const QJsonObject place = value.toObject();
        const bool shows = word(place, "stage") == QLatin1String("proved");
        const bool isThere = word(place, "stage") != QLatin1String("nothingHere");
        proved += shows ? 1 : 0;
        counted += isThere ? 1 : 0;
        QStringList said;
        if (!isThere)
            said += tr("nothing of it is here");
        else if (word(place, "stage") == QLatin1String("readBack") && !place[QLatin1String("canProbe")].toBool(true))
            said += resuming ? tr("given back, no test call can be made") : tr("set and read back, no test call can be made");
        if (shows)
            said += tr("proved %1").arg(localTime(word(place, "provedAt"), QStringLiteral("HH:mm:ss")));
        if (!place[QLatin1String("kept")].toBool(true))
            said += tr("not on its disk yet, a restart would lose it");
        if (place.contains(QLatin1String("cause")))
            said += word(place, "cause");
        else if (shows && place[QLatin1String("leavesRunning")].toBool())
            said += tr("what runs has not ended: %1").arg(place[QLatin1String("inFlight")].toInteger());
        if (place.contains(QLatin1String("note")))
            said += word(place, "note");
        lines += QStringLiteral("  ")
            + saidOf(word(place, "name"), said.isEmpty() ? tr("no answer yet") : said.join(QStringLiteral(". ")))
            + QLatin1Char('\n');
    }
    if (const QJsonObject added = freeze[QLatin1String("addedReason")].toObject(); !added.isEmpty())
        lines += QStringLiteral("  ")
            + tr("Why, as %1 said at %2: %3")
                  .arg(word(added, "by"), localTime(word(added, "at"), QStringLiteral("HH:mm:ss")), word(added, "reason"))
            + QLatin1Char('\n');
    if (!freeze[QLatin1String("saved")].toBool(true))
        lines += QStringLiteral("  ") + tr("The order is not saved yet: it would be lost if this program died now.")
            + QLatin1Char('\n');
    const QString share = (counted == 1 ? tr("%1 of %2 place") : tr("%1 of %2 places")).arg(proved).arg(counted);
    if (stage == QLatin1String("frozen"))
        return (counted == 1 ? tr("%1 is frozen since %2: %3 refuses, its test call was refused.")
                             : tr("%1 is frozen since %2: %3 refuse, test call refused at each."))
                   .arg(name, localTime(word(freeze, "provedAt"), QStringLiteral("HH:mm:ss")), share)
            + QLatin1Char('\n') + lines;
    if (stage == QLatin1String("partlyProved"))
        return tr("%1: partly proved (%2). Every place has shown what it can; not each can be tried, "
                  "can do all of it, or has saved it.")
                   .arg(name, share)
            + QLatin1Char('\n') + lines;
    if (stage == QLatin1String("resumed") && proved < counted)
        return tr("%1 spends again: what was held is given back; a test call passed at %2.").arg(name, share)
            + QLatin1Char('\n') + lines;
    if ((stage == QLatin1String("resumed") || stage == QLatin1String("allowed")) && counted == 0)
        return tr("%1 spends again.").arg(name) + QLatin1Char('\n') + lines;
    if (stage == QLatin1String("resumed") || stage == QLatin1String("allowed"))
        return (counted == 1 ? tr("%1 spends again: %2 lets calls pass.") : tr("%1 spends again: %2 let calls pass."))
                   .arg(name, share)
            + QLatin1Char('\n') + lines;
    if (stage == QLatin1String("changedOutside"))
        return tr("%1 was changed outside of Fuseboard. Spending may go on.").arg(name) + QLatin1Char('\n') + lines;
    return (resuming ? tr("%1: resume requested, not proved yet (%2).").arg(name, share)
                     : tr("%1: freeze requested, NOT PROVED (%2). Spending may go on.").arg(name, share))
        + QLatin1Char('\n') + lines;
}

QString resumePlan(const QJsonObject& freeze, const QString& name, const QString& code,
    const std::optional<std::vector<UndoLine>>& undo, const std::set<std::string>& holdAll)
{
    QString out = freezeText(freeze, name);
    out += tr("Frozen by %1: %2").arg(word(freeze, "by"), word(freeze, "reason")) + QLatin1Char('\n');
    qsizetype places = 0;
    QStringList silent;
    for (const auto& value : freeze[QLatin1String("places")].toArray()) {
        const QJsonObject place = value.toObject();
        places += holdAll.contains(word(place, "id").toStdString()) ? 0 : 1;
        if (word(place, "stage") != QLatin1String("nothingHere") && word(place, "stage") != QLatin1String("unable"))
            silent += word(place, "name");
    }
    if (places == 0 && !holdAll.empty())
        out += tr("A resume gives back the freeze of %1 alone: that of all teams stays ordered at these places.").arg(name);
    else
        out += (places == 1 ? tr("A resume lets calls of %1 pass again at %2 place.")
                            : tr("A resume lets calls of %1 pass again at %2 places."))
                   .arg(name)
                   .arg(places);
    out += QLatin1Char('\n');
    if (undo)
        for (const UndoLine& line : *undo)
            out += QStringLiteral("  %1: %2\n").arg(line.place, line.text);
    else
        out += tr("  What it would give back, leave and ask about is not known: these places have not all told within 3 s: %1.")
                   .arg(silent.join(QStringLiteral(", ")))
            + QLatin1Char('\n');
    out += tr("Nothing has been resumed. To do it, call the same again with --confirm %1").arg(code) + QLatin1Char('\n');
    return out;
}

} // namespace fuseboard
