// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/budgettext.h"

#include "ctl/statustext.h"
#include "text/moneytext.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QJsonArray>

namespace fuseboard {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("Budgets", text); }

QString word(const QJsonObject& object, const char* name) { return onOneLine(object[QLatin1String(name)].toString()); }

QString amount(const QJsonObject& object, const char* name, const QJsonObject& budget)
{
    const auto currency = Currency::parse(word(budget, "currency").toStdString());
    if (!object[QLatin1String(name)].isString() || !currency)
        return QStringLiteral("–");
    const auto money = Money::parse(word(object, name).toStdString(), *currency);
    return money ? amountText(*money) : QStringLiteral("?");
}

QString day(const QString& utc, bool isEnd = false)
{
    const QDateTime at = QDateTime::fromString(utc, Qt::ISODate).toLocalTime();
    if (!at.isValid())
        return QStringLiteral("–");
    if (isEnd && at.time() == QTime(0, 0))
        return tr("the end of %1").arg(at.addDays(-1).toString(QStringLiteral("yyyy-MM-dd")));
    return at.toString(at.time() == QTime(0, 0) ? QStringLiteral("yyyy-MM-dd") : QStringLiteral("yyyy-MM-dd HH:mm"));
}

QString periodWord(const QJsonObject& budget)
{
    const QString period = word(budget, "period");
    return period == QLatin1String("week")   ? tr("week")
        : period == QLatin1String("quarter") ? tr("quarter")
        : period == QLatin1String("year")    ? tr("year")
                                             : tr("month");
}

bool isHard(const QJsonObject& budget) { return word(budget, "kind") == QLatin1String("hard"); }

QString raisesText(const QJsonObject& budget)
{
    QString out;
    const QJsonArray raises = budget[QLatin1String("raises")].toArray();
    for (const auto& value : raises) {
        const QJsonObject raise = value.toObject();
        out += QStringLiteral("  ")
            + tr("%1 of it are a raise until %2 by %3: %4")
                  .arg(amount(raise, "amount", budget), day(word(raise, "until"), true), word(raise, "by"), word(raise, "why"))
            + QLatin1Char('\n');
    }
    return out;
}

QString stateOf(const QJsonObject& budget)
{
    if (!budget.contains(QLatin1String("spent")))
        return tr("in another currency: nothing is converted");
    const QString pace = word(budget, "pace");
    QString out = pace == QLatin1String("runsOutEarly") ? tr("runs out %1").arg(day(word(budget, "runsOut")))
        : pace == QLatin1String("tooEarly")             ? tr("too early to tell")
        : pace == QLatin1String("onTrack")              ? tr("on track")
                                                        : QString();
    if (const QJsonArray crossed = budget[QLatin1String("crossed")].toArray(); !crossed.isEmpty())
        out += tr(", past %1%").arg(crossed.last().toInt());
    return out;
}

QString row(const QString& scope, const QString& period, const QString& spent, const QString& amount, const QString& state)
{
    return QStringLiteral("%1 %2 %3 %4  %5\n").arg(scope, -32).arg(period, -8).arg(spent, 14).arg(amount, 14).arg(state);
}

QString howItHolds()
{
    return tr("A hard budget that is spent freezes its team until its period ends, wherever it can be frozen, while Fuseboard "
              "watches. What runs then, and what is told late, may still cost. Protected teams are left to a person.")
        + QLatin1Char('\n');
}

} // namespace

QString budgetsText(const QJsonObject& answer)
{
    const QJsonArray budgets = answer[QLatin1String("budgets")].toArray();
    QString out;
    if (answer[QLatin1String("sandbox")].toBool())
        out += tr("Sandbox: not your money") + QLatin1Char('\n');
    if (budgets.isEmpty())
        return out + tr("There is no budget. Set one with “fuseboardctl budget set”.") + QLatin1Char('\n');
    out += row(tr("budget of"), tr("a"), tr("spent"), tr("budget"), {});
    bool hard = false;
    for (const auto& value : budgets) {
        const QJsonObject budget = value.toObject();
        hard = hard || isHard(budget);
        out += row(word(budget, "scope"), periodWord(budget), amount(budget, "spent", budget), amount(budget, "amount", budget),
            isHard(budget) ? tr("hard, %1").arg(stateOf(budget)) : stateOf(budget));
        out += raisesText(budget);
        const QJsonArray gaps = budget[QLatin1String("withoutRate")].toArray();
        for (const auto& gap : gaps)
            out += QStringLiteral("  ")
                + tr("and %1 that no exchange rate is known for, in no figure")
                      .arg(amount(gap.toObject(), "amount", gap.toObject()))
                + QLatin1Char('\n');
    }
    return hard ? out + howItHolds() : out;
}

QString budgetText(const QJsonObject& budget)
{
    const QString scope = word(budget, "scope");
    if (!budget.contains(QLatin1String("amount")))
        return tr("%1 has no budget any more. What it was stays on record.").arg(scope) + QLatin1Char('\n');
    return tr("%1 has a budget of %2 a %3, since %4.")
               .arg(scope, amount(budget, "amount", budget), periodWord(budget), day(word(budget, "since")))
        + QLatin1Char('\n') + raisesText(budget) + (isHard(budget) ? howItHolds() : QString());
}

} // namespace fuseboard
