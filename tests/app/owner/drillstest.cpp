// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "owner/drills.h"
#include "owner/systemclock.h"
#include "support/plainlever.h"
#include "switchboard/switchboard.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>

using namespace fuseboard;
using namespace std::chrono_literals;
using test::Holds;
using test::PlainLever;

namespace {

const Scope growth = Scope::ofTeam("team-growth");

/// Days are moved by hand.
class MovedClock : public Clock {
public:
    [[nodiscard]] Instant now() const override { return SystemClock().now() + std::chrono::hours(m_hours); }
    [[nodiscard]] SteadyTime steady() const override { return SystemClock().steady(); }
    void move(std::chrono::hours by) { m_hours += static_cast<int>(by.count()); }

private:
    std::atomic<int> m_hours = 0;
};

class NoAudit : public AuditSink {
public:
    QFuture<Result<void>> write(AuditEntry /*entry*/) override { return QtFuture::makeReadyValueFuture(Result<void>()); }
};

} // namespace

/// Drills that nobody presses.
class DrillsTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<MovedClock> m_clock;
    std::shared_ptr<Holds> m_holds;
    NoAudit m_audit;
    std::unique_ptr<Switchboard> m_switchboard;
    std::unique_ptr<Drills> m_drills;
    std::unique_ptr<QSignalSpy> m_failures;

    void start(DrillPlan plan = {.team = "team-growth", .every = std::chrono::days(7)})
    {
        m_switchboard = std::make_unique<Switchboard>(
            [holds = m_holds](HttpClient&) {
                std::vector<std::unique_ptr<Lever>> levers;
                levers.push_back(std::make_unique<PlainLever>(holds));
                return levers;
            },
            m_dir->filePath(QStringLiteral("freeze.journal")), m_audit, *m_clock);
        m_drills = std::make_unique<Drills>(
            *m_switchboard, *m_clock, m_dir->filePath(QStringLiteral("drills.jsonl")), std::move(plan), nullptr, 20ms);
        m_failures = std::make_unique<QSignalSpy>(m_drills.get(), &Drills::failed);
        connect(m_switchboard.get(), &Switchboard::freezeBoardChanged, m_drills.get(), &Drills::setFreezes);
        QSignalSpy boards(m_switchboard.get(), &Switchboard::freezeBoardChanged);
        m_switchboard->start();
        QVERIFY(boards.wait()); // what is frozen is known
    }
    void stop()
    {
        m_failures.reset();
        m_drills.reset();
        m_switchboard.reset();
    }
    [[nodiscard]] std::size_t made() const { return m_drills->drills().size(); }
    [[nodiscard]] HoldState held() const
    {
        const std::lock_guard lock(m_holds->mutex);
        const auto found = m_holds->orders.find(growth);
        return found == m_holds->orders.end() ? HoldState::released : found->second.state;
    }

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_clock = std::make_unique<MovedClock>();
        m_holds = std::make_shared<Holds>();
    }
    void cleanup() { stop(); }

    void oneIsMadeEachTimeItIsDueAlsoAfterARestart()
    {
        start();
        m_drills->setProtected({});
        QTRY_COMPARE(made(), 1U); // none was made yet
        QVERIFY(m_drills->drills().front().passed());
        QCOMPARE(held(), HoldState::released);
        m_clock->move(6 * 24h);
        QTest::qWait(150);
        QCOMPARE(made(), 1U);
        stop();
        start();
        m_drills->setProtected({});
        QTest::qWait(150);
        QCOMPARE(made(), 1U);
        m_clock->move(24h);
        QTRY_COMPARE(made(), 2U);
        QVERIFY(m_drills->drills().back().passed() && m_drills->drills().back().isReleased);
        QCOMPARE(held(), HoldState::released);
        QTest::qWait(150); // and only once
        QCOMPARE(made(), 2U);
        QVERIFY(m_failures->isEmpty());
    }

    void noneIsMadeOfATeamThatIsProtectedOrNotKnownYet()
    {
        start();
        QTest::qWait(150); // which are protected is not known
        m_drills->setProtected({"team-growth"});
        QTest::qWait(150);
        QCOMPARE(made(), 0U);
        QVERIFY(m_holds->orders.empty());
        m_drills->setProtected({});
        QTRY_COMPARE(made(), 1U);
    }

    void noneIsMadeWithoutAPlan()
    {
        start({});
        m_drills->setProtected({});
        m_clock->move(365 * 24h);
        QTest::qWait(150);
        QCOMPARE(made(), 0U);
        QVERIFY(m_holds->orders.empty());
    }

    void aFreezeOfAPersonIsLeftAndTheDrillMadeOnceItIsOver()
    {
        start();
        m_switchboard->freeze(growth, FreezeMode::refuse, QStringLiteral("why"), QStringLiteral("A. Smith"));
        QTRY_COMPARE(held(), HoldState::frozen);
        QTest::qWait(100);
        m_drills->setProtected({});
        QTRY_VERIFY(!m_failures->isEmpty());
        QCOMPARE(m_failures->first().first().value<Error>().code, ErrorCode::notDrilled);
        QCOMPARE(made(), 0U);
        QCOMPARE(held(), HoldState::frozen);
        m_switchboard->resume(growth, QStringLiteral("over"), QStringLiteral("A. Smith"));
        QTRY_COMPARE(made(), 1U);
        QVERIFY(m_drills->drills().front().passed());
    }
};

QTEST_GUILESS_MAIN(DrillsTest)
#include "drillstest.moc"
