// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "owner/profile.h"
#include "owner/shippedprices.h"
#include "store/history.h"
#include "support/program.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace fuseboard;
using namespace fuseboard::test;
using namespace std::chrono_literals;

/// From rows of three ledgers in a real history to what fuseboardctl says of them.
class ReconcileTest : public QObject {
    Q_OBJECT

    const Instant m_first = *parseInstant("2026-10-01T00:00:00Z");
    const PriceList m_prices = shippedPrices().value();
    QTemporaryDir m_directory;
    Profile m_profile = Profile::under(m_directory.filePath(QStringLiteral("p")));
    std::unique_ptr<History> m_history;
    std::vector<UsageRow> m_calls, m_counts, m_costs;

    static UsageRow row(Instant start, Ledger ledger, const std::string& model)
    {
        return {.start = start,
            .source = ledger == Ledger::gateway ? "gateway" : "openai",
            .account = "openai",
            .ledger = ledger,
            .model = model,
            .requests = 1,
            .priceVersion = "p"};
    }

    [[nodiscard]] std::int64_t worth(const TokenCounts& tokens) const
    {
        return m_prices.charge("gpt-4.1", tokens).value().total.nano;
    }

    /// A day of calls that gateway and provider agree on; the provider names the snapshot.
    void addDay(int day)
    {
        TokenCounts sum;
        for (int hour = 0; hour < 24; ++hour) {
            UsageRow call = row(m_first + std::chrono::days(day) + std::chrono::hours(hour), Ledger::gateway, "gpt-4.1");
            call.recordId = "call-" + std::to_string(day * 24 + hour);
            call.seq = 1;
            call.tokens = {.input = 1'000'000 * (hour + 1), .cacheRead = 2'000'000, .output = 1'000'000};
            call.cost = Money {worth(call.tokens), Currency::usd()};
            sum += call.tokens;
            m_calls.push_back(call);
        }
        UsageRow counted = row(m_first + std::chrono::days(day), Ledger::providerUsage, "gpt-4.1-2025-04-14");
        counted.width = 24h;
        counted.tokens = sum;
        counted.requests = 24;
        m_counts.push_back(counted);
        UsageRow cost = row(counted.start, Ledger::providerCost, counted.model);
        cost.width = 24h;
        cost.requests = 0;
        cost.basis = CostBasis::reported;
        cost.cost = Money {worth(sum), Currency::usd()};
        m_costs.push_back(cost);
    }

    void store(const std::string& source, std::vector<UsageRow> rows, const std::string& cursor)
    {
        Poll poll {.source = source,
            .account = source == "openai" ? "openai" : "",
            .rows = std::move(rows),
            .rereads = {},
            .cursor = cursor};
        poll.at = m_first + std::chrono::days(40);
        poll.completeUpTo = m_first + std::chrono::days(20);
        QVERIFY(m_history->apply(poll));
    }

    /// Its exit code, and what it prints of the month.
    int reconcile(QString* words, const QStringList& more = {}) const
    {
        return Program::run(QStringLiteral("fuseboardctl"),
            QStringList {QStringLiteral("--profile"), m_directory.filePath(QStringLiteral("p")), QStringLiteral("reconcile"),
                QStringLiteral("--period"), QStringLiteral("2026-10")}
                + more,
            words);
    }

