// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/moneytext.h"

#include "text/displaylocale.h"

#include <QCoreApplication>

namespace fuseboard {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(MoneyText)
};

constexpr std::int64_t unit = 1'000'000'000;
constexpr std::int64_t cent = unit / 100;

/// Currencies whose sign alone is understood; the others show their code.
QString signOf(Currency currency)
{
    const std::string code = currency.text();
    if (code == "USD")
        return QStringLiteral("$");
    if (code == "EUR")
        return QStringLiteral("€");
    if (code == "GBP")
        return QStringLiteral("£");
    return QString::fromStdString(code) + QChar(QChar::Nbsp);
}

QString bounded(const QString& text, Bound bound)
{
    switch (bound) {
    case Bound::exact: return text;
    case Bound::about: return QStringLiteral("≈ ") + text;
    case Bound::atLeast: return QStringLiteral("≥ ") + text;
    case Bound::atMost: return QStringLiteral("≤ ") + text;
    }
    return text;
}

/// The locale places sign, grouping and currency of the whole units; the fraction is put in after the last digit, so
/// that no amount passes through a floating-point number.
QString format(Money cost, int digits)
{
    const QLocale locale = displayLocale();
    const std::string rounded = cost.rounded(digits);
    const bool negative = rounded.starts_with('-') && rounded.find_first_of("123456789") != std::string::npos;
    QString plain = QString::fromStdString(rounded);
    plain.remove(QLatin1Char('-'));
    const qsizetype point = plain.indexOf(QLatin1Char('.'));
    QString out = locale.toCurrencyString((point < 0 ? plain : plain.left(point)).toLongLong(), signOf(cost.currency));
    if (point >= 0) {
        qsizetype lastDigit = out.size() - 1;
        while (lastDigit > 0 && !out[lastDigit].isDigit())
            --lastDigit;
        out.insert(lastDigit + 1, locale.decimalPoint() + plain.mid(point + 1));
    }
    return negative ? QStringLiteral("−") + out : out;
}

int digitsFor(std::int64_t nano)
{
    const std::int64_t size = nano < 0 ? -nano : nano;
    if (size == 0 || size >= 100 * unit)
        return 0;
    if (size >= cent)
        return 2;
    int digits = 3;
    for (std::int64_t least = cent / 10; digits < 9 && size < least; least /= 10)
        ++digits;
    return digits;
}

/// A rate is a mean: cents beside ten units and more would claim what nobody knows.
QString rateText(Money rate, Bound bound)
{
    const std::int64_t size = rate.nano < 0 ? -rate.nano : rate.nano;
    return bounded(format(rate, size >= 10 * unit ? 0 : digitsFor(rate.nano)), bound);
}

} // namespace

QString amountText(Money cost, Bound bound) { return bounded(format(cost, digitsFor(cost.nano)), bound); }

QString exactText(Money cost)
{
    int digits = 9; // of a nano-unit
    for (std::int64_t rest = cost.nano; digits > 2 && rest % 10 == 0; rest /= 10)
        --digits;
    return format(cost, digits);
}

QString wholeText(Money cost, Bound bound) { return bounded(format(cost, 0), bound); }

QString differenceText(Money difference)
{
    return (difference.nano > 0 ? QStringLiteral("+") : QString()) + amountText(difference);
}

QString perDayText(Money perDay, Bound bound) { return Words::tr("%1/day").arg(rateText(perDay, bound)); }

QString perHourText(Money perHour, Bound bound) { return Words::tr("%1/h").arg(rateText(perHour, bound)); }

QString withPercent(const QString& number)
{
    return Words::tr("%1%2", "number, percent sign").arg(number, displayLocale().percent());
}

QString percentText(std::int64_t percent, Bound bound)
{
    return bounded(withPercent(displayLocale().toString(static_cast<qlonglong>(percent))), bound);
}

QString changeText(int percent)
{
    const QString size = percentText(percent < 0 ? -static_cast<std::int64_t>(percent) : percent);
    if (percent == 0)
        return size;
    return (percent > 0 ? QStringLiteral("+") : QStringLiteral("−")) + size;
}

QString countText(std::int64_t count) { return displayLocale().toString(static_cast<qlonglong>(count)); }

} // namespace fuseboard
