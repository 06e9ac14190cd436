// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/locallogs/logsurvey.h"
#include "connectors/locallogs/logwatch.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <fstream>

using namespace fuseboard;
namespace fs = std::filesystem;

/// Directories of logs as they grow under a running tool.
class LogWatchTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_directory;
    [[nodiscard]] fs::path root() const { return m_directory->path().toStdString(); }
    void write(const fs::path& below, const char* line = "{}\n") const
    {
        fs::create_directories((root() / below).parent_path());
        std::ofstream(root() / below, std::ios::app) << line;
    }
    static constexpr int soon = 2000; ///< as the numbers have to follow

private Q_SLOTS:
    void init() { m_directory = std::make_unique<QTemporaryDir>(); }

    void aLineThatIsWrittenIsTold()
    {
        write("projects/p/s.jsonl");
        LogWatch watch;
        QSignalSpy changed(&watch, &LogWatch::changed);
        QVERIFY(watch.follow({root()}));
        QCOMPARE(watch.directories(), std::size_t(3));
        QVERIFY(changed.wait(soon)); // for what was written before the watch
        write("projects/p/s.jsonl");
        QVERIFY(changed.wait(soon));
        QVERIFY(watch.follow({root()})); // again is no news
        QVERIFY(!changed.wait(1000));
    }

    void manyLinesAreToldOnce()
    {
        LogWatch watch;
        QVERIFY(watch.follow({root()}));
        QSignalSpy changed(&watch, &LogWatch::changed);
        QVERIFY(changed.wait(soon));
        for (int i = 0; i < 1000; ++i)
            write("s.jsonl");
        QVERIFY(changed.wait(soon));
        QVERIFY(!changed.wait(1000));
        QCOMPARE(changed.count(), 2);
    }

    void aNewDirectoryIsFollowedFromItsBirth()
    {
        LogWatch watch;
        QVERIFY(watch.follow({root()}));
        QSignalSpy changed(&watch, &LogWatch::changed);
        QVERIFY(changed.wait(soon));
        write("2026/11/26/rollout.jsonl"); // three directories and a file before anybody looks
        QVERIFY(changed.wait(soon));
        write("2026/11/26/rollout.jsonl");
        QVERIFY(changed.wait(soon));
        QCOMPARE(watch.directories(), std::size_t(4));
        fs::remove_all(root() / "2026");
        QTRY_COMPARE(watch.directories(), std::size_t(1));
    }

    void whatIsNoLogIsNoNews()
    {
        write("a/x.txt");
        LogWatch watch;
        QVERIFY(watch.follow({root()}));
        QSignalSpy changed(&watch, &LogWatch::changed);
        QVERIFY(changed.wait(soon));
        write("a/x.txt");
        QVERIFY(!changed.wait(1000));
    }

    void beyondTheBoundTheNewestAreFollowedAndItIsSaid()
    {
        for (int i = 0; i < 20; ++i) {
            const std::string directory = "d" + std::to_string(i);
            write(directory + "/s.jsonl");
            fs::last_write_time(root() / directory, fs::file_time_type::clock::now() - std::chrono::hours(24 * (20 - i)));
        }
        LogWatch watch(5);
        QVERIFY(!watch.follow({root()}));
        QCOMPARE(watch.directories(), std::size_t(5));
        QSignalSpy changed(&watch, &LogWatch::changed);
        QVERIFY(changed.wait(soon));
        write("d19/s.jsonl");
        QVERIFY(changed.wait(soon));
        write("d0/s.jsonl");
        QVERIFY(!changed.wait(1000));
    }

    void linksAreFollowedOnceAndInNoCircle()
    {
        QTemporaryDir elsewhere;
        const fs::path there = elsewhere.path().toStdString();
        fs::create_directory_symlink(there, root() / "link");
        fs::create_directory_symlink(root(), there / "back");
        LogWatch watch;
        QVERIFY(watch.follow({root()}));
        QCOMPARE(watch.directories(), std::size_t(2));
        QSignalSpy changed(&watch, &LogWatch::changed);
        QVERIFY(changed.wait(soon));
        std::ofstream(there / "s.jsonl") << "{}\n";
        QVERIFY(changed.wait(soon));

        QTemporaryDir later;
        fs::create_directory_symlink(later.path().toStdString(), root() / "later");
        QVERIFY(changed.wait(soon));
        QCOMPARE(watch.directories(), std::size_t(3));
        std::ofstream(fs::path(later.path().toStdString()) / "s.jsonl") << "{}\n";
        QVERIFY(changed.wait(soon));
    }

    void aSurveyCountsSessionsAndHowFarTheyGoBack()
    {
        const LogEnvironment home {root(), {}, {}, {}};
        QVERIFY(surveyLogs(LogKind::claudeCode, home).directories.empty());
        write(".claude/projects/p/one.jsonl");
        write(".claude/projects/p/two.jsonl");
        write(".claude/projects/p/notes.txt");
        const auto old = fs::file_time_type::clock::now() - std::chrono::days(100);
        fs::last_write_time(root() / ".claude/projects/p/one.jsonl", old);
        const LogSurvey survey = surveyLogs(LogKind::claudeCode, home);
        QCOMPARE(survey.directories.size(), std::size_t(1));
        QCOMPARE(survey.sessions, std::size_t(2));
        const auto back = *survey.newest - *survey.oldest;
        QVERIFY(back > std::chrono::days(99) && back < std::chrono::days(101));
    }
};

QTEST_GUILESS_MAIN(LogWatchTest)
#include "logwatchtest.moc"
