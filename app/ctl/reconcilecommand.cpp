// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/reconcilecommand.h"

#include "ctl/control.h"
#include "ctl/statustext.h"
#include "owner/shippedprices.h"
#include "owner/statusdocument.h"
#include "owner/systemclock.h"
#include "reports/reconciliationreport.h"
#include "settings/settings.h"
#include "store/history.h"
#include "text/errortext.h"
#include "text/moneytext.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include <format>

namespace fuseboard {
namespace {

QString tr(const char* text, const char* comment = nullptr, int n = -1)
{
    return QCoreApplication::translate("Reconcile", text, comment, n);
}

QString text(std::string_view utf8) { return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size())); }
QString plain(std::int64_t nano) { return text(Money {nano, {}}.text()); }
QString dayText(Instant day) { return text(std::format("{:%F}", day)); }

QString causeText(Cause cause)
{
    switch (cause) {
    case Cause::timeZone: return tr("the provider’s day begins at another hour");
    case Cause::lateData: return tr("late data: the provider’s figures may still change");
    case Cause::cacheClass: return tr("cache classes: the same tokens, counted as cached otherwise");
    case Cause::missingStream: return tr("streams that broke off at the gateway went on at the provider");
    case Cause::bypass: return tr("billed elsewhere: calls that no gateway saw");
    case Cause::price: return tr("price: the same tokens at another price");
    case Cause::unknown: return tr("unknown");
    }
    return {};
}

Period monthOf(const QString& label, Instant now)
{
    const Calendar utc = Calendar::utc();
    const auto named = label.isEmpty() ? Result<Instant>(now) : parseInstant(label.toStdString() + "-15T00:00:00Z");
    return utc.periodAt(named.value_or(now), PeriodKind::month);
}

QJsonObject documentOf(const AccountReconciliation& account)
{
    QJsonArray days;
    QJsonObject causes;
    for (const auto& [cause, nano] : account.sum.byCause)
        causes[text(toText(cause))] = plain(nano);
    for (const ReconciledDay& day : account.days) {
        QJsonObject why;
        for (const Difference& each : day.differences)
            why[text(toText(each.cause))] = plain(each.nano);
        days.append(QJsonObject {{QStringLiteral("day"), dayText(day.day)}, {QStringLiteral("model"), text(day.model)},
            {QStringLiteral("measured"), plain(day.measuredNano)}, {QStringLiteral("billed"), plain(day.billedNano)},
            {QStringLiteral("stated"), day.isStated}, {QStringLiteral("compared"), day.isCompared},
            {QStringLiteral("causes"), why}});
    }
    return {{QStringLiteral("account"), text(account.account)}, {QStringLiteral("measured"), plain(account.sum.measuredNano)},
        {QStringLiteral("billed"), plain(account.sum.billedNano)},
        {QStringLiteral("notCompared"), plain(account.sum.notComparedNano)}, {QStringLiteral("agrees"), account.sum.agrees()},
        {QStringLiteral("hasGateway"), account.isMeasured}, {QStringLiteral("hasProvider"), account.isStated},
        {QStringLiteral("causes"), causes}, {QStringLiteral("days"), days}};
}

/// The model and day with the most of it.
QString mostOf(const AccountReconciliation& account, Cause cause)
{
    const ReconciledDay* most = nullptr;
    std::int64_t largest = 0;
    for (const ReconciledDay& day : account.days)
        for (const Difference& each : day.differences)
            if (each.cause == cause && std::abs(each.nano) > largest) {
                most = &day;
                largest = std::abs(each.nano);
            }
    if (!most)
        return {};
    return most->model.empty() ? tr("most on %1").arg(dayText(most->day))
                               : tr("most on %1, %2").arg(dayText(most->day), onOneLine(text(most->model)));
}

QString sentencesOf(const AccountReconciliation& account, Currency currency)
{
    const QString name = onOneLine(text(account.account));
    if (!account.isStated)
        return tr("%1: no provider’s figures to compare with; a gateway measured %2.")
                   .arg(name, amountText({account.sum.notComparedNano, currency}))
            + QLatin1Char('\n');
    QString out =
        tr("%1: measured %2, billed %3, difference %4: %5.")
            .arg(name, amountText({account.sum.measuredNano, currency}), amountText({account.sum.billedNano, currency}),
                differenceText({account.sum.billedNano - account.sum.measuredNano, currency}),
                account.sum.agrees() ? tr("agrees within 2%") : tr("DOES NOT AGREE"))
        + QLatin1Char('\n');
    for (const auto& [cause, nano] : account.sum.byCause)
        out += QStringLiteral("  %1  %2 (%3)\n")
                   .arg(differenceText({nano, currency}), 10)
                   .arg(causeText(cause), mostOf(account, cause));
    if (account.sum.notComparedNano != 0)
        out += tr("  Not compared: a gateway measured %1 on days of which the provider has told nothing.")
                   .arg(amountText({account.sum.notComparedNano, currency}))
            + QLatin1Char('\n');
    return out;
}

} // namespace

ExitCode reconcile(const CommandLine& line, const Profile& profile)
{
    const auto fail = [&line](const Error& error) {
        printError(sentence(error), line.json, errorDocument(error));
        return ExitCode::failed;
    };
    const auto settings = loadSettings(profile.settingsFile());
    if (!settings)
        return fail(settings.error());
    const auto prices = shippedPrices();
    if (!prices)
        return fail(prices.error());
    const auto history = History::open(profile.historyFile().toStdString(), HistoryMode::viewer);
    if (!history)
        return fail(history.error());
    const Currency currency = Currency::parse(settings->currency.toStdString()).value_or(Currency::usd());
    const Period month = monthOf(line.period, SystemClock().now());
    const auto ledgers = (*history)->ledgers(month, currency);
    if (!ledgers)
        return fail(ledgers.error());
    const auto accounts = reconcileAll(*ledgers, *prices, month);

    const QString label = text(Calendar::utc().label(month));
    QString words = tr("%1 by UTC days, in %2").arg(label, text(currency.text())) + QLatin1Char('\n');
    QJsonArray documents;
    for (const AccountReconciliation& account : accounts) {
        documents.append(documentOf(account));
        words += sentencesOf(account, currency);
    }
    if (accounts.empty())
        words += tr("Nothing was measured or billed.") + QLatin1Char('\n');
    const QJsonObject document {{QStringLiteral("period"), label}, {QStringLiteral("currency"), text(currency.text())},
        {QStringLiteral("sandbox"), profile.isSandbox()}, {QStringLiteral("accounts"), documents}};
    return printOut(line.json ? QString::fromUtf8(QJsonDocument(document).toJson()) : words) ? ExitCode::proved
                                                                                             : ExitCode::failed;
}

} // namespace fuseboard
