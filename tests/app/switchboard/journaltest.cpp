// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "switchboard/actid.h"
#include "switchboard/journal.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

using namespace fuseboard;
using namespace std::chrono_literals;

namespace {

JournalRecord freezeOf(const std::string& team, const std::string& id)
{
    JournalRecord record;
    record.intent = {id, Scope::ofTeam(team), HoldState::frozen, FreezeMode::cut, "Runaway agent — stop", "A. Smith",
        Instant(1'764'000'000s + 123us), {}};
    return record;
}

/// That the gateway has the freeze of Payments in force.
JournalRecord acknowledgedByGateway()
{
    JournalRecord record = freezeOf("team-payments", "act-1");
    record.kind = JournalRecord::Kind::acknowledged;
    record.lever = "gateway";
    record.generation = 5;
    return record;
}

} // namespace

class JournalTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    [[nodiscard]] QString file() const { return m_dir->filePath(QStringLiteral("freeze.journal")); }
    [[nodiscard]] std::vector<Intent> reopened(int damaged = 0) const
    {
        const auto opened = Journal::open(file());
        if (!opened || opened->damaged != damaged)
            qFatal("journal not as expected");
        return opened->intents;
    }
    void flip(qint64 at) const
    {
        QFile raw(file());
        QVERIFY(raw.open(QIODevice::ReadWrite | QIODevice::Unbuffered));
        QVERIFY(raw.seek(at));
        char byte = 0;
        QVERIFY(raw.getChar(&byte));
        QVERIFY(raw.seek(at));
        QVERIFY(raw.putChar(static_cast<char>(byte ^ 0x10)));
    }

private Q_SLOTS:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }

    void aRecordComesBackAsItWas()
    {
        JournalRecord record = freezeOf("team-payments", "0191-act");
        record.sequence = 7;
        record.kind = JournalRecord::Kind::acknowledged;
        record.lever = "gateway";
        record.generation = 18'446'744'073'709'551'615U;
        QCOMPARE(record.bytes().size(), JournalRecord::size);
        QVERIFY(JournalRecord::parse(record.bytes()) == record);
        record.intent.until = Instant(1'764'500'000s);
        QVERIFY(JournalRecord::parse(record.bytes()) == record);
    }

    void textsThatAreTooLongAreCutBetweenCharacters()
    {
        JournalRecord record = freezeOf("team-payments", "act");
        record.intent.reason.clear();
        for (int i = 0; i < 400; ++i)
            record.intent.reason += "€"; // three bytes each
        const auto parsed = JournalRecord::parse(record.bytes());
        QVERIFY(parsed);
        QCOMPARE(parsed->intent.reason.size(), 1023U);
        QVERIFY(record.intent.reason.starts_with(parsed->intent.reason));
    }

    void everyFlippedByteIsNoticed()
    {
        const QByteArray bytes = freezeOf("team-payments", "act").bytes();
        for (qsizetype at = 0; at < bytes.size(); ++at) {
            QByteArray wrong = bytes;
            wrong[at] = static_cast<char>(wrong[at] ^ 1);
            QVERIFY(!JournalRecord::parse(wrong));
        }
    }

    void whatWasWantedIsStillWanted()
    {
        {
            auto opened = Journal::open(file());
            QVERIFY(opened);
            QVERIFY(opened->intents.empty());
            QVERIFY(opened->journal.append(freezeOf("team-payments", "act-1")));
            QVERIFY(opened->journal.append(acknowledgedByGateway()));
            QVERIFY(opened->journal.append(freezeOf("team-search", "act-2")));
            JournalRecord settled = freezeOf("team-search", "act-2");
            settled.kind = JournalRecord::Kind::settled;
            QVERIFY(opened->journal.append(settled));
        }
        const auto intents = reopened();
        QCOMPARE(intents.size(), 1U);
        Intent expected = freezeOf("team-payments", "act-1").intent;
        expected.acknowledged = {{"gateway", 5}};
        QVERIFY(intents[0] == expected);
        QCOMPARE(QFile::permissions(file()) & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther),
            QFile::Permissions());
    }

