// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reportpages/reconciliationrows.h"

#include "text/moneytext.h"
#include "text/reconciliationtext.h"
#include "text/shown.h"
#include "text/timetext.h"

#include <QCoreApplication>

#include <algorithm>
#include <cstdlib>
#include <limits>

namespace fuseboard {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(ReconciliationRows)
};

using enum TableColumn::Kind;

QString dayName(Instant day) { return dayText(Calendar::utc(), day); }

QVariant number(std::int64_t value) { return QVariant::fromValue<qint64>(value); }

TableCell dash() { return {.text = QStringLiteral("–"), .raw = number(0), .icon = {}}; }

TableCell amountCell(std::int64_t nano, Currency currency, Bound bound = Bound::exact)
{
    return {.text = amountText({nano, currency}, bound), .raw = number(nano), .icon = {}};
}

TableCell differenceCell(std::int64_t nano, Currency currency)
{
    return {.text = differenceText({nano, currency}), .raw = number(nano), .icon = {}};
}

TableCell verdictCell(Verdict verdict)
{
    const auto icon = verdict == Verdict::agrees ? Icon::Check : verdict == Verdict::differs ? Icon::Alert : Icon::Unknown;
    const auto tone = verdict == Verdict::agrees ? Tone::ok : verdict == Verdict::differs ? Tone::crit : Tone::unknown;
    return {.text = verdictText(verdict), .raw = static_cast<int>(verdict), .icon = icon, .tone = tone};
}

/// Hundredths of a per cent of the bill, to sort by.
std::int64_t partOfBill(const Reconciled& sum)
{
    const Int128 bill = sum.billedNano < 0 ? -static_cast<Int128>(sum.billedNano) : sum.billedNano;
    const Int128 apart = static_cast<Int128>(sum.billedNano) - sum.measuredNano;
    constexpr Int128 most = std::numeric_limits<std::int64_t>::max();
    return bill == 0 ? 0 : static_cast<std::int64_t>(std::clamp(apart * 10'000 / bill, -most, most));
}

} // namespace

std::vector<TableColumn> accountColumns()
{
    return {{Words::tr("Account"), text, true}, {Words::tr("Measured"), figure}, {Words::tr("Billed"), figure},
        {Words::tr("Difference"), figure}, {Words::tr("Of the Bill"), figure}, {Words::tr("Verdict"), text},
        {Words::tr("Bill Final Up To"), text}};
}

std::vector<TableRow> accountRows(const std::vector<AccountReconciliation>& accounts, Currency currency)
{
    std::vector<TableRow> out;
    for (const AccountReconciliation& account : accounts) {
        const Reconciled& sum = account.sum;
        const bool both = account.isMeasured && account.isStated;
        const std::int64_t measured = account.isStated ? sum.measuredNano : sum.notComparedNano;
        const bool isFinal = account.settledBefore > Instant();
        out.push_back({account.account,
            {{.text = shown(account.account, 80), .raw = {}, .icon = {}},
                account.isMeasured ? amountCell(measured, currency) : dash(),
                account.isStated ? amountCell(sum.billedNano, currency) : dash(),
                both ? differenceCell(sum.billedNano - sum.measuredNano, currency) : dash(),
                both ? TableCell {.text = differencePercentText(sum.measuredNano, sum.billedNano),
                           .raw = number(partOfBill(sum)),
                           .icon = {}}
                     : dash(),
                verdictCell(verdictOf(account)),
                isFinal ? TableCell {.text = dayName(account.settledBefore - std::chrono::days(1)),
                              .raw = number(account.settledBefore.time_since_epoch().count()),
                              .icon = {}}
                        : dash()}});
    }
    return out;
}

std::vector<TableColumn> causeColumns()
{
    return {{Words::tr("Why It Differs"), text, true}, {Words::tr("Amount"), figure}, {Words::tr("Where Most of It Is"), text}};
}

std::vector<TableRow> causeRows(const AccountReconciliation& account, Currency currency)
{
    std::vector<std::pair<Cause, std::int64_t>> causes;
    for (const auto& [cause, nano] : account.sum.byCause)
        if (nano != 0)
            causes.emplace_back(cause, nano);
    std::ranges::stable_sort(causes, std::greater(), [](const auto& each) { return std::abs(each.second); });
    std::vector<TableRow> out;
    for (const auto& [cause, nano] : causes)
        out.push_back({std::string(toText(cause)),
            {{.text = causeText(cause), .raw = static_cast<int>(cause), .icon = {}}, differenceCell(nano, currency),
                {.text = mostOfText(account, cause, dayName), .raw = {}, .icon = {}}}});
    return out;
}

std::vector<TableColumn> dayColumns()
{
    return {{Words::tr("UTC Day"), text}, {Words::tr("Model"), text, true}, {Words::tr("Measured"), figure},
        {Words::tr("Billed"), figure}, {Words::tr("Difference"), figure}, {Words::tr("Causes"), text, true}};
}

std::vector<TableRow> dayRows(const AccountReconciliation& account, Currency currency)
{
    std::vector<ReconciledDay> days = account.days;
    std::ranges::stable_sort(days, std::greater(),
        [](const ReconciledDay& day) { return day.isCompared ? std::abs(day.billedNano - day.measuredNano) : 0; });
    std::vector<TableRow> out;
    for (const ReconciledDay& day : days) {
        QStringList causes;
        for (const Difference& each : day.differences)
            causes << Words::tr("%1 %2").arg(causeName(each.cause), differenceText({each.nano, currency}));
        if (!day.isCompared)
            causes = QStringList(Words::tr("Not compared: the provider told nothing of this day"));
        else if (!day.isStated)
            causes << Words::tr("no money stated yet: by the provider’s counts");
        out.push_back({utcDayText(day.day).toStdString() + ' ' + day.model,
            {{.text = dayName(day.day), .raw = number(day.day.time_since_epoch().count()), .icon = {}},
                {.text = day.model.empty() ? Words::tr("(bill of all models)") : shown(day.model, 80), .raw = {}, .icon = {}},
                account.isMeasured && !day.model.empty() ? amountCell(day.measuredNano, currency) : dash(),
                day.isCompared ? amountCell(day.billedNano, currency, day.isStated ? Bound::exact : Bound::about) : dash(),
                day.isCompared ? differenceCell(day.billedNano - day.measuredNano, currency) : dash(),
                {.text = causes.join(QStringLiteral(" · ")), .raw = {}, .icon = {}}}});
    }
    return out;
}

} // namespace fuseboard
