// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "switchboard/audittrail.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <map>

using namespace fuseboard;

namespace {

const Scope payments = Scope::ofTeam("team-payments");

class StoppedClock : public Clock {
public:
    [[nodiscard]] Instant now() const override { return fromUnixSeconds(2000); }
    [[nodiscard]] SteadyTime steady() const override { return {}; }
};

/// A real history, and a disk that can be full.
class HistorySink : public AuditSink {
public:
    explicit HistorySink(const QString& file)
        : m_history(std::move(History::create(file.toStdString()).value()))
    {
    }
    QFuture<Result<void>> write(AuditEntry entry) override
    {
        Result<void> result;
        if (full)
            result = fail(ErrorCode::diskFull, "history.db", "no space");
        else if (auto written = m_history->audit(std::move(entry)); !written || losesAnswer)
            result = fail(ErrorCode::historyUnreadable, "history.db", "the answer was lost");
        auto promise = std::make_shared<QPromise<Result<void>>>();
        promise->start();
        QTimer::singleShot(0, QCoreApplication::instance(), [promise, result] { // from another thread, later
            promise->addResult(result);
            promise->finish();
        });
        return promise->future();
    }
    [[nodiscard]] std::vector<AuditEntry> rows() const { return m_history->auditEntries(0, 1000).value(); }
    bool full = false;
    bool losesAnswer = false;

private:
    std::unique_ptr<History> m_history;
};

Intent intent(const char* id, HoldState state)
{
    return {id, payments, state, FreezeMode::refuse, "why", "A. Smith", fromUnixSeconds(1000), {}};
}

const Intent freeze = intent("freeze-1", HoldState::frozen);
const Intent resume = intent("resume-1", HoldState::released);
const Intent freezeAgain = intent("freeze-2", HoldState::frozen);

Happening saw(Happening::Kind kind) { return {kind, payments, {}, 7, {}}; }

} // namespace

class AuditTrailTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    StoppedClock m_clock;
    std::unique_ptr<HistorySink> m_sink;
    std::unique_ptr<AuditTrail> m_trail;
    QList<Error> m_failures;

    void startTrail()
    {
        m_trail = std::make_unique<AuditTrail>(*m_sink, m_clock, nullptr);
        connect(m_trail.get(), &AuditTrail::failed, this, [this](const Error& error) { m_failures.append(error); });
    }
    /// "action result" of every row of a request; an intent has no result.
    [[nodiscard]] QStringList rowsOf(const Intent& act) const
    {
        QStringList out;
        for (const AuditEntry& row : m_sink->rows())
            if (row.requestId == act.id)
                out << QString::fromStdString(row.action + (row.result.empty() ? "" : " " + row.result));
        return out;
    }
    void settles(std::size_t rows) { QTRY_COMPARE(m_sink->rows().size(), rows); }

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_sink = std::make_unique<HistorySink>(m_dir->filePath(QStringLiteral("history.db")));
        m_failures.clear();
        startTrail();
    }
    void cleanup()
    {
        // Whatever happened: of each act at most one intent, before at most one outcome.
        std::map<std::string, std::pair<int, int>> counts;
        for (const AuditEntry& row : m_sink->rows()) {
            auto& [intents, outcomes] = counts[row.requestId];
            intents += row.isIntent() ? 1 : 0;
            outcomes += row.isOutcome() ? 1 : 0;
            QVERIFY(row.isObserved() || intents == 1);
            QVERIFY(outcomes <= 1);
        }
        m_trail.reset();
    }

    void anActHasItsIntentAndItsOutcomeAndWhatFollowsIsObserved()
    {
        m_trail->intended(freeze, "released");
        m_trail->happened(saw(Happening::Kind::acknowledged), freeze);
        m_trail->happened(saw(Happening::Kind::notProved), freeze);
        m_trail->happened(saw(Happening::Kind::proved), freeze);
        m_trail->happened(saw(Happening::Kind::changedOutside), freeze);
        settles(4);
        QCOMPARE(rowsOf(freeze),
            (QStringList {QStringLiteral("freeze"), QStringLiteral("freeze not proved, generation 7"),
                QStringLiteral("observed proved, generation 7"), QStringLiteral("observed changed outside, generation 7")}));
        const auto rows = m_sink->rows();
        QCOMPARE(rows[0].actor, "A. Smith");
        QCOMPARE(rows[0].before, "released");
        QCOMPARE(rows[0].at, freeze.at);
        QCOMPARE(rows[2].actor, "Fuseboard");
        QCOMPARE(rows[2].before, "freeze by A. Smith");
    }

    void partlyProvedIsNeverShortened()
    {
        m_trail->intended(freeze, "released");
        m_trail->happened(saw(Happening::Kind::partlyProved), freeze);
        settles(2);
        QCOMPARE(rowsOf(freeze).last(), QStringLiteral("freeze partly proved, generation 7"));
    }

    void anActThatANewerOneReplacesHasThatAsItsOutcome()
    {
        m_trail->intended(freeze, "released");
        m_trail->intended(freezeAgain, "frozen");
        m_trail->happened(saw(Happening::Kind::proved), freezeAgain);
        settles(4);
        QCOMPARE(rowsOf(freeze).last(), QStringLiteral("freeze superseded by a newer order"));
        QCOMPARE(rowsOf(freezeAgain).last(), QStringLiteral("freeze proved, generation 7"));
    }

    void whatARestartFindsIsWrittenOnce()
    {
        m_trail->intended(freeze, "released");
        m_trail->happened(saw(Happening::Kind::notProved), freeze);
        settles(2);
        startTrail();
        m_trail->restored(freeze);
        m_trail->happened(saw(Happening::Kind::proved), freeze);
        settles(3);
        QCOMPARE(rowsOf(freeze).last(), QStringLiteral("observed proved, generation 7"));
        // And one whose intent never reached the log.
        m_trail->restored(freezeAgain);
        m_trail->happened(saw(Happening::Kind::proved), freezeAgain);
        QTRY_COMPARE(
            rowsOf(freezeAgain), (QStringList {QStringLiteral("freeze"), QStringLiteral("freeze proved, generation 7")}));
    }

    void whatWaitsAtTheEndGoesOnRecordOnceButNoActThatIsNotBegun()
    {
        m_trail->intended(freeze, "released");
        m_trail->happened(saw(Happening::Kind::proved), freeze);
        const auto resumed = m_trail->intendedNow(resume, "frozen");
        m_trail->drain();
        m_trail.reset();
        QVERIFY(!resumed.isFinished() || resumed.resultCount() == 0);
        QCOMPARE(rowsOf(freeze), (QStringList {QStringLiteral("freeze"), QStringLiteral("freeze proved, generation 7")}));
        QCOMPARE(rowsOf(resume), QStringList());
    }

    void aFullDiskQueuesFreezesAndRefusesResumes()
    {
        m_sink->full = true;
        m_trail->intended(freeze, "released");
        m_trail->happened(saw(Happening::Kind::proved), freeze);
        QTRY_COMPARE(m_trail->waiting(), 2);
        const QFuture<Result<void>> asked = m_trail->intendedNow(resume, "frozen");
        QTRY_VERIFY(asked.isFinished());
        QCOMPARE(asked.result().error().code, ErrorCode::diskFull);
        QCOMPARE(m_trail->waiting(), 4);
        QCOMPARE(m_failures.size(), 1);
        QVERIFY(m_sink->rows().empty());
        m_sink->full = false;
        settles(4);
        QTRY_COMPARE(m_trail->waiting(), 0);
        QCOMPARE(rowsOf(resume),
            (QStringList {QStringLiteral("resume"), QStringLiteral("resume refused: the audit log could not be written")}));
        QCOMPARE(m_sink->rows().front().requestId, "freeze-1"); // in order
    }

    void aResumeGoesBehindWhatWaitsAsSoonAsItCan()
    {
        m_sink->full = true;
        m_trail->intended(freeze, "released");
        QTRY_COMPARE(m_trail->waiting(), 1);
        m_sink->full = false;
        const QFuture<Result<void>> asked = m_trail->intendedNow(resume, "frozen");
        QTRY_VERIFY_WITH_TIMEOUT(asked.isFinished(), 1000); // not only when the next try is due
        QVERIFY(asked.result());
        QCOMPARE(rowsOf(freeze).last(), QStringLiteral("freeze superseded by a newer order"));
        QCOMPARE(m_sink->rows().back().requestId, "resume-1");
    }

    void aResumeThatIsReplacedWhileItIsRefusedHasOneOutcome()
    {
        m_sink->full = true;
        const QFuture<Result<void>> asked = m_trail->intendedNow(resume, "frozen");
        m_trail->intended(freeze, "frozen");
        QTRY_VERIFY(asked.isFinished());
        QVERIFY(!asked.result());
        m_sink->full = false;
        settles(3);
        QCOMPARE(rowsOf(resume).last(), QStringLiteral("resume superseded by a newer order"));
    }

    void aRowWhoseAnswerWasLostIsNotWrittenTwice()
    {
        m_sink->losesAnswer = true;
        m_trail->intended(freeze, "released");
        m_trail->happened(saw(Happening::Kind::proved), freeze);
        QTRY_COMPARE(m_trail->waiting(), 2);
        m_sink->losesAnswer = false;
        settles(2);
        QTRY_COMPARE(m_trail->waiting(), 0);
        QCOMPARE(m_sink->rows().size(), 2U);
    }

    void whatOthersFrozeIsObserved()
    {
        const Intent theirs {{}, payments, HoldState::frozen, FreezeMode::refuse, "theirs", "B. Jones", fromUnixSeconds(1), {}};
        m_trail->happened(saw(Happening::Kind::proved), theirs);
        settles(1);
        QVERIFY(m_sink->rows().front().isObserved());
        QCOMPARE(m_sink->rows().front().before, "freeze by B. Jones");
    }
};

QTEST_GUILESS_MAIN(AuditTrailTest)
#include "audittrailtest.moc"
