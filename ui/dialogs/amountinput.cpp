// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/amountinput.h"

#include "text/displaylocale.h"

namespace fuseboard {

Result<Money> parseAmount(const QString& text, Currency currency)
{
    const QLocale locale = displayLocale();
    QString digits = text.trimmed();
    const QString code = QString::fromStdString(currency.text());
    for (const QString& sign : {code, locale.currencySymbol(), QStringLiteral("$"), QStringLiteral("€"), QStringLiteral("£")})
        if (!sign.isEmpty())
            digits.remove(sign, Qt::CaseInsensitive);
    for (const QString& space : {QStringLiteral(" "), QStringLiteral("\u00a0"), QStringLiteral("\u202f"), QStringLiteral("’")})
        digits.remove(space);
    // Grouping is accepted only where groups of three stand: "1,5" is not fifteen.
    const qsizetype point = digits.lastIndexOf(locale.decimalPoint());
    QString whole = point < 0 ? digits : digits.left(point);
    const QString fraction = point < 0 ? QString() : digits.mid(point + 1);
    const QStringList groups = whole.split(locale.groupSeparator());
    for (qsizetype i = 1; i < groups.size(); ++i)
        if (groups[i].size() != 3)
            return fail(ErrorCode::badDecimal, text.toStdString());
    whole = groups.join(QString());
    if (whole.isEmpty() || whole.startsWith(QLatin1Char('-')) || whole.startsWith(QChar(0x2212)))
        return fail(ErrorCode::badDecimal, text.toStdString());
    const QString plain = fraction.isEmpty() ? whole : whole + QLatin1Char('.') + fraction;
    return Money::parse(plain.toStdString(), currency);
}

QString amountForInput(const Money& amount)
{
    const QString plain = QString::fromStdString(amount.text());
    const qsizetype point = plain.indexOf(QLatin1Char('.'));
    const QLocale locale = displayLocale();
    const QString whole = locale.toString((point < 0 ? plain : plain.left(point)).toLongLong());
    return point < 0 ? whole : whole + locale.decimalPoint() + plain.mid(point + 1);
}

} // namespace fuseboard
