// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "owner/systemclock.h"
#include "sentinel/hardbudgets.h"
#include "store/organisation.h"
#include "support/plainlever.h"
#include "switchboard/switchboard.h"

#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <atomic>

using namespace fuseboard;
using namespace std::chrono_literals;
using test::Holds;
using test::PlainLever;

namespace {

const Scope payments = Scope::ofTeam("team-payments");
const BudgetScope budget = BudgetScope::ofTeam("team-payments");

class Audit : public AuditSink {
public:
    QFuture<Result<void>> write(AuditEntry /*entry*/) override
    {
        ++writes;
        const auto answer = refuses ? Result<void>(fail(ErrorCode::diskFull, "history.db")) : Result<void>();
        if (!isSlow)
            return QtFuture::makeReadyValueFuture(answer);
        return QtFuture::makeReadyVoidFuture().then(QtFuture::Launch::Async, [answer] {
            QThread::msleep(150);
            return answer;
        });
    }
    std::atomic<bool> refuses = false, isSlow = false;
    std::atomic<int> writes = 0;
};

BudgetState state(std::int64_t spent, Instant end, std::int64_t amount = 100)
{
    BudgetState out {.budget = {.scope = budget, .kind = BudgetKind::hard, .since = {}, .by = {}, .why = {}},
        .raises = {},
        .amount = {amount * 1'000'000'000, Currency::usd()},
        .input = {.period = {end - std::chrono::days(30), end}},
        .burn = BurnDown(),
        .percent = {},
        .crossed = {},
        .withoutRate = {}};
    out.burn->spentNano = spent * 1'000'000'000;
    return out;
}

/// Of all teams.
BudgetState stateOfAll(std::int64_t spent, Instant end, std::int64_t amount = 100)
{
    BudgetState out = state(spent, end, amount);
    out.budget.scope = BudgetScope::everything();
    return out;
}

/// Each decision asks for the time once.
class CountingClock : public Clock {
public:
    [[nodiscard]] Instant now() const override
    {
        ++m_asked;
        return SystemClock().now();
    }
    [[nodiscard]] SteadyTime steady() const override { return SystemClock().steady(); }
    [[nodiscard]] int asked() const { return m_asked; }

private:
    mutable int m_asked = 0;
};

} // namespace

class HardBudgetsTest : public QObject {
    Q_OBJECT

    SystemClock m_clock;
    std::unique_ptr<QTemporaryDir> m_dir;
    std::shared_ptr<Holds> m_holds, m_others; ///< of a second place, where there is one
    Audit m_audit;
    std::unique_ptr<CountingClock> m_decided;
    std::unique_ptr<Switchboard> m_switchboard;
    std::unique_ptr<HardBudgets> m_budgets;
    std::shared_ptr<const FreezeBoard> m_board;
    QList<Error> m_failures;

    void start()
    {
        m_board.reset();
        m_switchboard = std::make_unique<Switchboard>(
            [holds = m_holds, others = m_others](HttpClient&) {
                std::vector<std::unique_ptr<Lever>> levers;
                levers.push_back(std::make_unique<PlainLever>(holds));
                if (others)
                    levers.push_back(std::make_unique<PlainLever>(others, "other place"));
                return levers;
            },
            m_dir->filePath(QStringLiteral("freeze.journal")), m_audit, m_clock);
        m_decided = std::make_unique<CountingClock>();
        m_budgets =
            std::make_unique<HardBudgets>(*m_switchboard, *m_decided, m_dir->filePath(QStringLiteral("overrulings.jsonl")));
        connect(m_switchboard.get(), &Switchboard::freezeBoardChanged, this, [this](std::shared_ptr<const FreezeBoard> board) {
            m_board = std::move(board);
            m_budgets->setFreezes(m_board);
        });
        connect(m_switchboard.get(), &Switchboard::failed, this, [this](const Error& error) { m_failures.append(error); });
        Organisation company;
        company.teams.push_back(
            {.id = "team-payments", .name = "Payments", .owner = {}, .costCenterId = {}, .costCenterName = {}});
        m_budgets->setOrganisation(std::make_shared<Organisation>(company));
        m_switchboard->start();
    }
    void stop()
    {
        m_budgets.reset();
        m_switchboard.reset();
    }
    [[nodiscard]] FreezeView view() const
    {
        const FreezeView* found = m_board ? m_board->forTeam("team-payments") : nullptr;
        return found ? *found : FreezeView {};
    }
    [[nodiscard]] Instant in(std::chrono::milliseconds span) const { return m_clock.now() + span; }
    [[nodiscard]] bool isOpen() const { return view().stage == FreezeStage::resumed || view().stage == FreezeStage::allowed; }
    void resume() { m_switchboard->resume(payments, QStringLiteral("we pay"), QStringLiteral("A. Smith")); }

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_holds = std::make_shared<Holds>();
        m_others.reset();
        m_audit.refuses = m_audit.isSlow = false;
        m_failures.clear();
        start();
    }
    void cleanup() { stop(); }

