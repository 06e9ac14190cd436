// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "collector/historybackup.h"

#include "store/backup.h"
#include "store/history.h"
#include "store/sqlite.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <fstream>

using namespace fuseboard;
using namespace std::chrono_literals;

namespace {

constexpr int patience = 30'000; ///< ms; a busy disk holds a copy up

class SetClock : public Clock {
public:
    [[nodiscard]] Instant now() const override { return at; }
    [[nodiscard]] SteadyTime steady() const override { return {}; }
    std::atomic<Instant> at = *parseInstant("2026-11-25T10:15:00Z");
};

} // namespace

class HistoryBackupTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<History> m_owner;
    SetClock m_clock;
    BackupPlan m_plan;

    void apply(std::int64_t nano)
    {
        const UsageRow row {.start = *parseInstant("2026-11-20T00:00:00Z"),
            .width = 1h,
            .source = "openai",
            .account = "openai",
            .ledger = Ledger::providerUsage,
            .requests = 1,
            .cost = Money {nano, Currency::usd()}};
        const Poll poll {.source = "openai", .account = {}, .rows = {row}, .rereads = {}, .cursor = "c", .at = row.start + 2h};
        QVERIFY(m_owner->apply(poll));
    }

    [[nodiscard]] std::vector<std::string> copies() const
    {
        std::vector<std::string> out;
        for (const auto& entry : std::filesystem::directory_iterator(m_plan.directory))
            if (entry.path().extension() == ".db") // not one that is being made
                out.push_back(entry.path().filename().string());
        std::ranges::sort(out);
        return out;
    }

