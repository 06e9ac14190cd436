// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/limittext.h"

#include "text/displaylocale.h"
#include "text/moneytext.h"
#include "text/shown.h"

#include <QCoreApplication>

namespace fuseboard {
namespace {

class Limits {
    Q_DECLARE_TR_FUNCTIONS(Limits)
};

constexpr int longestName = 60;

QString quantityText(const UnitQuantity& quantity)
{
    QString digits = QString::fromStdString(Money {quantity.nano, {}}.text());
    const QString fraction = digits.contains(QLatin1Char('.')) ? digits.mid(digits.indexOf(QLatin1Char('.')) + 1) : QString();
    const QString whole = (quantity.nano < 0 && quantity.nano > -1'000'000'000 ? QStringLiteral("-") : QString())
        + displayLocale().toString(static_cast<qlonglong>(quantity.nano / 1'000'000'000));
    digits = fraction.isEmpty() ? whole : whole + displayLocale().decimalPoint() + fraction;
    return digits + QLatin1Char(' ') + shown(quantity.unit, longestName);
}

} // namespace

QString limitAmountText(const std::optional<LimitAmount>& amount)
{
    if (!amount)
        return QStringLiteral("–");
    if (const auto* money = std::get_if<Money>(&*amount))
        return exactText(*money);
    return quantityText(std::get<UnitQuantity>(*amount));
}

QString limitHolderText(const ProviderLimit& limit)
{
    const QString name = shown(limit.holderName.empty() ? limit.holderId : limit.holderName, longestName);
    switch (limit.holder) {
    case ProviderLimit::Holder::organisation:
        return name.isEmpty() ? Limits::tr("Organisation") : Limits::tr("Organisation %1").arg(name);
    case ProviderLimit::Holder::team: return Limits::tr("Team %1").arg(name);
    case ProviderLimit::Holder::project: return Limits::tr("Project %1").arg(name);
    case ProviderLimit::Holder::key: return Limits::tr("Key %1").arg(name);
    case ProviderLimit::Holder::person: return Limits::tr("Person %1").arg(name);
    }
    return name;
}

QString beyondLimitText(const ProviderLimit& limit)
{
    if (!limit.refusesBeyond)
        return QStringLiteral("–");
    return *limit.refusesBeyond ? Limits::tr("Refuses") : Limits::tr("Only warns");
}

QString limitListFault(const LimitList& list)
{
    const QString name = shown(list.name, longestName), detail = shown(list.detail);
    switch (list.answer) {
    case LimitList::Answer::told: return {};
    case LimitList::Answer::refused: return Limits::tr("The key may not read “%1” (%2).").arg(name, detail);
    case LimitList::Answer::absent: return Limits::tr("“%1” is not there, or hidden from the key (%2).").arg(name, detail);
    case LimitList::Answer::failed: return Limits::tr("“%1” could not be read: %2.").arg(name, detail);
    }
    return {};
}

} // namespace fuseboard
