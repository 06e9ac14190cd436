// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "collector/historywatch.h"

#include "store/history.h"
#include "store/sqlite.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace fuseboard;
using namespace std::chrono_literals;

class HistoryWatchTest : public QObject {
    Q_OBJECT

    static constexpr WatchPace quick {.beforeTheFirst = 1ms, .betweenDays = 0ms, .betweenRounds = 20ms};
    QTemporaryDir m_directory;
    std::filesystem::path m_file;
    std::unique_ptr<History> m_owner;

    void apply(int day, std::int64_t nano)
    {
        UsageRow row {.start = *parseInstant("2026-11-20T00:00:00Z") + std::chrono::days(day),
            .width = 1h,
            .source = "openai",
            .account = "openai",
            .ledger = Ledger::providerUsage,
            .requests = 1,
            .cost = Money {nano, Currency::usd()}};
        const Poll poll {.source = "openai", .account = {}, .rows = {row}, .rereads = {}, .cursor = "c", .at = row.start + 2h};
        QVERIFY(m_owner->apply(poll));
    }

private Q_SLOTS:
    void init()
    {
        m_file = m_directory.filePath(QString::fromLatin1(QTest::currentTestFunction()) + QStringLiteral(".db")).toStdString();
        m_owner = *History::create(m_file);
        for (int day = 0; day < 3; ++day)
            apply(day, 100 + day);
    }
    void cleanup() { m_owner.reset(); }

    void aSoundHistoryIsLookedThroughAgainAndAgainWhileItIsWritten()
    {
        HistoryWatch watch(m_file, quick);
        QSignalSpy damaged(&watch, &HistoryWatch::damaged);
        QSignalSpy rounds(&watch, &HistoryWatch::roundEnded);
        for (std::int64_t nano = 0; rounds.size() < 5; ++nano) {
            apply(static_cast<int>(nano % 3), nano);
            QCoreApplication::processEvents();
            QVERIFY(nano < 100'000);
        }
        QCOMPARE(damaged.size(), 0);
    }

    void damageIsToldWithItsDay()
    {
        {
            sqlite::Database stranger(m_file, sqlite::Access::write);
            stranger.prepareForWriting();
            stranger.execute("UPDATE usage SET cost = 5 WHERE cost = 101");
        }
        HistoryWatch watch(m_file, quick);
        QSignalSpy damaged(&watch, &HistoryWatch::damaged);
        QSignalSpy rounds(&watch, &HistoryWatch::roundEnded);
        QTRY_VERIFY(!rounds.isEmpty());
        QVERIFY(!damaged.isEmpty());
        const auto error = damaged.first().first().value<Error>();
        QCOMPARE(error.code, ErrorCode::historyDamaged);
        QCOMPARE(error.subject, m_file.string());
        QCOMPARE(error.detail, "2026-11-21: a row of 2026-11-21T00:00:00Z does not fit its check");
    }

    void aHistoryThatCannotBeOpenedIsToldToo()
    {
        HistoryWatch watch(m_file.string() + ".none", quick);
        QSignalSpy damaged(&watch, &HistoryWatch::damaged);
        QTRY_VERIFY(!damaged.isEmpty());
        QCOMPARE(damaged.first().first().value<Error>().code, ErrorCode::historyUnreadable);
    }
};

QTEST_GUILESS_MAIN(HistoryWatchTest)
#include "historywatchtest.moc"