    void oneThatIsSpentFreezesAndSaysWhyAndUntilWhen()
    {
        const Instant end = in(1h);
        m_budgets->setBudgets({state(99, end)});
        QTRY_VERIFY(m_board);
        QTest::qWait(100);
        QVERIFY(m_board->views.empty());
        m_budgets->setBudgets({state(101, end)});
        QTRY_COMPARE(view().stage, FreezeStage::frozen);
        QCOMPARE(view().until, end);
        QCOMPARE(view().by, hardBudgetBy);
        QCOMPARE(QString::fromStdString(view().reason), QStringLiteral("The hard budget of Payments is spent: $101 of $100."));
        const std::uint64_t generation = view().generation;
        m_budgets->setBudgets({state(102, end)});
        QTest::qWait(200);
        QCOMPARE(view().generation, generation); // nothing is ordered twice
    }

    void itEndsWhereTheBudgetIsRaisedOrSoftAndStaysWhereNothingIsKnown()
    {
        const Instant end = in(1h);
        m_budgets->setBudgets({state(101, end)});
        QTRY_COMPARE(view().stage, FreezeStage::frozen);
        BudgetState unknown = state(101, end);
        unknown.burn.reset();
        m_budgets->setBudgets({unknown});
        QTest::qWait(200);
        QCOMPARE(view().stage, FreezeStage::frozen);
        m_budgets->setBudgets({state(101, end, 200)});
        QTRY_VERIFY(isOpen());

        m_budgets->setBudgets({state(201, end, 200)});
        QTRY_COMPARE(view().stage, FreezeStage::frozen);
        BudgetState soft = state(201, end, 200);
        soft.budget.kind = BudgetKind::soft;
        m_budgets->setBudgets({soft});
        QTRY_VERIFY(isOpen());
    }

    void itEndsByItselfWithItsPeriodAlsoAfterARestart()
    {
        const Instant end = in(1500ms);
        m_budgets->setBudgets({state(101, end)});
        QTRY_COMPARE(view().stage, FreezeStage::frozen);
        stop(); // as a program that is closed; nobody tells it of a budget again
        QVERIFY(m_holds->orders.at(payments).state == HoldState::frozen);
        start();
        QTRY_COMPARE(view().until, end);
        QTRY_VERIFY_WITH_TIMEOUT(isOpen() && m_clock.now() >= end, 5000);
    }

    void aPersonsFreezeIsNeitherReplacedNorEnded()
    {
        m_switchboard->freeze(payments, FreezeMode::refuse, QStringLiteral("why"), QStringLiteral("A. Smith"));
        QTRY_COMPARE(view().stage, FreezeStage::frozen);
        m_budgets->setBudgets({state(101, in(1500ms))});
        QTest::qWait(2000);
        QCOMPARE(view().stage, FreezeStage::frozen);
        QVERIFY(!view().until && view().by == "A. Smith");
    }

    void aPersonWhoPressesTooMakesItTheirs()
    {
        m_budgets->setBudgets({state(101, in(1500ms))});
        QTRY_COMPARE(view().until.has_value(), true);
        m_switchboard->freeze(payments, FreezeMode::refuse, QStringLiteral("why"), QStringLiteral("A. Smith"));
        QTRY_VERIFY(!view().until);
        QTest::qWait(2500);
        QCOMPARE(view().stage, FreezeStage::frozen);
    }

    void toStopWhatRunsLeavesItsEnd()
    {
        const Instant end = in(1h);
        m_budgets->setBudgets({state(101, end)});
        QTRY_COMPARE(view().stage, FreezeStage::frozen);
        m_switchboard->cut(payments, QStringLiteral("A. Smith"));
        QTRY_COMPARE(view().mode, FreezeMode::cut);
        QCOMPARE(view().until, end);
    }

