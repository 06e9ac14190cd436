// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/program.h"

#include "owner/ownerlock.h"
#include "owner/profile.h"
#include "store/history.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace fuseboard;
using test::Program;

/// `fuseboardctl rates`, alone and beside an owner, and what its rates change in status and reports.
class RateCommandsTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    std::optional<Profile> m_profile;
    QString m_said, m_complaint;

    int run(const QStringList& words)
    {
        QStringList arguments = words;
        arguments << QStringLiteral("--profile") << m_dir->filePath(QStringLiteral("p"));
        return Program::run(QStringLiteral("fuseboardctl"), arguments, &m_said, &m_complaint);
    }
    int run(const char* words) { return run(QString::fromLatin1(words).split(QLatin1Char(' '))); }
    QJsonObject json() const { return QJsonDocument::fromJson(m_said.toUtf8()).object(); }
    QString write(const char* name, const QByteArray& text) const
    {
        QFile file(m_dir->filePath(QString::fromLatin1(name)));
        if (file.open(QIODevice::WriteOnly))
            file.write(text);
        return file.fileName();
    }
    QStringList csv(const char* name) const
    {
        QFile file(m_dir->filePath(QString::fromLatin1(name)));
        return file.open(QIODevice::ReadOnly)
            ? QString::fromUtf8(file.readAll()).split(QStringLiteral("\r\n"), Qt::SkipEmptyParts)
            : QStringList();
    }

