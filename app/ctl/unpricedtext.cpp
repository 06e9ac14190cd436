// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/unpricedtext.h"

#include "ctl/print.h"
#include "ctl/statustext.h"
#include "domain/accountreconciliation.h"
#include "owner/statusdocument.h"
#include "owner/systemclock.h"
#include "store/history.h"
#include "text/moneytext.h"
#include "text/reconciliationtext.h"

#include <QCoreApplication>

namespace fuseboard {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("Unpriced", text); }

QString text(const std::string& utf8) { return QString::fromStdString(utf8); }

Result<std::vector<UnpricedUsage>> read(const Profile& profile, Period period)
{
    const auto history = History::open(profile.historyFile().toStdString(), HistoryMode::viewer);
    if (!history)
        return std::unexpected(history.error());
    return (*history)->unpriced(period);
}

QString row(const QString& model, const QString& calls, const QString& tokens, const QString& days, const QString& where)
{
    return QStringLiteral("  %1 %2 %3  %4  %5\n").arg(model, -28).arg(calls, 10).arg(tokens, 16).arg(days, -24).arg(where);
}

QString countOrDash(const QJsonValue& count)
{
    return count.toInteger() > 0 ? countText(count.toInteger()) : QStringLiteral("–");
}

} // namespace

QJsonArray unpricedDocument(const std::vector<UnpricedUsage>& unpriced)
{
    QJsonArray out;
    for (const UnpricedUsage& usage : unpriced)
        out.append(QJsonObject {{QStringLiteral("source"), text(usage.source)},
            {QStringLiteral("account"), text(usage.account)}, {QStringLiteral("model"), text(usage.model)},
            {QStringLiteral("requests"), static_cast<qint64>(usage.requests)},
            {QStringLiteral("tokens"), static_cast<qint64>(usage.tokens.total())},
            {QStringLiteral("firstDay"), utcDayText(usage.firstDay)}, {QStringLiteral("lastDay"), utcDayText(usage.lastDay)}});
    return out;
}

QString unpricedText(const QJsonArray& unpriced)
{
    if (unpriced.isEmpty())
        return {};
    QString out = tr("Without a price, and in no sum; “fuseboardctl prices set” gives a model one:") + QLatin1Char('\n');
    out += row(tr("model"), tr("calls"), tr("tokens"), tr("UTC days"), tr("source, account"));
    for (const auto& value : unpriced) {
        const QJsonObject usage = value.toObject();
        const auto word = [&](const char* name) { return onOneLine(usage[QLatin1String(name)].toString()); };
        out += row(word("model").isEmpty() ? tr("(not named)") : word("model"), countOrDash(usage[QLatin1String("requests")]),
            countOrDash(usage[QLatin1String("tokens")]), word("firstDay") + QStringLiteral(" – ") + word("lastDay"),
            word("source") + QStringLiteral(", ") + word("account"));
    }
    return out;
}

void addUnpriced(QJsonObject& status, const Profile& profile)
{
    const auto start = parseInstant(status[QLatin1String("periodStart")].toString().toStdString());
    const auto end = parseInstant(status[QLatin1String("periodEnd")].toString().toStdString());
    if (!start || !end)
        return; // an owner of another version
    if (status.contains(QLatin1String("historyFault")))
        return;
    if (const auto unpriced = read(profile, {*start, *end})) {
        status[QLatin1String("unpriced")] = unpricedDocument(*unpriced);
    } else {
        status[QLatin1String("unpriced")] = QJsonValue();
        status[QLatin1String("unpricedFault")] = errorDocument(unpriced.error());
    }
}

ExitCode showUnpriced(const CommandLine& line, const Profile& profile)
{
    const Period month = utcMonth(line.period.toStdString(), SystemClock().now());
    const auto unpriced = read(profile, month);
    if (!unpriced)
        return printError(unpriced.error(), line);
    const QString label = text(Calendar::utc().label(month));
    const QJsonArray document = unpricedDocument(*unpriced);
    const QJsonObject answer {
        {QStringLiteral("ok"), true}, {QStringLiteral("period"), label}, {QStringLiteral("unpriced"), document}};
    const QString words = document.isEmpty() ? tr("All usage of %1 has a price.").arg(label) + QLatin1Char('\n')
                                             : tr("%1 by UTC days").arg(label) + QLatin1Char('\n') + unpricedText(document);
    return printOut(line.json ? documentText(answer) : words) ? ExitCode::proved : ExitCode::failed;
}

} // namespace fuseboard