private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        m_plan = {.file = m_directory->filePath(QStringLiteral("history.db")).toStdString(),
            .directory = m_directory->filePath(QStringLiteral("backups")).toStdString(),
            .every = 24h,
            .keep = 2,
            .beforeTheFirstLook = 0ms,
            .betweenLooks = 5ms};
        m_clock.at = *parseInstant("2026-11-25T10:15:00Z");
        m_owner = *History::create(m_plan.file);
        apply(7);
    }
    void cleanup() { m_owner.reset(); }

    void aCopyIsMadeWhenTheLastIsOldEnoughAndTheNewestAreKept()
    {
        HistoryBackup backup(m_plan, m_clock);
        QSignalSpy made(&backup, &HistoryBackup::backedUp), failed(&backup, &HistoryBackup::failed);
        backup.start();
        for (int day = 1; day <= 4; ++day) {
            QTRY_COMPARE_WITH_TIMEOUT(made.size(), day, patience);
            QTest::qWait(20);
            QCOMPARE(made.size(), day); // not before it is due
            apply(7 + day);
            m_clock.at = m_clock.at.load() + 24h;
        }
        QTRY_COMPARE_WITH_TIMEOUT(made.size(), 5, patience);
        QTRY_COMPARE_WITH_TIMEOUT(
            copies(), (std::vector<std::string> {"history-2026-11-28T101500Z.db", "history-2026-11-29T101500Z.db"}), patience);
        QCOMPARE(lastBackup(m_plan.directory, m_clock.at), parseInstant("2026-11-29T10:15:00Z").value());
        QCOMPARE(failed.size(), 0);

        const auto file = m_plan.directory / "history-2026-11-29T101500Z.db";
        QCOMPARE(std::filesystem::status(file).permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
        const auto copy = History::open(file, HistoryMode::owner);
        QVERIFY(copy);
        const Period all {*parseInstant("2026-11-01T00:00:00Z"), *parseInstant("2026-12-01T00:00:00Z")};
        QCOMPARE((*copy)->rows("openai", all).value(), m_owner->rows("openai", all).value());
    }

    void aClockThatWentBackDoesNotEndThem()
    {
        {
            HistoryBackup backup(m_plan, m_clock);
            QSignalSpy made(&backup, &HistoryBackup::backedUp);
            backup.start();
            QTRY_COMPARE_WITH_TIMEOUT(made.size(), 1, patience);
        }
        m_clock.at = m_clock.at.load() - 48h;
        HistoryBackup backup(m_plan, m_clock);
        QSignalSpy made(&backup, &HistoryBackup::backedUp);
        backup.start();
        QTRY_COMPARE_WITH_TIMEOUT(made.size(), 1, patience);
        QTest::qWait(100); // twenty looks
        QCOMPARE(made.size(), 1);
        QCOMPARE(copies(), (std::vector<std::string> {"history-2026-11-23T101500Z.db", "history-2026-11-25T101500Z.db"}));
        QCOMPARE(lastBackup(m_plan.directory, m_clock.at), parseInstant("2026-11-23T10:15:00Z").value());
    }

    void copiesFromTheFutureGoBeforeTheNewOne()
    {
        std::filesystem::create_directory(m_plan.directory);
        for (const char* name : {"history-2031-01-01T000000Z.db", "history-2032-01-01T000000Z.db"})
            QVERIFY(backUpHistory(m_plan.file, m_plan.directory / name));
        HistoryBackup backup(m_plan, m_clock);
        QSignalSpy made(&backup, &HistoryBackup::backedUp);
        backup.start();
        QTRY_COMPARE_WITH_TIMEOUT(made.size(), 1, patience);
        QTest::qWait(100);
        QCOMPARE(made.size(), 1);
        QCOMPARE(copies(), (std::vector<std::string> {"history-2026-11-25T101500Z.db", "history-2032-01-01T000000Z.db"}));
    }

    void whatAKilledBackupLeftIsRemovedAndNothingElse()
    {
        std::filesystem::create_directory(m_plan.directory);
        const std::vector<std::string> left {"history-2026-11-20T101500Z.db.unfinished",
            "history-2026-11-20T101500Z.db.unfinished-wal", "history-2026-11-24T101500Z.db.unfinished-journal"},
            others {"history-of-mine.db.unfinished", "notes.unfinished"};
        for (const auto& names : {left, others})
            for (const std::string& name : names)
                std::ofstream(m_plan.directory / name) << "half";
        HistoryBackup backup(m_plan, m_clock);
        QSignalSpy made(&backup, &HistoryBackup::backedUp);
        backup.start();
        QTRY_COMPARE_WITH_TIMEOUT(made.size(), 1, patience);
        for (const std::string& name : left)
            QVERIFY2(!std::filesystem::exists(m_plan.directory / name), name.c_str());
        for (const std::string& name : others)
            QVERIFY2(std::filesystem::exists(m_plan.directory / name), name.c_str());
    }

    void aDamagedHistoryIsNotCopiedOverSoundCopiesAndToldOnce()
    {
        std::filesystem::create_directory(m_plan.directory);
        QVERIFY(backUpHistory(m_plan.file, m_plan.directory / "history-2026-11-01T000000Z.db"));
        {
            sqlite::Database stranger(m_plan.file, sqlite::Access::write);
            stranger.prepareForWriting();
            stranger.execute("UPDATE usage SET cost = 5");
        }
        HistoryBackup backup(m_plan, m_clock);
        QSignalSpy made(&backup, &HistoryBackup::backedUp), failed(&backup, &HistoryBackup::failed);
        backup.start();
        QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, patience);
        QTest::qWait(50);
        QCOMPARE(failed.size(), 1);
        const auto error = failed.first().first().value<Error>();
        QCOMPARE(error.code, ErrorCode::historyDamaged);
        QVERIFY2(error.detail.contains("2026-11-20"), error.detail.c_str());
        QCOMPARE(copies(), std::vector<std::string> {"history-2026-11-01T000000Z.db"});
        QCOMPARE(made.size(), 0);
    }

    void aPlaceThatCannotBeWrittenIsToldAndTriedAgain()
    {
        const std::filesystem::path inTheWay = m_plan.directory;
        m_plan.directory = inTheWay / "backups";
        HistoryBackup backup(m_plan, m_clock);
        QSignalSpy made(&backup, &HistoryBackup::backedUp), failed(&backup, &HistoryBackup::failed);
        backup.start();
        QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, patience);
        QCOMPARE(failed.first().first().value<Error>().subject, m_plan.directory.string());
        std::filesystem::create_directory(inTheWay);
        QTRY_COMPARE_WITH_TIMEOUT(made.size(), 1, patience);
        QCOMPARE(failed.size(), 1);
    }

    /// Wherever it is in its work: copying, looking at days, at the file's structure, at the log.
    void aCopyUnderWayStopsWithTheProgramAndLeavesNothing()
    {
        Poll poll {.source = "openai", .account = {}, .cursor = "c", .at = *parseInstant("2026-11-21T00:00:00Z")};
        for (int hour = 0; hour < 240; ++hour)
            for (int project = 0; project < 400; ++project)
                poll.rows.push_back({.start = *parseInstant("2026-11-01T00:00:00Z") + std::chrono::hours(hour),
                    .width = 1h,
                    .source = "openai",
                    .account = "openai",
                    .ledger = Ledger::providerUsage,
                    .project = std::to_string(project),
                    .requests = 1,
                    .cost = Money {hour + project, Currency::usd()}});
        QVERIFY(m_owner->apply(poll));
        int stopped = 0;
        for (int wait = 0; wait < 50; wait += 5) {
            auto backup = std::make_unique<HistoryBackup>(m_plan, m_clock);
            QSignalSpy failed(backup.get(), &HistoryBackup::failed);
            backup->start();
            QElapsedTimer since;
            QTRY_VERIFY_WITH_TIMEOUT(
                std::filesystem::exists(m_plan.directory) && !std::filesystem::is_empty(m_plan.directory), patience);
            since.start();
            while (since.elapsed() < wait && copies().empty())
                QThread::msleep(1);
            since.restart();
            backup.reset();
            QVERIFY2(since.elapsed() < 250, qPrintable(QString::number(since.elapsed())));
            QCOMPARE(failed.count(), 0);
            stopped += copies().empty();
            for (const auto& entry : std::filesystem::directory_iterator(m_plan.directory))
                QVERIFY2(entry.path().extension() == ".db", entry.path().c_str());
            std::filesystem::remove_all(m_plan.directory);
        }
        QVERIFY2(stopped >= 3, qPrintable(QString::number(stopped)));
    }
};

QTEST_GUILESS_MAIN(HistoryBackupTest)
#include "historybackuptest.moc"
