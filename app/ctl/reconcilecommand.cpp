// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/reconcilecommand.h"

#include "ctl/print.h"
#include "owner/profileprices.h"
#include "owner/systemclock.h"
#include "owner/untolddocument.h"
#include "settings/settings.h"
#include "store/history.h"
#include "text/moneytext.h"
#include "text/reconciliationtext.h"
#include "text/shown.h"
#include "text/untoldtext.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace fuseboard {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("Reconcile", text); }

QString text(std::string_view utf8) { return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size())); }
QString plain(std::int64_t nano) { return text(Money {nano, {}}.text()); }

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
        days.append(QJsonObject {{QStringLiteral("day"), utcDayText(day.day)}, {QStringLiteral("model"), text(day.model)},
            {QStringLiteral("measured"), plain(day.measuredNano)}, {QStringLiteral("billed"), plain(day.billedNano)},
            {QStringLiteral("stated"), day.isStated}, {QStringLiteral("compared"), day.isCompared},
            {QStringLiteral("causes"), why}});
    }
    return {{QStringLiteral("account"), text(account.account)}, {QStringLiteral("measured"), plain(account.sum.measuredNano)},
        {QStringLiteral("billed"), plain(account.sum.billedNano)},
        {QStringLiteral("notCompared"), plain(account.sum.notComparedNano)}, {QStringLiteral("agrees"), account.sum.agrees()},
        {QStringLiteral("hasGateway"), account.isMeasured}, {QStringLiteral("hasProvider"), account.isStated},
        {QStringLiteral("untold"), untoldDocument(account.untold)}, {QStringLiteral("causes"), causes},
        {QStringLiteral("days"), days}};
}

QString sentencesOf(const AccountReconciliation& account, Currency currency)
{
    QString out = accountSentence(account, currency) + QLatin1Char('\n');
    for (const auto& [cause, nano] : account.sum.byCause)
        out += QStringLiteral("  %1  %2 (%3)\n")
                   .arg(differenceText({nano, currency}), 10)
                   .arg(causeText(cause), mostOfText(account, cause));
    if (const QString rest = notComparedSentence(account, currency); !rest.isEmpty())
        out += QStringLiteral("  ") + rest + QLatin1Char('\n');
    for (const QString& sentence : untoldSentences(shown(account.account, 80), account.untold, utcDayText))
        out += QStringLiteral("  ") + sentence + QLatin1Char('\n');
    return out;
}

} // namespace

ExitCode reconcile(const CommandLine& line, const Profile& profile)
{
    const auto settings = loadSettings(profile.settingsFile());
    if (!settings)
        return printError(settings.error(), line);
    const auto prices = profilePrices(profile);
    if (!prices)
        return printError(prices.error(), line);
    const auto history = History::open(profile.historyFile().toStdString(), HistoryMode::viewer);
    if (!history)
        return printError(history.error(), line);
    const Currency currency = Currency::parse(settings->currency.toStdString()).value_or(Currency::usd());
    const Period month = utcMonth(line.period.toStdString(), SystemClock().now());
    const auto ledgers = (*history)->ledgers(month, currency);
    if (!ledgers)
        return printError(ledgers.error(), line);
    const auto accounts = reconcileAll(*ledgers, *prices, month, currency);

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
    return printOut(line.json ? documentText(document) : words) ? ExitCode::proved : ExitCode::failed;
}

} // namespace fuseboard
