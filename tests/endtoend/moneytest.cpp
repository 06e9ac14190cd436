// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/gatewaydoor.h"
#include "support/program.h"
#include "support/sandboxstand.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>
#include <QTest>

using namespace fuseboard;
using namespace fuseboard::test;

namespace {

/// Nano-dollars by team and model.
using Sums = std::map<std::pair<QString, QString>, qint64>;

/// The provider's invoice by model, all projects and keys together.
std::map<QString, qint64> invoiceByModel(const SandboxStand& stand)
{
    QString output;
    Program::run(QStringLiteral("fuseboard-sandbox"),
        {QStringLiteral("invoice"), QStringLiteral("--dir"), stand.profile().sandboxDirectory(), QStringLiteral("--json")},
        &output);
    std::map<QString, qint64> sums;
    for (const auto& value : QJsonDocument::fromJson(output.toUtf8()).object()[QLatin1String("lines")].toArray()) {
        const QJsonObject line = value.toObject();
        sums[line[QLatin1String("model")].toString()] += line[QLatin1String("nano")].toString().toLongLong();
    }
    return sums;
}

/// A company.json with one team's callers alone.
QString keysOf(const SandboxStand& stand, const QString& team)
{
    QFile all(stand.profile().sandboxDirectory() + QStringLiteral("/company.json"));
    if (!all.open(QIODevice::ReadOnly))
        return {};
    QJsonObject company = QJsonDocument::fromJson(all.readAll()).object();
    QJsonArray keys;
    for (const auto& key : company[QLatin1String("keys")].toArray())
        if (key.toObject()[QLatin1String("team")].toString() == team)
            keys.append(key);
    company[QLatin1String("keys")] = keys;
    QFile own(stand.directory() + QLatin1Char('/') + team + QStringLiteral(".json"));
    if (!own.open(QIODevice::WriteOnly))
        return {};
    own.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    own.write(QJsonDocument(company).toJson());
    return own.fileName();
}

} // namespace

class MoneyTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void historyLedgerAndInvoiceAgreeToTheNanoDollar();
};

void MoneyTest::historyLedgerAndInvoiceAgreeToTheNanoDollar()
{
    SandboxStand stand;
    QVERIFY2(stand.isPrepared(), qPrintable(stand.fault()));
    QVERIFY2(stand.openEngine(false), qPrintable(stand.fault()));

    Sums invoice;
    int calls = 0;
    QSet<QString> apis, statuses;
    auto before = invoiceByModel(stand);
    for (const char* team : {"team-payments", "team-mobile", "team-data-science"}) {
        QString output, errors;
        const int code = Program::run(QStringLiteral("fuseboard-sandbox"),
            {QStringLiteral("company"), QStringLiteral("--gateway"), stand.callers().toString(), QStringLiteral("--keys"),
                keysOf(stand, QString::fromLatin1(team)), QStringLiteral("--calls"), QStringLiteral("700"),
                QStringLiteral("--rate"), QStringLiteral("100000"), QStringLiteral("--seed"), QStringLiteral("5")},
            &output, &errors, 240'000);
        QVERIFY2(code == 0, qPrintable(errors));
        const QJsonObject tally = QJsonDocument::fromJson(output.trimmed().section(QLatin1Char('\n'), -1).toUtf8()).object();
        calls += tally[QLatin1String("calls")].toInt();
        for (const QString& api : tally[QLatin1String("byApi")].toObject().keys())
            apis.insert(api);
        for (const QString& status : tally[QLatin1String("byStatus")].toObject().keys())
            statuses.insert(status);
        const auto after = invoiceByModel(stand);
        for (const auto& [model, nano] : after)
            if (nano != before[model])
                invoice[{QString::fromLatin1(team), model}] = nano - before[model];
        before = after;
    }
    QCOMPARE_GE(calls, 2000);
    QVERIFY2(apis.contains(QStringLiteral("chat")) && apis.contains(QStringLiteral("messages")), "both dialects are called");
    QVERIFY2(statuses.size() > 1, "some calls fail");

    Sums ledger;
    for (const QJsonObject& row : ledgerRows(stand.profile().gatewaySocket()))
        if (const qint64 nano = row[QLatin1String("cost")].toString().toLongLong(); nano != 0)
            ledger[{row[QLatin1String("team")].toString(), row[QLatin1String("modelUsed")].toString()}] += nano;

    QVERIFY(stand.poll());
    const Instant now = SystemClock().now();
    const Board board = *stand.engine().board();
    for (const SourceView& source : board.sources)
        QVERIFY2(!source.error,
            source.error ? (source.id + ": " + source.error->subject + ", " + source.error->detail).c_str() : "");
    stand.closeEngine();
    const auto history = History::open(stand.profile().historyFile().toStdString(), HistoryMode::viewer);
    QVERIFY(history);
    const auto rows = (*history)->rows("gateway", {now - std::chrono::days(2), now + std::chrono::days(1)});
    QVERIFY(rows);
    Sums kept;
    for (const UsageRow& row : *rows)
        if (row.cost && row.cost->nano != 0)
            kept[{QString::fromStdString(row.team), QString::fromStdString(row.model)}] += row.cost->nano;

    QVERIFY(invoice.size() >= 6);
    for (const auto& [what, nano] : invoice) {
        const QByteArray name = (what.first + QLatin1Char(' ') + what.second).toUtf8();
        QVERIFY2(ledger[what] == nano,
            (name + ": the ledger has " + QByteArray::number(ledger[what]) + ", the invoice " + QByteArray::number(nano))
                .constData());
        QVERIFY2(kept[what] == nano,
            (name + ": the history has " + QByteArray::number(kept[what]) + ", the invoice " + QByteArray::number(nano))
                .constData());
    }
    QCOMPARE(ledger.size(), invoice.size());
    QCOMPARE(kept.size(), invoice.size());

    // The board's rows add up, and a newcomer sees a past.
    qint64 spent = board.unallocated.burn.spentNano;
    for (const TeamBoard& team : board.teams)
        spent += team.burn.spentNano;
    QCOMPARE(board.all.burn.spentNano, spent);
    QVERIFY(board.all.burn.budgetNano.value_or(0) > 0);
}

QTEST_GUILESS_MAIN(MoneyTest)
#include "moneytest.moc"
