// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/reconciliationtext.h"

#include "domain/utcdate.h"
#include "text/displaylocale.h"
#include "text/moneytext.h"
#include "text/shown.h"

#include <QCoreApplication>

#include <algorithm>

namespace fuseboard {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Reconciliation)
};

} // namespace

QString causeText(Cause cause)
{
    switch (cause) {
    case Cause::timeZone: return Words::tr("Time zone: the provider’s day begins at another hour");
    case Cause::lateData: return Words::tr("Late data: the provider’s figures may still change");
    case Cause::cacheClass: return Words::tr("Cache classes: the same tokens, counted as cached otherwise");
    case Cause::missingStream: return Words::tr("Missing streams: they broke off at the gateway and went on at the provider");
    case Cause::bypass: return Words::tr("Billed elsewhere: calls that no gateway saw");
    case Cause::price: return Words::tr("Price: the same tokens at another price");
    case Cause::unknown: return Words::tr("Unknown: nothing tells why");
    }
    return {};
}

QString causeName(Cause cause)
{
    switch (cause) {
    case Cause::timeZone: return Words::tr("Time zone");
    case Cause::lateData: return Words::tr("Late data");
    case Cause::cacheClass: return Words::tr("Cache classes");
    case Cause::missingStream: return Words::tr("Missing streams");
    case Cause::bypass: return Words::tr("Billed elsewhere");
    case Cause::price: return Words::tr("Price");
    case Cause::unknown: return Words::tr("Unknown");
    }
    return {};
}

QString verdictText(Verdict verdict)
{
    switch (verdict) {
    case Verdict::agrees: return Words::tr("Agrees within 2%");
    case Verdict::differs: return Words::tr("Does not agree");
    case Verdict::notCompared: return Words::tr("Nothing to compare with");
    }
    return {};
}

QString utcDayText(Instant day) { return QString::fromStdString(utcDateText(day)); }

QString mostOfText(const AccountReconciliation& account, Cause cause, QString (*dayName)(Instant))
{
    const ReconciledDay* most = mostOf(account, cause);
    if (!most)
        return {};
    return most->model.empty() ? Words::tr("most on %1").arg(dayName(most->day))
                               : Words::tr("most on %1, %2").arg(dayName(most->day), shown(most->model, 80));
}

QString accountSentence(const AccountReconciliation& account, Currency currency)
{
    const QString name = shown(account.account, 80);
    const Reconciled& sum = account.sum;
    if (!account.isStated)
        return Words::tr("%1: no provider’s figures to compare with; a gateway measured %2.")
            .arg(name, amountText({sum.notComparedNano, currency}));
    if (!account.isMeasured)
        return Words::tr("%1: no gateway measured anything to compare with; the provider billed %2.")
            .arg(name, amountText({sum.billedNano, currency}));
    const bool anyBill = std::ranges::any_of(account.days, &ReconciledDay::isStated);
    return (anyBill ? Words::tr("%1: measured %2, billed %3, difference %4: %5.")
                    : Words::tr("%1: measured %2; the provider has told no bill, its counts are worth %3, difference %4: %5."))
        .arg(name, amountText({sum.measuredNano, currency}), amountText({sum.billedNano, currency}),
            differenceText({sum.billedNano - sum.measuredNano, currency}), verdictText(verdictOf(account)).toLower());
}

QString notComparedSentence(const AccountReconciliation& account, Currency currency)
{
    if (account.sum.notComparedNano == 0 || !account.isStated)
        return {};
    return Words::tr("Not compared: a gateway measured %1 on days of which the provider has told nothing.")
        .arg(amountText({account.sum.notComparedNano, currency}));
}

QString differencePercentText(std::int64_t measuredNano, std::int64_t billedNano)
{
    const auto sizeOf = [](Int128 value) { return value < 0 ? -value : value; };
    const Int128 apart = static_cast<Int128>(billedNano) - measuredNano, bill = sizeOf(billedNano);
    if (bill == 0)
        return QStringLiteral("–");
    constexpr std::int64_t most = 1'000'000'000; // hundredths
    const Int128 exact = (sizeOf(apart) * 10'000 + bill / 2) / bill;
    const QLocale locale = displayLocale();
    if (exact > most)
        return QStringLiteral("> ") + withPercent(locale.toString(qlonglong {most / 100}));
    const auto hundredths = static_cast<qlonglong>(exact);
    QString out = locale.toString(hundredths / 100);
    if (hundredths < 10'000 && hundredths != 0)
        out += locale.decimalPoint() + QStringLiteral("%1").arg(hundredths % 100, 2, 10, QLatin1Char('0'));
    out = withPercent(out);
    if (hundredths == 0)
        return apart == 0 ? out : QStringLiteral("≈ ") + out;
    return (apart > 0 ? QStringLiteral("+") : QStringLiteral("−")) + out;
}

} // namespace fuseboard