    void whatWasAddedToAReasonIsKeptThroughARewriteAndTheFirstWordsStay()
    {
        const Intent intent = freezeOf("team-payments", "act-1").intent;
        const AddedReason first {"a loop — in checkout", "B. Jones", intent.at + 5min},
            second {"two loops", "C. Wu", intent.at + 9min};
        {
            auto opened = Journal::open(file());
            QVERIFY(opened->journal.append(freezeOf("team-payments", "act-1")));
            QVERIFY(opened->journal.append(acknowledgedByGateway()));
            QVERIFY(opened->journal.append(JournalRecord::reasonOf(intent, first)));
            QVERIFY(opened->journal.append(JournalRecord::reasonOf(intent, second)));
        }
        Intent expected = intent;
        expected.acknowledged = {{"gateway", 5}};
        expected.added = second;
        QVERIFY(reopened() == std::vector {expected});
        {
            auto opened = Journal::open(file());
            for (int i = 0; i < 1100; ++i) // past its end: rewritten
                QVERIFY(opened->journal.append(freezeOf("team-search", "act-" + std::to_string(i + 2))));
        }
        const auto after = reopened();
        QVERIFY(std::ranges::find(after, expected) != after.end());
        {
            auto opened = Journal::open(file());
            QVERIFY(opened->journal.append(freezeOf("team-payments", "act-new")));
            QVERIFY(opened->journal.append(JournalRecord::reasonOf(intent, first))); // about an act that is over
        }
        for (const Intent& each : reopened())
            QVERIFY(!each.added);
    }

    void anAcknowledgementOfAnOlderActIsNotTheNewerOnes()
    {
        JournalState state;
        state.apply(freezeOf("team-payments", "act-1"));
        state.apply(freezeOf("team-payments", "act-2"));
        JournalRecord late = freezeOf("team-payments", "act-1");
        late.kind = JournalRecord::Kind::settled;
        state.apply(late);
        late.kind = JournalRecord::Kind::acknowledged;
        late.lever = "gateway";
        state.apply(late);
        QCOMPARE(state.intents().size(), 1U);
        QVERIFY(state.intents()[0].acknowledged.empty());
    }

    void aTornRecordLosesOnlyItself_data()
    {
        QTest::addColumn<int>("bytes");
        for (int bytes : {1, 40, 100, 2015, 2047})
            QTest::addRow("after %d bytes", bytes) << bytes;
    }
    void aTornRecordLosesOnlyItself()
    {
        QFETCH(int, bytes);
        {
            auto opened = Journal::open(file());
            QVERIFY(opened->journal.append(freezeOf("team-a", "act-1")));
        }
        JournalRecord torn = freezeOf("team-b", "act-2");
        torn.sequence = 2;
        QFile raw(file());
        QVERIFY(raw.open(QIODevice::ReadWrite | QIODevice::Unbuffered));
        QVERIFY(raw.seek(JournalRecord::size));
        QCOMPARE(raw.write(torn.bytes().first(bytes)), bytes);
        raw.close();
        {
            auto opened = Journal::open(file());
            QCOMPARE(opened->damaged, 1);
            QCOMPARE(opened->intents.size(), 1U);
            QVERIFY(opened->journal.append(freezeOf("team-c", "act-3")));
        }
        const auto intents = reopened(1);
        QCOMPARE(intents.size(), 2U);
        QCOMPARE(intents[1].scope, Scope::ofTeam("team-c"));
    }

    void damageInTheMiddleHidesNothingBehindIt()
    {
        {
            auto opened = Journal::open(file());
            for (const char* team : {"team-a", "team-b", "team-c"})
                QVERIFY(opened->journal.append(freezeOf(team, team)));
        }
        flip(JournalRecord::size + 30);
        const auto intents = reopened(1);
        QCOMPARE(intents.size(), 2U);
        QCOMPARE(intents[1].scope, Scope::ofTeam("team-c"));
    }

