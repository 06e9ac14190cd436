// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connectors/targets/priorstates.h"
#include "app/connectors/targets/simulatedtargets.h"
#include "connectors/targets/targetlever.h"
#include "support/awaited.h"

#include <QPromise>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <algorithm>

using namespace fuseboard;
using test::awaited;
using test::ruleOf;
using namespace std::chrono_literals;

namespace {

const Scope payments = Scope::ofTeam("team-payments");

class RealClock : public Clock {
public:
    [[nodiscard]] Instant now() const override
    {
        return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
    }
    [[nodiscard]] SteadyTime steady() const override { return std::chrono::steady_clock::now(); }
};

/// Takes its time for each change one way, one after another.
template <HoldState slow>
class SlowTargetSystem : public test::SimulatedTargetSystem {
public:
    using SimulatedTargetSystem::SimulatedTargetSystem;
    [[nodiscard]] std::size_t atOnce() const override { return 1; }
    QFuture<Result<void>> hold(ControlTarget target, std::string by) override
    {
        return later(HoldState::frozen, [this, target, by] { return SimulatedTargetSystem::hold(target, by); });
    }
    QFuture<Result<void>> restore(ControlTarget target, std::string state, std::string by) override
    {
        return later(
            HoldState::released, [this, target, state, by] { return SimulatedTargetSystem::restore(target, state, by); });
    }

private:
    QFuture<Result<void>> later(HoldState way, std::function<QFuture<Result<void>>()> change)
    {
        auto promise = std::make_shared<QPromise<Result<void>>>();
        promise->start();
        QTimer::singleShot(way == slow ? 40ms : 0ms, &m_here, [promise, change = std::move(change)] {
            promise->addResult(change().result());
            promise->finish();
        });
        return promise->future();
    }
    QObject m_here;
};

/// Makes the first change, and never answers it.
class LosingTargetSystem : public test::SimulatedTargetSystem {
public:
    using SimulatedTargetSystem::SimulatedTargetSystem;
    QFuture<Result<void>> hold(ControlTarget target, std::string by) override
    {
        const auto done = SimulatedTargetSystem::hold(std::move(target), std::move(by));
        if (m_changes++ > 0)
            return done;
        QPromise<Result<void>> promise;
        promise.start();
        return promise.future(); // cancelled as this returns
    }

private:
    int m_changes = 0;
};

/// Waits in a loop of events. QTRY_VERIFY hands on deletions before what was posted earlier, so that the word of a disk that a
/// record is written could be lost in it.
template <class Condition>
bool comes(const Condition& condition)
{
    QEventLoop loop;
    QTimer look;
    QObject::connect(&look, &QTimer::timeout, &loop, [&] {
        if (condition())
            loop.quit();
    });
    look.start(5ms);
    QTimer::singleShot(20s, &loop, &QEventLoop::quit);
    loop.exec();
    return condition();
}

HoldOrder orderOf(HoldState state, std::uint64_t generation, const Scope& scope = payments)
{
    return {"01930000-0000-7000-8000-000000000000", scope, generation, state, FreezeMode::refuse, "why", "A. Smith"};
}

} // namespace

class TargetLeverTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    RealClock m_clock;
    test::SimulatedTargets m_world;
    std::optional<std::vector<AllocationRule>> m_rules;
    std::unique_ptr<TargetLever> m_lever;

    template <class System = test::SimulatedTargetSystem>
    void start()
    {
        m_lever.reset();
        auto records = HoldRecords::open(m_dir->path());
        QVERIFY(records);
        LeverTraits traits;
        traits.id = "world";
        traits.name = "World";
        m_lever = std::make_unique<TargetLever>(
            std::make_unique<System>(m_world, std::move(traits)), *std::move(records), [this] { return m_rules; }, m_clock);
    }
    Result<LeverAcknowledgement> order(const HoldOrder& order) { return awaited(m_lever->order(order)); }
    LeverObservation seen(const Scope& scope = payments) { return awaited(m_lever->observe())->of(scope); }
    [[nodiscard]] std::vector<ControlTarget> all() const
    {
        std::vector<ControlTarget> out;
        for (const auto& [id, target] : m_world.targets)
            out.push_back(target);
        return out;
    }

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        QVERIFY(m_dir->isValid());
        m_world = {};
        m_rules = {ruleOf("p-pay", {}, "team-payments"), ruleOf("p-search", {}, "team-search")};
        start();
    }

    void aThousandPriorStatesAreGivenBackExactly()
    {
        constexpr int rounds = 1000;
        const test::PriorStates given = test::giveBackPriorStates(rounds);
        QVERIFY2(given.firstFault.isEmpty(), qPrintable(given.firstFault));
        QCOMPARE(given.exact, rounds);
    }

    void whatSomebodyElseChangedIsAskedAndLeft()
    {
        m_world.add("key a", "p-pay", "limit 5");
        m_world.add("key b", "p-pay", "limit 6");
        QVERIFY(order(orderOf(HoldState::frozen, 1)));
        QCOMPARE(seen().generation, 1U);
        m_world.set("key a", "limit 9");
        const auto asked = order(orderOf(HoldState::released, 2));
        QCOMPARE(asked.error().code, ErrorCode::changedMeanwhile);
        QVERIFY2(asked.error().detail.contains("key a was limit 5") && asked.error().detail.contains("limit 9 now"),
            asked.error().detail.c_str());
        QCOMPARE(m_world.targets["key b"].state, "held"); // nothing was given back yet
        start(); // it still asks after a restart
        QCOMPARE(seen().state, HoldState::frozen);
        QCOMPARE(seen().asks, asked.error().detail);
        QCOMPARE(seen().generation, 2U);
        QCOMPARE(order(orderOf(HoldState::released, 2)).error().code, ErrorCode::changedMeanwhile);
        // A program that starts again orders the same act above what it reads: that is nobody's answer.
        QCOMPARE(order(orderOf(HoldState::released, 3)).error().code, ErrorCode::changedMeanwhile);
        QCOMPARE(m_world.targets["key b"].state, "held");
        HoldOrder answer = orderOf(HoldState::released, 4);
        answer.orderId = "01930000-0000-7000-8000-000000000001";
        QVERIFY(order(answer));
        QCOMPARE(m_world.states(), (std::map<std::string, std::string> {{"key a", "limit 9"}, {"key b", "limit 6"}}));
        QCOMPARE(seen().state, HoldState::released);
    }

    void whatWasChangedIsKeptOrPutBackAsAPersonSays_data()
    {
        QTest::addColumn<Undo>("undo");
        QTest::addColumn<bool>("asked"); ///< before
        QTest::addColumn<bool>("restarts");
        for (const bool asked : {false, true})
            for (const bool restarts : {false, true}) {
                QTest::addRow("kept%s%s", asked ? ", after it was asked" : "", restarts ? ", and started again" : "")
                    << Undo::keep << asked << restarts;
                QTest::addRow("put back%s%s", asked ? ", after it was asked" : "", restarts ? ", and started again" : "")
                    << Undo::putBack << asked << restarts;
            }
    }
    void whatWasChangedIsKeptOrPutBackAsAPersonSays()
    {
        QFETCH(Undo, undo);
        QFETCH(bool, asked);
        QFETCH(bool, restarts);
        m_world.add("key a", "p-pay", "limit 5");
        m_world.add("key b", "p-pay", "limit 6");
        m_world.add("key old", "p-pay", "held");
        m_world.add("key gone", "p-pay", "limit 7");
        m_world.add("key theirs", "p-search", "limit 8");
        QVERIFY(order(orderOf(HoldState::frozen, 1)));
        m_world.set("key a", "limit 9");
        m_world.set("key theirs", "limit 1");
        m_world.targets.erase("key gone");
        if (asked)
            QCOMPARE(order(orderOf(HoldState::released, 2)).error().code, ErrorCode::changedMeanwhile);
        if (restarts)
            start();
        HoldOrder answer = orderOf(HoldState::released, 3);
        answer.undo = undo;
        QVERIFY(order(answer));
        if (restarts)
            start();
        QCOMPARE(seen().state, HoldState::released);
        QCOMPARE(seen().generation, 3U);
        QCOMPARE(m_world.states(),
            (std::map<std::string, std::string> {{"key a", undo == Undo::putBack ? "limit 5" : "limit 9"}, {"key b", "limit 6"},
                {"key old", "held"}, {"key theirs", "limit 1"}}));
    }

    void whatIsPutBackIsSaidOnlyOnceItIsSo()
    {
        m_world.add("key a", "p-pay", "limit 5");
        QVERIFY(order(orderOf(HoldState::frozen, 1)));
        m_world.set("key a", "limit 9");
        HoldOrder answer = orderOf(HoldState::released, 2);
        answer.undo = Undo::putBack;
        QVERIFY(order(answer));
        m_world.set("key a", "limit 9"); // it said done, and did nothing
        QCOMPARE(seen().state, HoldState::frozen);
        QCOMPARE(seen().generation, 1U); // to be ordered again
        QVERIFY(order(answer));
        QCOMPARE(seen().state, HoldState::released);
        QCOMPARE(m_world.states(), (std::map<std::string, std::string> {{"key a", "limit 5"}}));
        m_world.set("key a", "limit 12"); // from then on it is theirs
        QCOMPARE(seen().state, HoldState::released);
    }

    void whatCantBeReadIsNamedAndTheRestIsHeld_data()
    {
        QTest::addColumn<bool>("isListed");
        QTest::addColumn<bool>("restarts");
        for (const bool restarts : {false, true}) {
            QTest::addRow("it is listed%s", restarts ? ", and started again" : "") << true << restarts;
            QTest::addRow("its list can't be read%s", restarts ? ", and started again" : "") << false << restarts;
        }
    }
    void whatCantBeReadIsNamedAndTheRestIsHeld()
    {
        QFETCH(bool, isListed);
        QFETCH(bool, restarts);
        m_world.add("key a", "p-pay", "limit 5");
        m_world.add("key b", "p-pay", "limit 6");
        m_world.add("key old", "p-pay", "held");
        m_world.add("key theirs", "p-search", "limit 8");
        const auto before = m_world.states();
        const auto lose = [&](const std::string& id) {
            isListed ? void(m_world.unread.insert(id)) : void(m_world.unlisted[id] = "p-pay");
        };
        const auto find = [&] {
            m_world.unread.clear();
            m_world.unlisted.clear();
        };
        const auto again = [&] {
            if (restarts)
                start();
        };
        const std::string name = isListed ? "key b" : "the list of p-pay";
        lose("key b");
        QVERIFY(order(orderOf(HoldState::frozen, 1)));
        again();
        QCOMPARE(m_world.targets["key a"].state, "held");
        QCOMPARE(m_world.targets["key b"].state, "limit 6");
        LeverObservation now = seen();
        QCOMPARE(now.state, HoldState::frozen);
        QCOMPARE(now.unread, (Error {ErrorCode::noRightToRead, "World, " + name, "HTTP 403"}));
        QVERIFY2(now.note.contains(name), now.note.c_str());
        QCOMPARE(awaited(m_lever->look(payments))->notRead, std::vector {name});
        find(); // it is to be held too
        QCOMPARE(seen().generation, 0U);
        QVERIFY(order(orderOf(HoldState::frozen, 1)));
        again();
        now = seen();
        QCOMPARE(now.state, HoldState::frozen);
        QVERIFY(!now.unread);
        QCOMPARE(m_world.targets["key b"].state, "held");
        lose("key b");
        lose("key old");
        const auto undo = awaited(m_lever->look(payments))->undo;
        for (const UndoTarget& each : undo)
            QVERIFY2((each.kind == UndoTarget::Kind::notRead) == (each.name != "key a"), each.name.c_str());
        QVERIFY(order(orderOf(HoldState::released, 2)));
        again();
        QCOMPARE(m_world.targets["key a"].state, "limit 5");
        QCOMPARE(m_world.targets["key b"].state, "held");
        now = seen();
        QCOMPARE(now.state, HoldState::frozen);
        QVERIFY(!now.isEmpty);
        QVERIFY(now.unread);
        QVERIFY2(now.note.contains("key b") && !now.note.contains("key old"), now.note.c_str());
        find();
        QCOMPARE(seen().state, HoldState::frozen); // and ordered again
        QVERIFY(!seen().unread);
        QVERIFY(order(orderOf(HoldState::released, 2)));
        QCOMPARE(seen().state, HoldState::released);
        QCOMPARE(m_world.states(), before);
    }

    void whatComesAndGoesFromSightIsGivenBackExactly()
    {
        const Scope search = Scope::ofTeam("team-search");
        std::mt19937 dice(5);
        for (int round = 0; round < 200; ++round) {
            m_world = {};
            m_dir = std::make_unique<QTemporaryDir>();
            start();
            for (int key = 0; key < 6; ++key)
                m_world.add("key " + std::to_string(key), key % 2 == 0 ? "p-pay" : "p-search",
                    dice() % 3 == 0 ? "held" : "limit " + std::to_string(dice() % 5));
            const auto before = m_world.states();
            std::map<Scope, std::uint64_t> generations;
            std::map<Scope, HoldState> wanted;
            for (int act = 0; act < 10; ++act) {
                m_world.unread.clear();
                m_world.unlisted.clear();
                for (const auto& [id, target] : m_world.targets)
                    if (const auto fate = dice() % 6; fate == 0)
                        m_world.unread.insert(id);
                    else if (fate == 1)
                        m_world.unlisted[id] = dice() % 2 == 0 ? target.project : std::string();
                const std::array scopes {payments, search, Scope::everything()};
                const Scope& scope = scopes[dice() % scopes.size()];
                wanted[scope] = dice() % 2 == 0 ? HoldState::frozen : HoldState::released;
                QVERIFY(order(orderOf(wanted[scope], ++generations[scope], scope)));
                if (dice() % 3 == 0)
                    start();
                for (const auto& [each, state] : wanted) { // nothing is said that is not so
                    const LeverObservation now = seen(each);
                    if (state == HoldState::frozen && now.state == state && now.generation == generations[each] && !now.unread)
                        for (const ControlTarget& target : targetsOf(each, all(), *m_rules, "world"))
                            QVERIFY2(target.held, target.name.c_str());
                }
            }
            m_world.unread.clear();
            m_world.unlisted.clear();
            for (const auto& [each, state] : wanted) {
                const std::uint64_t generation = ++generations[each];
                QVERIFY(order(orderOf(HoldState::released, generation, each)));
                QCOMPARE(seen(each).state, HoldState::released);
            }
            QCOMPARE(m_world.states(), before);
        }
    }

    void whoseWhatCantBeListedMayBe_data()
    {
        QTest::addColumn<std::string>("project"); ///< of the list
        QTest::addColumn<bool>("hasKeyRule"); ///< a key of Payments' project is Search's
        QTest::addColumn<std::vector<std::string>>("targets"); ///< of Payments
        const auto row = [](const char* what, const char* project, bool hasKeyRule, std::vector<std::string> targets) {
            QTest::newRow(what) << std::string(project) << hasKeyRule << std::move(targets);
        };
        row("a project's keys, and the project is theirs", "p-pay", false, {"group p-pay", "key a"});
        row("of which one may be another team's", "p-pay", true, {"key a", "list"});
        row("another project's keys", "p-search", false, {"group p-pay", "key a"});
        row("another project's keys, and a key rule", "p-search", true, {"group p-pay", "key a"});
        row("nobody knows of what", "", false, {"group p-pay", "key a", "list"});
        row("nobody knows of what, and a key rule", "", true, {"key a", "list"});
    }
    void whoseWhatCantBeListedMayBe()
    {
        QFETCH(std::string, project);
        QFETCH(bool, hasKeyRule);
        QFETCH(std::vector<std::string>, targets);
        m_world.add("group p-pay", "p-pay", "free", true);
        m_world.add("key a", "p-pay", "free");
        m_world.add("list", project, "");
        ControlTarget& list = m_world.targets["list"];
        list.key.clear();
        list.unread = Error {ErrorCode::serverError, "World", "HTTP 500"};
        list.isFixed = list.isUnlisted = true;
        if (hasKeyRule)
            m_rules->insert(m_rules->begin(), ruleOf("p-pay", "key z", "team-search"));
        std::vector<std::string> found;
        for (const ControlTarget& target : targetsOf(payments, all(), *m_rules, "world"))
            found.push_back(target.id);
        QCOMPARE(found, targets);
    }

    void whatAnotherFreezeFoundIsItsToPutBack()
    {
        m_world.add("key a", "p-pay", "limit 5");
        QVERIFY(order(orderOf(HoldState::frozen, 1)));
        QVERIFY(order(orderOf(HoldState::frozen, 1, Scope::everything())));
        m_world.set("key a", "limit 9");
        HoldOrder answer = orderOf(HoldState::released, 2);
        answer.undo = Undo::putBack;
        QVERIFY(order(answer));
        QCOMPARE(m_world.targets["key a"].state, "limit 9");
        answer.scope = Scope::everything();
        QVERIFY(order(answer));
        QCOMPARE(m_world.targets["key a"].state, "limit 5");
    }

    void whatTheRulesGaveToOthersMeanwhileIsGivenBackToo_data()
    {
        QTest::addColumn<bool>("restarts");
        QTest::addColumn<bool>("isLost"); ///< the first giving back
        QTest::newRow("at once") << false << false;
        QTest::newRow("and started again") << true << false;
        QTest::newRow("the giving back is lost") << false << true;
    }
    void whatTheRulesGaveToOthersMeanwhileIsGivenBackToo()
    {
        QFETCH(bool, restarts);
        QFETCH(bool, isLost);
        m_world.add("key a", "p-pay", "limit 5");
        m_world.add("key old", "p-pay", "held");
        m_world.add("key theirs", "p-search", "limit 8");
        const auto before = m_world.states();
        QVERIFY(order(orderOf(HoldState::frozen, 1)));
        QCOMPARE(seen().generation, 1U);
        m_rules = {ruleOf("p-search", {}, "team-search")}; // the team was deleted, or its projects went to others
        QVERIFY(seen().isEmpty);
        if (restarts)
            start();
        QVERIFY(order(orderOf(HoldState::released, 2)));
        if (isLost) {
            m_world.set("key a", "held"); // it said done, and did nothing
            QCOMPARE(seen().state, HoldState::frozen);
            QVERIFY(!seen().isEmpty);
            QCOMPARE(seen().generation, 1U); // to be ordered again
            QVERIFY(order(orderOf(HoldState::released, 2)));
        }
        QCOMPARE(m_world.states(), before);
        QCOMPARE(seen().state, HoldState::released);
    }

    void whatAnOvertakenOrderHasNotDoneYetIsLeft_data()
    {
        QTest::addColumn<HoldState>("first");
        QTest::newRow("a freeze") << HoldState::frozen;
        QTest::newRow("a resume") << HoldState::released;
    }
    void whatAnOvertakenOrderHasNotDoneYetIsLeft()
    {
        QFETCH(HoldState, first);
        for (int key = 0; key < 12; ++key)
            m_world.add("key " + std::to_string(key), "p-pay", "limit " + std::to_string(key));
        const auto before = m_world.states();
        first == HoldState::frozen ? start<SlowTargetSystem<HoldState::frozen>>()
                                   : start<SlowTargetSystem<HoldState::released>>();
        std::uint64_t generation = 0;
        if (first == HoldState::released) {
            QVERIFY(order(orderOf(HoldState::frozen, ++generation)));
            QCOMPARE(seen().state, HoldState::frozen);
        }
        const auto earlier = m_lever->order(orderOf(first, ++generation));
        const int changes = m_world.changes;
        QVERIFY(comes([&] { return m_world.changes >= changes + 3; }));
        const HoldState last = first == HoldState::frozen ? HoldState::released : HoldState::frozen;
        QVERIFY(order(orderOf(last, ++generation)));
        for (int look = 0; look < 50 && (seen().state != last || seen().generation != generation); ++look) {
            QTest::qWait(10);
            QVERIFY(order(orderOf(last, generation)));
        }
        QCOMPARE(seen().state, last);
        QVERIFY(comes([&] { return earlier.isFinished(); }));
        QTest::qWait(100); // nothing comes after it
        if (last == HoldState::released)
            QCOMPARE(m_world.states(), before);
        else
            QVERIFY(std::ranges::all_of(m_world.states(), [](const auto& entry) { return entry.second == "held"; }));
        QCOMPARE(seen().state, last);
        if (last == HoldState::frozen) {
            QVERIFY(order(orderOf(HoldState::released, ++generation)));
            QCOMPARE(m_world.states(), before);
        }
    }

    void aChangeWhoseAnswerIsLostInsideIsNotUnderWayForEver()
    {
        m_world.add("key a", "p-pay", "limit 5");
        m_world.add("key b", "p-pay", "limit 6");
        start<LosingTargetSystem>();
        const auto lost = m_lever->order(orderOf(HoldState::frozen, 1));
        QVERIFY(comes([&] { return lost.isCanceled(); }));
        QVERIFY(order(orderOf(HoldState::frozen, 1)));
        QCOMPARE(seen().state, HoldState::frozen);
        QCOMPARE(seen().generation, 1U);
    }

    void aSystemThatSuddenlyListsNothingIsNotTakenAtItsWord_data()
    {
        QTest::addColumn<bool>("isBack"); ///< before a person answers
        QTest::newRow("for a while") << true;
        QTest::newRow("for good") << false;
    }
    void aSystemThatSuddenlyListsNothingIsNotTakenAtItsWord()
    {
        QFETCH(bool, isBack);
        m_world.add("key a", "p-pay", "limit 5");
        m_world.add("key b", "p-pay", "limit 6");
        const auto before = m_world.states();
        QVERIFY(order(orderOf(HoldState::frozen, 1)));
        QCOMPARE(seen().state, HoldState::frozen);
        m_world.oldList.emplace(); // 200, and an empty list
        const auto report = awaited(m_lever->observe());
        QVERIFY(!report);
        QCOMPARE(report.error().code, ErrorCode::badAnswer);
        QVERIFY2(report.error().detail.contains("key a, key b"), report.error().detail.c_str());
        QCOMPARE(order(orderOf(HoldState::released, 2)).error().code, ErrorCode::changedMeanwhile);
        QVERIFY(!seen().isEmpty && seen().asks.contains("key a"));
        if (isBack)
            m_world.oldList.reset();
        HoldOrder answer = orderOf(HoldState::released, 3);
        answer.orderId = "01930000-0000-7000-8000-000000000001";
        QVERIFY(order(answer));
        QCOMPARE(seen().state, HoldState::released);
        if (isBack)
            QCOMPARE(m_world.states(), before);
    }

    void whatOthersHoldNowStaysHeldForThem()
    {
        m_world.add("key a", "p-pay", "limit 5");
        const Scope search = Scope::ofTeam("team-search");
        QVERIFY(order(orderOf(HoldState::frozen, 1)));
        m_rules = {ruleOf("p-pay", {}, "team-search")};
        QVERIFY(order(orderOf(HoldState::frozen, 1, search)));
        QVERIFY(order(orderOf(HoldState::released, 2)));
        QVERIFY(m_world.targets["key a"].held);
        QVERIFY(order(orderOf(HoldState::released, 2, search)));
        QCOMPARE(m_world.targets["key a"].state, "limit 5");
    }

    void aReleaseOutsideIsSeenAndANewKeyIsHeldToo()
    {
        m_world.add("key a", "p-pay", "free");
        QVERIFY(order(orderOf(HoldState::frozen, 4)));
        QCOMPARE(seen().state, HoldState::frozen);
        m_world.set("key a", "free");
        QCOMPARE(seen().state, HoldState::released);
        QCOMPARE(seen().generation, 4U); // by somebody: ours is not forgotten
        m_world.set("key a", "held");
        m_world.add("key new", "p-pay", "free");
        QCOMPARE(seen().generation, 0U); // not by somebody: to be ordered again
        QVERIFY(order(orderOf(HoldState::frozen, 4)));
        QVERIFY(m_world.targets["key new"].held);
        QVERIFY(order(orderOf(HoldState::released, 5)));
        QCOMPARE(m_world.states(), (std::map<std::string, std::string> {{"key a", "free"}, {"key new", "free"}}));
    }

    void anOrderThatIsSentAgainDoesNotTakeWhatWasGivenBack()
    {
        m_world.add("key a", "p-pay", "limit 5");
        QVERIFY(order(orderOf(HoldState::frozen, 4)));
        QCOMPARE(seen().state, HoldState::frozen);
        m_world.set("key a", "limit 9");
        m_world.add("key new", "p-pay", "free"); // the reason why it is sent again
        QCOMPARE(order(orderOf(HoldState::frozen, 4)).error(), (Error {ErrorCode::staleOrder, "World", "4"}));
        QCOMPARE(m_world.targets["key a"].state, "limit 9");
        QVERIFY(order(orderOf(HoldState::frozen, 5))); // a person's word
        QVERIFY(m_world.targets["key a"].held && m_world.targets["key new"].held);
        QVERIFY(order(orderOf(HoldState::released, 6)));
        QCOMPARE(m_world.states(), (std::map<std::string, std::string> {{"key a", "limit 9"}, {"key new", "free"}}));
    }

    void whatHasNoEffectIsNotInForce()
    {
        m_world.add("key a", "p-pay", "limit 5");
        QVERIFY(order(orderOf(HoldState::frozen, 4)));
        m_world.targets["key a"].isEffective = false;
        QCOMPARE(seen().generation, 0U);
        QCOMPARE(seen().state, HoldState::released);
        QVERIFY(order(orderOf(HoldState::released, 5))); // and is given back all the same
        QCOMPARE(m_world.targets["key a"].state, "limit 5");
    }

    void whatCantBeHeldAloneIsHeldByItsGroup()
    {
        m_world.add("group p-pay", "p-pay", "free", true);
        m_world.add("key a", "p-pay", "free");
        m_world.targets["key a"].isFixed = true;
        QCOMPARE(targetsOf(payments, all(), *m_rules, "world").size(), 1U);
        m_world.add("key theirs", "p-pay", "free");
        m_rules->insert(m_rules->begin(), ruleOf({}, "key theirs", "team-search"));
        const auto left = targetsOf(payments, all(), *m_rules, "world"); // no group stands for it now
        QCOMPARE(left.size(), 1U);
        QVERIFY(left.front().isFixed && left.front().id == "key a");
    }

    void whatStandsForEverythingIsHeldWithTheOrganisationAlone()
    {
        m_world.add("whole", {}, "free");
        m_world.targets["whole"].isWhole = true;
        m_world.add("key a", "p-pay", "free");
        m_rules->push_back(ruleOf({}, {}, "team-payments")); // everything else is theirs
        QCOMPARE(targetsOf(payments, all(), *m_rules, "world").size(), 1U);
        QCOMPARE(targetsOf(Scope::everything(), all(), *m_rules, "world").size(), 2U);
    }

    void aGroupIsHeldOnlyWhereAllOfItBelongsToTheTeam()
    {
        m_world.add("group p-pay", "p-pay", "free", true);
        m_world.add("key mine", "p-pay", "free");
        m_world.add("key theirs", "p-pay", "free");
        m_rules->insert(m_rules->begin(), ruleOf({}, "key theirs", "team-search"));
        QVERIFY(order(orderOf(HoldState::frozen, 1)));
        QCOMPARE(m_world.states(),
            (std::map<std::string, std::string> {{"group p-pay", "free"}, {"key mine", "held"}, {"key theirs", "free"}}));
        QVERIFY(order(orderOf(HoldState::frozen, 1, Scope::everything())));
        QVERIFY(std::ranges::all_of(m_world.states(), [](const auto& entry) { return entry.second == "held"; }));
        // Both freezes found what they found: ending one does not end the other's.
        QVERIFY(order(orderOf(HoldState::released, 2, Scope::everything())));
        QCOMPARE(m_world.targets["key mine"].state, "held");
        QCOMPARE(m_world.targets["key theirs"].state, "free");
    }

    void whatTwoFreezesHoldIsGivenBackByTheLast()
    {
        const std::array scopes {
            payments, Scope::ofTeam("team-search"), Scope::everything(), Scope {ScopeKind::token, "key 2"}};
        std::mt19937 dice(11);
        for (int round = 0; round < 60; ++round) {
            m_world = {};
            m_world.add("group p-pay", "p-pay", "free", true);
            for (int key = 0; key < 6; ++key)
                m_world.add("key " + std::to_string(key), key % 2 == 0 ? "p-pay" : "p-search",
                    dice() % 3 == 0 ? "held" : "limit " + std::to_string(dice() % 5));
            const auto before = m_world.states();
            std::set<Scope> frozen;
            std::map<Scope, std::uint64_t> generations;
            for (const Scope& scope : scopes)
                generations[scope] = static_cast<std::uint64_t>(round) * 100;
            const auto press = [&](const Scope& scope, HoldState state) {
                QVERIFY(order(orderOf(state, ++generations[scope], scope)));
                state == HoldState::frozen ? void(frozen.insert(scope)) : void(frozen.erase(scope));
                if (dice() % 3 == 0)
                    start();
                for (const Scope& each : frozen) // none ends another's
                    QVERIFY2(seen(each).state == HoldState::frozen && seen(each).generation == generations[each],
                        qPrintable(QString::fromStdString(each.text())));
            };
            for (int act = 0; act < 12; ++act) {
                const Scope& scope = scopes[dice() % scopes.size()];
                press(scope, frozen.contains(scope) && dice() % 2 == 0 ? HoldState::released : HoldState::frozen);
            }
            for (const Scope& scope : std::set(frozen))
                press(scope, HoldState::released);
            QCOMPARE(m_world.states(), before);
            seen(payments); // which closes the records
        }
    }

    void whereNothingOfATeamIsItSaysSo()
    {
        m_world.add("key theirs", "p-search", "free");
        QVERIFY(order(orderOf(HoldState::frozen, 1)));
        QVERIFY(seen().isEmpty);
        QCOMPARE(m_world.changes, 0);
    }

    void beforeTheRulesAreKnownNothingIsSaidOfATeam()
    {
        m_world.add("key a", "p-pay", "free");
        const auto rules = std::exchange(m_rules, std::nullopt);
        QVERIFY(awaited(m_lever->observe())); // it answers, and no team is asked about
        QCOMPARE(awaited(m_lever->look(payments)).error().code, ErrorCode::notProved);
        QCOMPARE(order(orderOf(HoldState::frozen, 1)).error().code, ErrorCode::notProved);
        QCOMPARE(m_world.changes, 0);
        QVERIFY(order(orderOf(HoldState::frozen, 1, Scope::everything()))); // whosever they are
        QVERIFY(m_world.targets["key a"].held);
        QCOMPARE(seen(Scope::everything()).state, HoldState::frozen);
        QVERIFY(order(orderOf(HoldState::released, 2, Scope::everything())));
        QCOMPARE(m_world.targets["key a"].state, "free");
        m_rules = rules;
        QVERIFY(order(orderOf(HoldState::frozen, 1)));
        m_rules.reset();
        QCOMPARE(awaited(m_lever->observe()).error().code, ErrorCode::notProved); // there is one to tell of now
    }

    void anOlderOrderIsStale()
    {
        m_world.add("key a", "p-pay", "free");
        QVERIFY(order(orderOf(HoldState::frozen, 5)));
        QCOMPARE(order(orderOf(HoldState::released, 4)).error(), (Error {ErrorCode::staleOrder, "World", "5"}));
        QCOMPARE(order(orderOf(HoldState::released, 5)).error().code, ErrorCode::staleOrder); // freeze wins
        QVERIFY(m_world.targets["key a"].held);
    }

    void whatCouldNotBeSavedIsSavedOnceItCan()
    {
        const QString place = m_dir->filePath(QStringLiteral("holds"));
        QFile inTheWay(place);
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        inTheWay.close();
        const auto records = HoldRecords::open(place).value();
        HoldRecord record;
        record.order = orderOf(HoldState::frozen, 1);
        record.targets = {{"key a", "key a", "limit 5", false}};
        const QFuture<bool> saved = records->put(record);
        QVERIFY(comes([&] { return saved.isFinished(); }));
        QVERIFY(!saved.result());
        QVERIFY(inTheWay.remove());
        QTRY_COMPARE(HoldRecords::open(place).value()->all(), records->all());
        QCOMPARE(records->all().at(payments), record);
    }

    void aRecordThatCantBeReadIsNamedAndKeepsNoOtherTeamFromBeingFrozen()
    {
        const QString name = m_dir->filePath(QStringLiteral("team%2Fteam-payments.json"));
        QFile file(name);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("{}") == 2);
        file.close();
        m_world.add("key a", "p-pay", "limit 5");
        m_world.add("key theirs", "p-search", "limit 8");
        start();
        for (const HoldState state : {HoldState::frozen, HoldState::released}) {
            const auto refused = order(orderOf(state, 1));
            QCOMPARE(refused.error().code, ErrorCode::badDocument);
            QCOMPARE(refused.error().subject, name.toStdString());
        }
        QCOMPARE(m_world.changes, 0);
        QVERIFY(order(orderOf(HoldState::frozen, 1, Scope::ofTeam("team-search"))));
        QVERIFY(m_world.targets["key theirs"].held);
        QVERIFY(order(orderOf(HoldState::frozen, 1, Scope::everything())));
        QVERIFY(m_world.targets["key a"].held);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), "{}");
    }

    void aFileThatIsNoneOfOursIsNamed()
    {
        QFile file(m_dir->filePath(QStringLiteral("notes.json")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.close();
        const auto records = HoldRecords::open(m_dir->path());
        QCOMPARE(records.error().code, ErrorCode::badDocument);
        QVERIFY(records.error().subject.contains("notes.json"));
    }
};

QTEST_GUILESS_MAIN(TargetLeverTest)
#include "targetlevertest.moc"
