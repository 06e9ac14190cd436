// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/program.h"

#include "owner/engine.h"
#include "owner/ownerlock.h"
#include "owner/profile.h"
#include "store/auditheadfile.h"
#include "store/sqlite.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace fuseboard;
using test::Program;

/// `fuseboardctl verify` and `export audit`: they read the history beside whoever owns it.
class HistoryCommandsTest : public QObject {
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
    int verify() { return run({QStringLiteral("verify")}); }
    QJsonObject verifyAsJson(int expected)
    {
        const int code = run({QStringLiteral("verify"), QStringLiteral("--json")});
        const QJsonObject document = QJsonDocument::fromJson(m_said.toUtf8()).object();
        if (code != expected || document[QLatin1String("ok")].toBool() != (expected == 0))
            return {};
        return document[QLatin1String("checks")].toArray().at(0).toObject();
    }
    void alter(const char* sql)
    {
        sqlite::Database database(m_profile->historyFile().toStdString(), sqlite::Access::write);
        database.execute(std::string("DROP TRIGGER audit_is_not_edited; DROP TRIGGER audit_is_not_deleted;") + sql);
    }
    QString headFile() const { return m_profile->auditHeadsFile(); }

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_profile = Profile::under(m_dir->filePath(QStringLiteral("p")));
        QVERIFY(m_profile->create());
        auto history = History::create(m_profile->historyFile().toStdString());
        QVERIFY(history);
        QVERIFY((*history)->rememberAuditIn(std::make_shared<AuditHeadFile>(headFile().toStdString())));
        for (int i = 1; i <= 6; ++i)
            QVERIFY((*history)->audit({.at = fromUnixSeconds(i), .actor = "ada", .action = "freeze", .reason = "=1\n2"}));
    }

    void aWholeLogEndsWithZeroAndItsHead()
    {
        QCOMPARE(verify(), 0);
        const AuditHead head = AuditHeadFile(headFile().toStdString()).all()->back();
        const QString text = QStringLiteral("6:") + QString::fromStdString(head.hash);
        QVERIFY2(m_said.contains(QStringLiteral("rows 1 to 6 are as they were written")), qPrintable(m_said));
        QVERIFY2(m_said.contains(text), qPrintable(m_said));
        const QJsonObject check = verifyAsJson(0);
        QCOMPARE(check[QLatin1String("rows")].toInt(), 6);
        QCOMPARE(check[QLatin1String("remembered")].toInt(), 6);
        QCOMPARE(check[QLatin1String("head")].toString(), text);
        QVERIFY(!check.contains(QLatin1String("firstBad")));
    }

    void anAlteredLogEndsWithOneAndTheFirstBadRow_data()
    {
        QTest::addColumn<QByteArray>("sql");
        QTest::addColumn<int>("row");
        QTest::addColumn<QString>("fault");
        const auto add = [](const char* name, const char* sql, int row, const char* fault) {
            QTest::newRow(name) << QByteArray(sql) << row << QString::fromLatin1(fault);
        };
        add("an edit", "UPDATE audit SET actor = 'bob' WHERE sequence = 4", 4, "changed");
        add("a deletion", "DELETE FROM audit WHERE sequence = 2", 2, "missing");
        add("a cut tail", "DELETE FROM audit WHERE sequence > 4", 5, "cutOff");
        add("all gone", "DELETE FROM audit", 1, "cutOff");
        add("a row before the first",
            "INSERT INTO audit SELECT 0, at, actor, action, target, reason, before, after, result, request_id, hash "
            "FROM audit WHERE sequence = 6",
            0, "outOfOrder");
    }
    void anAlteredLogEndsWithOneAndTheFirstBadRow()
    {
        QFETCH(QByteArray, sql);
        QFETCH(int, row);
        QFETCH(QString, fault);
        alter(sql.constData());
        QCOMPARE(verify(), 1);
        QVERIFY2(m_said.contains(QStringLiteral("Row %1 ").arg(row)), qPrintable(m_said));
        const QJsonObject check = verifyAsJson(1);
        QCOMPARE(check[QLatin1String("firstBad")].toInt(-1), row);
        QCOMPARE(check[QLatin1String("fault")].toString(), fault);
    }

    void headsThatAreGoneOrSpoiltAreNoProof()
    {
        QVERIFY(QFile::remove(headFile()));
        QCOMPARE(verify(), 1);
        QVERIFY2(m_said.contains(headFile()), qPrintable(m_said));
        QFile spoilt(headFile());
        QVERIFY(spoilt.open(QIODevice::WriteOnly));
        spoilt.write("nonsense\n");
        spoilt.close();
        QCOMPARE(verify(), 1);
        QVERIFY2(m_said.contains(QStringLiteral("audit.heads, line 1")), qPrintable(m_said));
    }

    void aMissingHistoryIsNamed()
    {
        QVERIFY(QFile::remove(m_profile->historyFile()));
        QCOMPARE(verify(), 1);
        QVERIFY2(m_complaint.contains(QStringLiteral("history.db")), qPrintable(m_complaint));
        QVERIFY(!verifyAsJson(1).isEmpty());
        QVERIFY(!QFile::exists(m_profile->historyFile()));
    }

    void worksBesideARunningOwner()
    {
        const auto engine = Engine::open(*m_profile, {});
        QVERIFY(engine);
        (*engine)->start();
        (*engine)->freeze(Scope::everything(), FreezeMode::refuse, QStringLiteral("drill"));
        QTRY_VERIFY(AuditHeadFile(headFile().toStdString()).all()->size() == 7);
        QCOMPARE(verify(), 0);
        QVERIFY2(m_said.contains(QStringLiteral("row 7 is remembered")), qPrintable(m_said));
        const QString file = m_dir->filePath(QStringLiteral("beside.jsonl"));
        QCOMPARE(run({QStringLiteral("export"), QStringLiteral("audit"), QStringLiteral("--out"), file}), 0);
    }

    void anOwnerThatFindsACutTailSaysSo()
    {
        alter("DELETE FROM audit WHERE sequence > 4");
        const auto engine = Engine::open(*m_profile, {});
        QVERIFY(engine);
        QList<Error> failures;
        connect(engine->get(), &Engine::failed, this, [&](const Error& error) { failures.append(error); });
        (*engine)->start();
        QTRY_COMPARE(failures.size(), 1);
        QCOMPARE(failures[0].code, ErrorCode::auditAltered);
    }

    void exportsBothFormats()
    {
        for (const char* format : {"jsonl", "csv"}) {
            const QString file = m_dir->filePath(QStringLiteral("audit.") + QLatin1String(format));
            QCOMPARE(run({QStringLiteral("export"), QStringLiteral("audit"), QStringLiteral("--format"),
                         QString::fromLatin1(format), QStringLiteral("--out"), file}),
                0);
            QVERIFY2(m_said.contains(QStringLiteral("6 rows written to ") + file), qPrintable(m_said));
            QVERIFY2(m_said.contains(QStringLiteral("Head: 6:")), qPrintable(m_said));
            QFile written(file);
            QVERIFY(written.open(QIODevice::ReadOnly));
            QCOMPARE(written.readAll().count('\n'), QByteArray(format) == "csv" ? 7 : 6);
        }
        QCOMPARE(run({QStringLiteral("export"), QStringLiteral("audit"), QStringLiteral("--out"),
                     QStringLiteral("/nonexistent/audit.csv")}),
            1);
        QVERIFY2(m_complaint.contains(QStringLiteral("/nonexistent/audit.csv")), qPrintable(m_complaint));
        QCOMPARE(run({QStringLiteral("export"), QStringLiteral("audit"), QStringLiteral("--format"), QStringLiteral("xml"),
                     QStringLiteral("--out"), m_dir->filePath(QStringLiteral("x"))}),
            2);
    }

    void damagedMoneyIsNamedAndRepairedIntoANewFile()
    {
        {
            auto history = History::open(m_profile->historyFile().toStdString(), HistoryMode::owner);
            Poll poll {.source = "openai",
                .account = {},
                .rows = {},
                .rereads = {},
                .cursor = "c",
                .at = *parseInstant("2026-11-25T00:00:00Z")};
            for (int hour = 0; hour < 48; ++hour)
                poll.rows.push_back({.start = *parseInstant("2026-11-20T00:00:00Z") + std::chrono::hours(hour),
                    .width = std::chrono::hours(1),
                    .source = "openai",
                    .account = "openai",
                    .ledger = Ledger::providerUsage,
                    .requests = 1,
                    .cost = Money {1000, Currency::usd()}});
            QVERIFY((*history)->apply(poll));
        }
        QCOMPARE(verify(), 0);
        QVERIFY2(m_said.contains(QStringLiteral("rows of 2026-11-20 to 2026-11-21 fit their checks")), qPrintable(m_said));
        sqlite::Database(m_profile->historyFile().toStdString(), sqlite::Access::write)
            .execute("UPDATE usage SET cost = 9 WHERE start % 86400 = 3600 * 7");
        QCOMPARE(verify(), 1);
        QVERIFY2(m_said.contains(QStringLiteral("2026-11-21: a row of 2026-11-21T07:00:00Z does not fit its check")),
            qPrintable(m_said));

        QCOMPARE(run({QStringLiteral("repair")}), 0);
        QVERIFY2(m_said.contains(QStringLiteral("46 rows saved")), qPrintable(m_said));
        QVERIFY2(m_said.contains(QStringLiteral("2026-11-20: a row of usage")), qPrintable(m_said));
        const QDir data(QFileInfo(m_profile->historyFile()).dir());
        QCOMPARE(data.entryList({QStringLiteral("history.db.damaged-*Z")}).size(), 1);
        QCOMPARE(verify(), 0);
        QVERIFY2(m_said.contains(QStringLiteral("rows 1 to 8 are as they were written")), qPrintable(m_said));
    }

    void aRepairWaitsForNobodyWhoOwnsTheProfile()
    {
        const auto lock = OwnerLock::take(m_profile->lockFile());
        QVERIFY(lock);
        QCOMPARE(run({QStringLiteral("repair")}), 1);
        QVERIFY2(!m_complaint.isEmpty(), "who owns it is named");
    }
};

QTEST_GUILESS_MAIN(HistoryCommandsTest)
#include "historycommandstest.moc"
