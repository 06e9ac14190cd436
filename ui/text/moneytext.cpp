// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/moneytext.h"

#include <QCoreApplication>

namespace fuseboard {
namespace {

constexpr std::int64_t unit = 1'000'000'000;
constexpr std::int64_t cent = unit / 100;

QString symbolOf(Currency currency)
{
    const std::string code = currency.text();
    if (code == "USD")
        return QStringLiteral("$");
    if (code == "EUR")
        return QStringLiteral("€");
    if (code == "GBP")
        return QStringLiteral("£");
    return code.empty() ? QString() : QString::fromStdString(code) + QChar(0xa0);
}

/// Grouped digits from the exact decimal text; a double would be wrong from 2^53 nano-units on.
QString grouped(std::int64_t nano, int digits, const QLocale& locale)
{
    QString text = QString::fromStdString(Money {nano < 0 ? -nano : nano, {}}.rounded(digits));
    const auto point = text.indexOf(QLatin1Char('.'));
    const QString whole = locale.toString(text.left(point < 0 ? text.size() : point).toLongLong());
    return point < 0 ? whole : whole + locale.decimalPoint() + text.mid(point + 1);
}

QString withSign(std::int64_t nano, const QString& magnitude, Currency currency)
{
    return (nano < 0 ? QString(QChar(0x2212)) : QString()) + symbolOf(currency) + magnitude;
}

QString markText(AmountMark mark)
{
    switch (mark) {
    case AmountMark::exact: return {};
    case AmountMark::estimated: return QStringLiteral("≈ ");
    case AmountMark::atLeast: return QStringLiteral("≥ ");
    case AmountMark::atMost: return QStringLiteral("≤ ");
    }
    return {};
}

} // namespace

QString moneyText(std::int64_t nano, Currency currency, AmountMark mark, const QLocale& locale)
{
    const std::int64_t magnitude = nano < 0 ? -nano : nano;
    if (magnitude > 0 && magnitude < cent / 2)
        return markText(mark) + QStringLiteral("< ") + symbolOf(currency) + grouped(cent, 2, locale);
    const int digits = magnitude == 0 || magnitude >= 10 * unit ? 0 : 2;
    return markText(mark) + withSign(nano, grouped(nano, digits, locale), currency);
}

QString exactMoneyText(std::int64_t nano, Currency currency, const QLocale& locale)
{
    return withSign(nano, grouped(nano, 2, locale), currency);
}

QString changeText(std::optional<int> percent)
{
    if (!percent)
        return QCoreApplication::translate("Money", "new");
    const QString sign = *percent < 0 ? QString(QChar(0x2212)) : *percent > 0 ? QStringLiteral("+") : QString();
    return QStringLiteral("%1%2%").arg(sign).arg(*percent < 0 ? -*percent : *percent);
}

} // namespace fuseboard