    void aFullJournalIsRewrittenWithWhatCounts()
    {
        {
            auto opened = Journal::open(file());
            QVERIFY(opened->journal.append(freezeOf("team-first", "act-0")));
            for (int i = 1; i < 2100; ++i)
                QVERIFY(opened->journal.append(freezeOf("team-payments", "act-" + std::to_string(i))));
        }
        const auto intents = reopened();
        QCOMPARE(intents.size(), 2U);
        QCOMPARE(intents[0].id, "act-0");
        QCOMPARE(intents[1].id, "act-2099");
        QCOMPARE(QFile(file()).size(), 1024 * JournalRecord::size);
        QVERIFY(!QFile::exists(file() + QStringLiteral(".next")));
    }

    void whatAResumeEndsIsKnownThroughARewrite()
    {
        const std::map<std::string, std::uint64_t> ends {{"gateway", 5}};
        {
            auto opened = Journal::open(file());
            QVERIFY(opened->journal.append(freezeOf("team-payments", "act-1")));
            QVERIFY(opened->journal.append(acknowledgedByGateway()));
            JournalRecord resume = freezeOf("team-payments", "act-2");
            resume.intent.state = HoldState::released;
            QVERIFY(opened->journal.append(resume));
        }
        QCOMPARE(reopened().front().ends, ends);
        {
            auto opened = Journal::open(file());
            for (int i = 1; i < 1100; ++i)
                QVERIFY(opened->journal.append(freezeOf("team-search", "act-s" + std::to_string(i))));
        }
        QCOMPARE(reopened().front().ends, ends);
        QVERIFY(reopened().front().acknowledged.empty());
    }

    void aLinkOrADirectoryIsRefused()
    {
        QVERIFY(QFile::link(m_dir->filePath(QStringLiteral("elsewhere")), file()));
        QCOMPARE(Journal::open(file()).error().code, ErrorCode::fileUnreadable);
        QVERIFY(!QFile::exists(m_dir->filePath(QStringLiteral("elsewhere"))));
        QCOMPARE(Journal::open(m_dir->path()).error().code, ErrorCode::fileUnreadable);
        QCOMPARE(Journal::open(m_dir->filePath(QStringLiteral("no/such/journal"))).error().code, ErrorCode::fileUnreadable);
    }

    void noAcknowledgedRecordIsLostToAKill()
    {
        for (int round = 0; round < 20; ++round) {
            int fromChild[2] = {};
            QCOMPARE(pipe(fromChild), 0);
            const pid_t child = fork();
            if (child == 0) {
                auto opened = Journal::open(file());
                for (int i = 0; opened; ++i) {
                    if (!opened->journal.append(freezeOf("team-" + std::to_string(i % 50), std::to_string(i))))
                        break;
                    if (write(fromChild[1], &i, sizeof i) != sizeof i)
                        break;
                }
                _exit(1);
            }
            ::close(fromChild[1]);
            int last = -1;
            // Killed between any two of its steps, after a different number of records each round.
            for (int i = 0; i <= round * 3; ++i)
                QCOMPARE(read(fromChild[0], &last, sizeof last), static_cast<ssize_t>(sizeof last));
            kill(child, SIGKILL);
            int status = 0;
            waitpid(child, &status, 0);
            while (read(fromChild[0], &last, sizeof last) == static_cast<ssize_t>(sizeof last)) { }
            ::close(fromChild[0]);

            auto opened = Journal::open(file());
            QVERIFY(opened);
            QVERIFY(opened->damaged <= round + 1); // a torn last record of each kill at most
            const Scope scope = Scope::ofTeam("team-" + std::to_string(last % 50));
            const auto found = std::ranges::find(opened->intents, scope, &Intent::scope);
            QVERIFY(found != opened->intents.end());
            QVERIFY(std::stoi(found->id) >= last);
        }
    }

    void actIdsAreOrderedByTimeAndWellFormed()
    {
        const std::string early = makeActId(Instant(1'764'000'000s));
        const std::string late = makeActId(Instant(1'764'000'000s + 1ms));
        QVERIFY(early < late);
        QCOMPARE(early.size(), 36U);
        QCOMPARE(early[14], '7');
        QVERIFY(std::string("89ab").contains(early[19]));
        QVERIFY(makeActId(Instant()) != makeActId(Instant()));
    }
};

QTEST_GUILESS_MAIN(JournalTest)
#include "journaltest.moc"