    QJsonObject reconciled()
    {
        QString output;
        const int code = reconcile(&output, {QStringLiteral("--json")});
        return code == 0 ? QJsonDocument::fromJson(output.toUtf8()).object()[QLatin1String("accounts")][0].toObject()
                         : QJsonObject();
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_profile.create());
        m_history = *History::create(m_profile.historyFile().toStdString());
        for (int day = 0; day < 6; ++day)
            addDay(day);
    }

    void aMonthThatAgreesSaysSo()
    {
        store("gateway", m_calls, "1");
        std::vector<UsageRow> stated = m_counts;
        stated.insert(stated.end(), m_costs.begin(), m_costs.end());
        store("openai", stated, "1");
        const QJsonObject account = reconciled();
        QCOMPARE(account[QLatin1String("account")].toString(), QStringLiteral("openai"));
        QVERIFY(account[QLatin1String("agrees")].toBool());
        QCOMPARE(account[QLatin1String("causes")].toObject(), QJsonObject());
        QCOMPARE(account[QLatin1String("billed")], account[QLatin1String("measured")]);
        QCOMPARE(account[QLatin1String("days")].toArray().size(), 6);
    }

    void whatDiffersIsNamedInTheRealHistory()
    {
        const auto usd = [this](const TokenCounts& tokens) { return QString::fromStdString(Money {worth(tokens), {}}.text()); };
        m_counts[1].tokens.output += 3'000'000; // a key that no gateway knows
        m_counts[1].requests += 2;
        m_costs[1].cost->nano += worth({.output = 3'000'000});
        m_costs[2].cost->nano += 1'500'000'000; // dearer than listed
        std::vector<UsageRow> stated = m_counts;
        stated.insert(stated.end(), m_costs.begin(), m_costs.end());
        UsageRow running = m_costs[5]; // of a day not settled yet
        running.start = m_first + std::chrono::days(25);
        running.cost->nano = 7;
        stated.push_back(running);
        store("openai", stated, "2");
        const QJsonObject account = reconciled();
        QCOMPARE(account[QLatin1String("causes")].toObject(),
            (QJsonObject {{QStringLiteral("bypass"), usd({.output = 3'000'000})},
                {QStringLiteral("price"), QStringLiteral("1.5")},
                {QStringLiteral("lateData"), QStringLiteral("0.000000007")}}));

        QString words;
        QCOMPARE(reconcile(&words), 0);
        QVERIFY2(
            words.contains(QStringLiteral("Billed elsewhere")) && words.contains(QStringLiteral("most on 2026-10-02, gpt-4.1")),
            qUtf8Printable(words));
    }

    void whatDiffersIsWorthWhatTheProfilePays()
    {
        // A quarter off: what is billed elsewhere is worth less, and the rest of the bill is another price.
        QFile rates(m_profile.ratesFile());
        QVERIFY(rates.open(QIODevice::WriteOnly));
        rates.write("[[rate]]\naccount = \"openai\"\ndiscount = 25\n");
        rates.close();
        const auto elsewhere = worth({.output = 3'000'000});
        const QJsonObject causes = reconciled()[QLatin1String("causes")].toObject();
        QCOMPARE(causes[QLatin1String("bypass")].toString(), QString::fromStdString(Money {elsewhere * 3 / 4, {}}.text()));
        QCOMPARE(causes[QLatin1String("price")].toString(),
            QString::fromStdString(Money {1'500'000'000 + elsewhere / 4, {}}.text()));
        QVERIFY(rates.remove());
    }

    void daysThatWereLeftOutAreTold()
    {
        const Instant day = m_first + std::chrono::days(7);
        Poll poll {.source = "openai", .account = "openai", .rows = {}, .rereads = {}, .cursor = "3"};
        poll.at = m_first + std::chrono::days(40);
        poll.untold = {{Ledger::providerCost, "costs", {day, day + std::chrono::days(2)}}};
        QVERIFY(m_history->apply(poll));
        const QJsonArray untold = reconciled()[QLatin1String("untold")].toArray();
        QCOMPARE(untold.size(), 1);
        QCOMPARE(untold[0].toObject()[QLatin1String("from")].toString(), QStringLiteral("2026-10-08T00:00:00Z"));
        QString words;
        QCOMPARE(reconcile(&words), 0);
        QVERIFY2(words.contains(QStringLiteral("  openai left out figures of 2026-10-08 to 2026-10-09 (costs): ")),
            qUtf8Printable(words));
    }

    void oldHoursOfAGatewayAreReadToo()
    {
        const auto before = reconciled();
        const Instant later = m_first + std::chrono::days(60);
        while (m_history->compact({later, m_first - std::chrono::days(100)}, 10).value() > 0) { }
        QCOMPARE(reconciled(), before);
    }
};

QTEST_GUILESS_MAIN(ReconcileTest)
#include "reconciletest.moc"