    void whatAPersonResumesStaysResumedAlsoAfterARestart()
    {
        const Instant end = in(1h);
        m_budgets->setBudgets({state(101, end)});
        QTRY_COMPARE(view().stage, FreezeStage::frozen);
        resume();
        for (int i = 0; i < 20; ++i) { // polls come while it is under way
            m_budgets->setBudgets({state(101 + i, end)});
            QTest::qWait(5);
        }
        QTRY_VERIFY(isOpen());
        stop();
        start();
        m_budgets->setBudgets({state(130, end)});
        QTest::qWait(300);
        QVERIFY(isOpen());
        BudgetState anew = state(230, end, 200);
        anew.budget.since = m_clock.now();
        m_budgets->setBudgets({anew});
        QTRY_COMPARE(view().stage, FreezeStage::frozen);
    }

    void whoResumesTwiceHasResumedOnce()
    {
        const Instant end = in(1h);
        m_budgets->setBudgets({state(101, end)});
        QTRY_COMPARE(view().stage, FreezeStage::frozen);
        m_audit.isSlow = true;
        resume();
        QTest::qWait(20);
        resume(); // while the first waits for the audit log
        for (int i = 0; i < 100; ++i) {
            m_budgets->setBudgets({state(102 + i, end)});
            QTest::qWait(10);
        }
        QVERIFY(isOpen());
    }

    void whatSomebodyElseHasFrozenMeanwhileIsNotEnded()
    {
        const Instant end = in(1h);
        m_budgets->setBudgets({state(101, end)});
        QTRY_COMPARE(view().stage, FreezeStage::frozen);
        {
            const std::lock_guard lock(m_holds->mutex);
            HoldOrder& held = m_holds->orders.at(payments);
            held.by = "B. Jones";
            held.orderId = "theirs";
            held.generation += 5;
        }
        QTest::qWait(200); // it is seen, and as good as ours
        QCOMPARE(view().stage, FreezeStage::frozen);
        m_budgets->setBudgets({state(101, end, 200)});
        QTRY_COMPARE(view().stage, FreezeStage::changedOutside);
        const std::lock_guard lock(m_holds->mutex);
        QVERIFY(m_holds->orders.at(payments).state == HoldState::frozen && m_holds->orders.at(payments).by == "B. Jones");
    }

    void aFreezeOfSomebodyElseAtOnePlaceKeepsNoOtherOpen_data()
    {
        QTest::addColumn<bool>("everywhere");
        QTest::addColumn<std::uint64_t>("generation"); ///< of theirs
        QTest::newRow("at one of two") << false << std::uint64_t {7};
        QTest::newRow("at one of two, their first order") << false << std::uint64_t {1};
        QTest::newRow("at both") << true << std::uint64_t {7};
    }
    void aFreezeOfSomebodyElseAtOnePlaceKeepsNoOtherOpen()
    {
        QFETCH(bool, everywhere);
        QFETCH(std::uint64_t, generation);
        stop();
        m_others = std::make_shared<Holds>();
        const HoldOrder theirs {"theirs", payments, generation, HoldState::frozen, FreezeMode::refuse, "why", "B. Jones"};
        m_holds->orders[payments] = theirs;
        if (everywhere)
            m_others->orders[payments] = theirs;
        start();
        QTRY_VERIFY(view().isForeign);
        QTRY_COMPARE(view().stage, everywhere ? FreezeStage::frozen : FreezeStage::changedOutside);
        const Instant end = in(1h);
        const auto orderAt = [](const std::shared_ptr<Holds>& holds) {
            const std::lock_guard lock(holds->mutex);
            const auto found = holds->orders.find(payments);
            return found == holds->orders.end() ? HoldOrder {} : found->second;
        };
        m_budgets->setBudgets({state(101, end)});
        if (everywhere) {
            QTest::qWait(300);
            QVERIFY(!view().until && view().isForeign);
            return;
        }
        QTRY_COMPARE(view().stage, FreezeStage::frozen);
        QCOMPARE(view().until, end);
        QCOMPARE(orderAt(m_others).by, hardBudgetBy);
        QCOMPARE(orderAt(m_holds), theirs);
        stop();
        start();
        QTRY_COMPARE(view().stage, FreezeStage::frozen);
        QCOMPARE(view().until, end);
        QCOMPARE(orderAt(m_holds), theirs);
        m_budgets->setBudgets({state(101, end, 200)}); // it ends its own, and nothing of theirs
        QTRY_COMPARE(orderAt(m_others).state, HoldState::released);
        QTest::qWait(200);
        QCOMPARE(orderAt(m_holds), theirs);
        QCOMPARE(view().stage, FreezeStage::changedOutside);
    }