private Q_SLOTS:
    void init()
    {
        qputenv("TZ", "UTC");
        m_dir = std::make_unique<QTemporaryDir>();
        m_profile = Profile::under(m_dir->filePath(QStringLiteral("p")));
        QVERIFY(m_profile->create());
        auto history = History::create(m_profile->historyFile().toStdString());
        QVERIFY(history);
        Organisation organisation;
        organisation.teams = {{.id = "team-a", .name = "Payments"}};
        organisation.rules = {{.id = 1, .project = "proj_a", .team = "team-a"}};
        QVERIFY((*history)->setOrganisation(organisation, "test", *parseInstant("2026-03-01T00:00:00Z")));
        Poll poll {.source = "mistral", .account = "mistral", .cursor = "c", .at = *parseInstant("2026-04-01T00:00:00Z")};
        for (const auto& [day, currency, nano] : {std::tuple(2, "EUR", 100'000'000'000), {3, "EUR", 20'000'000'000},
                 {3, "USD", 5'000'000'000}, {20, "EUR", 7'000'000'000}})
            poll.rows.push_back({.start = *parseInstant("2026-03-01T00:00:00Z") + std::chrono::days(day - 1),
                .width = std::chrono::hours(24),
                .source = "mistral",
                .account = "mistral",
                .ledger = Ledger::providerCost,
                .project = "proj_a",
                .lineItem = currency, // a row is known by what it says, not by its currency
                .cost = Money {nano, *Currency::parse(currency)},
                .basis = CostBasis::reported});
        QVERIFY((*history)->apply(poll));
        QFile(m_profile->historyMarker()).open(QIODevice::WriteOnly);
    }

    void aRateIsSetListedAndOnRecord_data()
    {
        QTest::addColumn<bool>("owned");
        QTest::newRow("alone") << false;
        QTest::newRow("beside an owner") << true;
    }
    void aRateIsSetListedAndOnRecord()
    {
        QFETCH(bool, owned);
        Program owner(QStringLiteral("fuseboardctl"));
        if (owned) {
            owner.start({QStringLiteral("watch"), QStringLiteral("--json"), QStringLiteral("--profile"),
                m_dir->filePath(QStringLiteral("p"))});
            QVERIFY(!owner.lineAfter(QStringLiteral("{")).isEmpty());
        }
        QCOMPARE(run("rates list"), 0);
        QVERIFY2(m_said.startsWith(QStringLiteral("There are no exchange rates")), qPrintable(m_said));
        QCOMPARE(run("rates set eur USD 1.0856 --since 2026-03-01 --source treasury"), 0);
        QCOMPARE(m_said, QStringLiteral("1 rate(s) added, 0 changed, 0 known already.\n"));
        QCOMPARE(run("rates set EUR USD 1.09 --since 2026-03-01 --source treasury"), 0);
        QCOMPARE(run("rates list --json"), 0);
        const QJsonArray rates = json()[QLatin1String("rates")].toArray();
        QCOMPARE(rates.size(), 1);
        QCOMPARE(rates[0][QLatin1String("rate")].toString(), QStringLiteral("1.09"));
        QCOMPARE(rates[0][QLatin1String("since")].toString(), QStringLiteral("2026-03-01"));
        QVERIFY(rates[0][QLatin1String("until")].isNull());
        QVERIFY(rates[0][QLatin1String("holds")].toBool());
        QCOMPARE(run("rates list"), 0);
        QVERIFY2(m_said.contains(QStringLiteral("EUR USD")) && m_said.contains(QStringLiteral("treasury")), qPrintable(m_said));
        owner.kill();
        const auto audit =
            (*History::open(m_profile->historyFile().toStdString(), HistoryMode::viewer))->auditEntries(0, 100).value();
        const AuditEntry& last = audit.back();
        QCOMPARE(last.target, std::string("rate EUR USD since 2026-03-01"));
        QCOMPARE(last.before, std::string("1.0856, treasury"));
        QCOMPARE(last.after, std::string("1.09, treasury"));
        QCOMPARE(last.result, std::string("done"));
    }

    void aRateToComeIsListedApartFromTheOneInForce()
    {
        for (const char* rate : {"1.08 --since 2026-03-01", "1.09 --since 2026-03-09", "2.5 --since 2990-01-01"})
            QCOMPARE(run((std::string("rates set EUR USD ") + rate).c_str()), 0);
        QCOMPARE(run("rates set USD JPY 150 --since 2990-02-01"), 0);
        QCOMPARE(run("rates list --json"), 0);
        QStringList listed;
        for (const auto& value : json()[QLatin1String("rates")].toArray())
            listed += value[QLatin1String("rate")].toString()
                + (value[QLatin1String("coming")].toBool() ? QStringLiteral(" coming") : QString());
        QCOMPARE(listed, (QStringList {QStringLiteral("1.09"), QStringLiteral("2.5 coming"), QStringLiteral("150 coming")}));
        QCOMPARE(run("rates list"), 0);
        const QStringList lines = m_said.split(QLatin1Char('\n'));
        QVERIFY2(lines[1].contains(QStringLiteral("1.09")), qPrintable(m_said));
        QCOMPARE(lines[2], QStringLiteral("Not in force yet:"));
        QVERIFY2(
            lines[3].contains(QStringLiteral("2990-01-01")) && !m_said.contains(QStringLiteral("ran out")), qPrintable(m_said));
    }

    void commandsAtOnceTakeTurnsWhereNobodyOwnsTheProfile()
    {
        const auto onRecord = [this] {
            const auto history = History::open(m_profile->historyFile().toStdString(), HistoryMode::viewer);
            return (*history)->auditEntries(0, 1000)->size();
        };
        const std::size_t before = onRecord();
        std::vector<std::unique_ptr<Program>> all;
        for (int day = 1; day <= 6; ++day)
            all.push_back(std::make_unique<Program>(QStringLiteral("fuseboardctl")));
        for (std::size_t i = 0; i < all.size(); ++i)
            all[i]->start({QStringLiteral("rates"), QStringLiteral("set"), QStringLiteral("EUR"), QStringLiteral("USD"),
                QStringLiteral("1.1"), QStringLiteral("--since"), QStringLiteral("2026-03-0%1").arg(i + 1),
                QStringLiteral("--profile"), m_dir->filePath(QStringLiteral("p"))});
        for (auto& each : all)
            QVERIFY2(each->exitCode() == 0, qPrintable(each->output() + each->errors()));
        QCOMPARE(onRecord(), before + all.size() * 2);
    }

    void aCommandWaitsForWhoHasTheProfileAndSaysSo()
    {
        auto lock = std::optional(OwnerLock::take(m_profile->lockFile()));
        QVERIFY(*lock);
        Program waiting(QStringLiteral("fuseboardctl"));
        waiting.start({QStringLiteral("rates"), QStringLiteral("list"), QStringLiteral("--profile"),
            m_dir->filePath(QStringLiteral("p"))});
        QTRY_VERIFY(waiting.errors().contains(QStringLiteral("owns the profile; waiting up to ten seconds")));
        QVERIFY(waiting.isRunning());
        lock.reset();
        QCOMPARE(waiting.exitCode(), 0);
        QVERIFY(waiting.output().startsWith(QStringLiteral("There are no exchange rates")));
    }

    void aTableIsTakenOverWholeOrNotAtAll()
    {
        const QString bad = write("bad.csv", "Date,USD,JPY,\n2026-03-03,1.08,N/A,\n2026-03-02,1.x,160,\n");
        QCOMPARE(run({QStringLiteral("rates"), QStringLiteral("import"), bad}), 1);
        QVERIFY2(m_complaint.contains(QStringLiteral("bad.csv, line 3")), qPrintable(m_complaint));
        QCOMPARE(run("rates list --json"), 0);
        QVERIFY(json()[QLatin1String("rates")].toArray().isEmpty());
        QCOMPARE(run({QStringLiteral("rates"), QStringLiteral("import"), m_dir->filePath(QStringLiteral("none.csv"))}), 1);

        const QString good = write("good.csv", "Date,USD,JPY,\n2026-03-03,1.08,N/A,\n2026-03-02,1.1,160,\n");
        QCOMPARE(run({QStringLiteral("rates"), QStringLiteral("import"), good}), 0);
        QCOMPARE(m_said, QStringLiteral("3 rate(s) added, 0 changed, 0 known already.\n"));
        QCOMPARE(run({QStringLiteral("rates"), QStringLiteral("import"), good}), 0);
        QCOMPARE(m_said, QStringLiteral("0 rate(s) added, 0 changed, 3 known already.\n"));
    }

    void wrongWordsAreRefusedBeforeAnybodyIsAsked_data()
    {
        QTest::addColumn<QString>("words");
        for (const char* words : {"rates", "rates set EUR USD", "rates set EUR EUR 1", "rates set EURO USD 1",
                 "rates set EUR USD 0", "rates set EUR USD -1", "rates set EUR USD 1e3", "rates set EUR USD 1,08",
                 "rates set EUR USD 1 --since 2026-02-30", "rates set EUR USD 1 --since today", "rates import",
                 "export spending"})
            QTest::newRow(words) << QString::fromLatin1(words);
    }
    void wrongWordsAreRefusedBeforeAnybodyIsAsked()
    {
        QFETCH(QString, words);
        QCOMPARE(run(words.split(QLatin1Char(' '))), 2);
        QVERIFY(!m_complaint.isEmpty());
    }

    void reportsSayWhatWasConvertedAndWhatWasNot()
    {
        const auto reports = [&] {
            for (const char* report : {"team", "spending"})
                QCOMPARE(run({QStringLiteral("export"), QString::fromLatin1(report), QStringLiteral("--period"),
                             QStringLiteral("2026-03"), QStringLiteral("--out"),
                             m_dir->filePath(QString::fromLatin1(report) + QStringLiteral(".csv"))}),
                    0);
        };
        reports();
        QStringList team = csv("team.csv");
        QCOMPARE(team.size(), 4);
        QVERIFY2(team[1].contains(QStringLiteral(",USD,,5.00,,,5.00,")), qPrintable(team[1]));
        QVERIFY2(team[1].endsWith(QStringLiteral("without EUR 127.00: no rate, not converted\"")), qPrintable(team[1]));
        QVERIFY2(team[2].contains(QStringLiteral(",EUR,,127.00,,,127.00,")), qPrintable(team[2]));

        QCOMPARE(run({QStringLiteral("rates"), QStringLiteral("import"),
                     write("r.csv", "Date,USD\n2026-03-03,1.1\n2026-03-02,1.2\n")}),
            0);
        reports();
        team = csv("team.csv");
        QVERIFY2(team[1].contains(QStringLiteral(",USD,,147.00,,,147.00,")), qPrintable(team[1]));
        QVERIFY2(team[1].endsWith(QStringLiteral(
                     "includes EUR 120.00 converted at the day's rate; without EUR 7.00: no rate, not converted\"")),
            qPrintable(team[1]));
        QVERIFY2(team[2].contains(QStringLiteral(",EUR,,7.00,,,7.00,")), qPrintable(team[2]));
        const QStringList spending = csv("spending.csv");
        QCOMPARE(spending.size(), 5);
        QCOMPARE(spending[1],
            QStringLiteral("2026-03,2026-03-02,,,team-a,Payments,100,EUR,120,USD,1.2,2026-03-02,ECB: 1 EUR = 1.2 USD,"));
        QCOMPARE(spending[2],
            QStringLiteral("2026-03,2026-03-03,,,team-a,Payments,20,EUR,22,USD,1.1,2026-03-03,ECB: 1 EUR = 1.1 USD,"));
        QCOMPARE(spending[3], QStringLiteral("2026-03,2026-03-03,,,team-a,Payments,5,USD,5,USD,,,,"));
        QCOMPARE(spending[4],
            QStringLiteral("2026-03,2026-03-20,,,team-a,Payments,7,EUR,,,,,,Not converted: no rate holds on the day"));
    }
};

QTEST_GUILESS_MAIN(RateCommandsTest)
#include "ratecommandstest.moc"
