// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/ratestext.h"

#include "ctl/statustext.h"

#include <QCoreApplication>

#include <utility>

namespace fuseboard {
namespace {

QString tr(const char* text, int count = -1) { return QCoreApplication::translate("Rates", text, nullptr, count); }

QString word(const QJsonObject& rate, const char* name) { return onOneLine(rate[QLatin1String(name)].toString()); }

QString row(const QString& pair, const QString& rate, const QString& since, const QString& until, const QString& source)
{
    return QStringLiteral("%1 %2 %3  %4  %5\n").arg(pair, -8).arg(rate, 14).arg(since, 10).arg(until, -15).arg(source);
}

} // namespace

QString ratesText(const QJsonArray& rates)
{
    if (rates.isEmpty())
        return tr("There are no exchange rates. Enter one with “fuseboardctl rates set” or “rates import”.")
            + QLatin1Char('\n');
    QString out = row(tr("from, to"), tr("rate"), tr("since"), tr("holds until"), tr("source, entered by"));
    bool anyComing = false;
    for (const auto& value : rates) {
        const QJsonObject rate = value.toObject();
        const bool isComing = rate[QLatin1String("coming")].toBool();
        if (isComing && !std::exchange(anyComing, true))
            out += tr("Not in force yet:") + QLatin1Char('\n');
        const QString until = word(rate, "until");
        out += row(word(rate, "from") + QLatin1Char(' ') + word(rate, "to"), word(rate, "rate"), word(rate, "since"),
            isComing || rate[QLatin1String("holds")].toBool() || until.isEmpty() ? (until.isEmpty() ? tr("a later one") : until)
                                                                                 : tr("ran out %1").arg(until.mid(5)),
            word(rate, "source") + QStringLiteral(", ") + word(rate, "by"));
    }
    return out;
}

QString enteredRatesText(const QJsonObject& entered)
{
    const auto count = [&](const char* name) { return entered[QLatin1String(name)].toInt(); };
    return tr("%n rate(s) added", count("added")) + QStringLiteral(", ") + tr("%n changed", count("changed"))
        + QStringLiteral(", ") + tr("%n known already", count("known")) + QStringLiteral(".\n");
}

} // namespace fuseboard