    void whoTriesAgainLeavesItThePolicys()
    {
        const Instant end = in(1h);
        m_budgets->setBudgets({state(101, end)});
        QTRY_COMPARE(view().stage, FreezeStage::frozen);
        const FreezeView before = view();
        m_switchboard->freeze(payments, before.mode, QString::fromStdString(before.reason), QStringLiteral("A. Smith"));
        QTRY_VERIFY(view().generation > before.generation); // ordered again
        QCOMPARE(view().until, end);
        QCOMPARE(view().by, hardBudgetBy);
        QCOMPARE(view().reason, before.reason);
    }

    void itsReasonAndEndAreThoseOfWhatIsStillSpent()
    {
        const Instant sooner = in(1h), later = in(2h);
        m_budgets->setBudgets({state(101, sooner), stateOfAll(300, later)});
        QTRY_COMPARE(view().until, later);
        QVERIFY2(view().reason.contains("All teams"), view().reason.c_str());
        BudgetState unknown = stateOfAll(300, later);
        unknown.burn.reset();
        m_budgets->setBudgets({state(101, sooner), unknown}); // that it is raised is not known
        QTest::qWait(200);
        QCOMPARE(view().until, later);
        m_budgets->setBudgets({state(101, sooner), stateOfAll(300, later, 400)});
        QTRY_COMPARE(view().until, sooner);
        QVERIFY2(view().reason.contains("Payments"), view().reason.c_str());
        QTRY_COMPARE(view().stage, FreezeStage::frozen);
        m_budgets->setBudgets({stateOfAll(401, sooner, 400)}); // the same end, for another reason
        QTRY_VERIFY2(view().reason.contains("All teams"), view().reason.c_str());
        const std::uint64_t generation = view().generation;
        m_budgets->setBudgets({stateOfAll(402, sooner, 400)});
        QTest::qWait(200);
        QCOMPARE(view().generation, generation);
    }

    void nothingIsDecidedAnewWhereNothingItGoesByHasChanged()
    {
        m_budgets->setBudgets({state(101, in(1h))});
        QTRY_COMPARE(view().stage, FreezeStage::frozen);
        const int before = m_decided->asked();
        FreezeBoard board = *m_board;
        for (int i = 0; i < 20; ++i) {
            board.views.at(payments).places.front().inFlight = i + 1;
            m_budgets->setFreezes(std::make_shared<const FreezeBoard>(board));
        }
        QCOMPARE(m_decided->asked(), before);
        board.views.clear(); // somebody has ended it
        m_budgets->setFreezes(std::make_shared<const FreezeBoard>(board));
        QCOMPARE(m_decided->asked(), before + 1);
    }

    void anAuditLogThatCantBeWrittenIsNotFloodedByPolicies()
    {
        const Instant end = in(1h);
        m_budgets->setBudgets({state(101, end)});
        QTRY_COMPARE(view().stage, FreezeStage::frozen);
        QTest::qWait(100);
        m_audit.refuses = true;
        const int before = m_audit.writes;
        for (int i = 0; i < 50; ++i) {
            m_budgets->setBudgets({state(101, end, 200)});
            QTest::qWait(10);
        }
        QVERIFY2(m_audit.writes - before <= 4, qPrintable(QString::number(m_audit.writes - before)));
        QCOMPARE(view().stage, FreezeStage::frozen);
        QVERIFY(view().until);
    }

    void aResumeThatIsRefusedLeavesTheFreeze()
    {
        const Instant end = in(1h);
        m_budgets->setBudgets({state(101, end)});
        QTRY_COMPARE(view().stage, FreezeStage::frozen);
        m_audit.refuses = true;
        resume();
        QTRY_VERIFY(std::ranges::contains(m_failures, ErrorCode::notOnRecord, &Error::code));
        m_audit.refuses = false;
        m_budgets->setBudgets({state(102, end)});
        QTest::qWait(300);
        QCOMPARE(view().stage, FreezeStage::frozen);
        QVERIFY(view().until);
    }
};

QTEST_GUILESS_MAIN(HardBudgetsTest)
#include "hardbudgetstest.moc"
