// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/charttext.h"

#include <QCoreApplication>
#include <QLocale>
#include <QTimeZone>

namespace fuseboard {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(ChartText)
};

/// Currencies whose sign is understood everywhere; all others show their code.
QString signOf(const QString& code)
{
    if (code == QLatin1StringView("USD"))
        return QStringLiteral("$");
    if (code == QLatin1StringView("EUR"))
        return QStringLiteral("€");
    if (code == QLatin1StringView("GBP"))
        return QStringLiteral("£");
    return code;
}

} // namespace

QDateTime localTime(const Calendar& calendar, Instant at)
{
    const auto milliseconds = std::chrono::floor<std::chrono::milliseconds>(at).time_since_epoch().count();
    return QDateTime::fromMSecsSinceEpoch(milliseconds, QTimeZone(QByteArray::fromStdString(calendar.zoneName())));
}

QString dayText(const Calendar& calendar, Instant at)
{
    return QLocale().toString(localTime(calendar, at), Words::tr("d MMM"));
}

QString clockText(const Calendar& calendar, Instant at)
{
    return QLocale().toString(localTime(calendar, at).time(), QLocale::ShortFormat);
}

QString momentText(const Calendar& calendar, Instant at)
{
    return QLocale().toString(localTime(calendar, at), Words::tr("ddd d MMM")) + QLatin1Char(' ') + clockText(calendar, at);
}

QString amountText(std::int64_t nano, Currency currency, bool cents)
{
    const std::string rounded = Money {nano < 0 ? -nano : nano, currency}.rounded(cents ? 2 : 0);
    const QString code = QString::fromStdString(currency.text());
    QString digits = QString::fromStdString(rounded);
    const QLocale locale;
    const qsizetype point = digits.indexOf(QLatin1Char('.'));
    const QString whole = locale.toString((point < 0 ? digits : digits.left(point)).toLongLong());
    const QString fraction = point < 0 ? QString() : locale.decimalPoint() + digits.mid(point + 1);
    const QString sign = signOf(code);
    const bool zero = nano == 0 || rounded.find_first_not_of("0.") == std::string::npos;
    return (nano < 0 && !zero ? QStringLiteral("−") : QString()) + (sign.size() > 1 ? sign + QChar(0xA0) : sign) + whole + fraction;
}

QString differenceText(std::int64_t nano, Currency currency)
{
    return (nano > 0 ? QStringLiteral("+") : QString()) + amountText(nano, currency);
}

} // namespace fuseboard
