// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "interleavings.h"
#include "simulatedworld.h"

#include <QTest>

#include <algorithm>

using namespace fuseboard;
using test::Fate;
using test::SimulatedWorld;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(fuseboard::test::Fate)

#ifdef __SANITIZE_ADDRESS__
static constexpr unsigned interleavings = 1'000; // all 10,000 run without sanitizers
#else
static constexpr unsigned interleavings = 10'000; // KS6
#endif

class ReconcilerTest : public QObject {
    Q_OBJECT

    const Scope team = Scope::ofTeam("team-payments");

    static bool has(const SimulatedWorld& world, Happening::Kind kind)
    {
        return std::ranges::contains(world.happenings, kind, &Happening::kind);
    }
    static PlaceStage placeStage(SimulatedWorld& world, const Scope& scope) { return world.view(scope)->places.at(0).stage; }

private Q_SLOTS:
    void aPressEndsFrozenAtEveryPlace()
    {
        SimulatedWorld world(3);
        world.want(HoldState::frozen, team);
        QCOMPARE(world.view(team)->stage, FreezeStage::requested);
        world.run(500ms);
        const FreezeView view = *world.view(team);
        QCOMPARE(view.stage, FreezeStage::frozen);
        QCOMPARE(view.provedPlaces(), 3);
        QCOMPARE(view.generation, 1U);
        QVERIFY(view.provedAt.has_value());
        QCOMPARE(world.ordersSent, 3);
        for (const auto& gateway : world.gateways)
            QVERIFY(gateway.refuses(team));
        world.run(60s);
        QCOMPARE(world.ordersSent, 3); // watching repeats nothing
        QCOMPARE(world.view(team)->provedAt, view.provedAt);
    }

    void theOrderGoesOutAtOnceWhateverElseIsUnderWay()
    {
        SimulatedWorld world(1);
        world.fate = [] { return Fate::lostRequest; };
        world.run(2100ms); // a watch is out and will time out
        world.want(HoldState::frozen, team);
        world.run(1ms);
        QCOMPARE(world.ordersSent, 1);
    }

    void withoutAnyPlaceNothingIsEverFrozen()
    {
        SimulatedWorld world(0);
        world.want(HoldState::frozen, team);
        world.run(30s);
        QCOMPARE(world.view(team)->stage, FreezeStage::notProved);
    }

    void aGatewayThatFailsIsNotProvedPastItsBoundAndProvedLater_data()
    {
        QTest::addColumn<Fate>("fate");
        QTest::addColumn<PlaceStage>("stage");
        QTest::addColumn<ErrorCode>("cause");
        QTest::newRow("no answer") << Fate::lostRequest << PlaceStage::silent << ErrorCode::timedOut;
        QTest::newRow("answers lost") << Fate::lostAnswer << PlaceStage::silent << ErrorCode::cutOff;
        QTest::newRow("500") << Fate::serverError << PlaceStage::lying << ErrorCode::serverError;
        QTest::newRow("garbage") << Fate::garbage << PlaceStage::lying << ErrorCode::badAnswer;
    }
    void aGatewayThatFailsIsNotProvedPastItsBoundAndProvedLater()
    {
        QFETCH(Fate, fate);
        QFETCH(PlaceStage, stage);
        QFETCH(ErrorCode, cause);
        SimulatedWorld world(1);
        world.fate = [=] { return fate; };
        world.want(HoldState::frozen, team);
        world.run(9900ms);
        QVERIFY(world.view(team)->stage != FreezeStage::frozen && world.view(team)->stage != FreezeStage::notProved);
        world.run(200ms);
        QCOMPARE(world.view(team)->stage, FreezeStage::notProved);
        QCOMPARE(placeStage(world, team), stage);
        QCOMPARE(world.view(team)->places[0].cause->code, cause);
        world.run(10min);
        QCOMPARE(world.view(team)->stage, FreezeStage::notProved);
        QVERIFY2(world.ordersSent > 200 && world.ordersSent < 600, qPrintable(QString::number(world.ordersSent)));
        world.fate = [] { return Fate::fine; };
        world.run(3s);
        QCOMPARE(world.view(team)->stage, FreezeStage::frozen);
    }

    void aLeverThatWasAskedTooOftenIsLeftAloneForAsLongAsItAsks()
    {
        SimulatedWorld world(1);
        world.fate = [] { return Fate::tooMany; };
        world.want(HoldState::frozen, team);
        world.run(29s);
        QCOMPARE(world.ordersSent, 1);
        world.run(2s);
        QCOMPARE(world.ordersSent, 2);
        QCOMPARE(world.view(team)->stage, FreezeStage::notProved); // its bound has passed
        world.want(HoldState::frozen, team); // a person's act waits for nothing
        world.run(1s);
        QCOMPARE(world.ordersSent, 3);
        world.fate = [] { return Fate::fine; };
        world.run(31s);
        QCOMPARE(world.view(team)->stage, FreezeStage::frozen);
    }

    void aGatewayThatStoresTheBlockAndServesIsNeverFrozen()
    {
        SimulatedWorld world(2);
        world.gateways[1].servesAnyway = true;
        world.want(HoldState::frozen, team);
        world.run(9s);
        QCOMPARE(world.view(team)->stage, FreezeStage::freezing);
        world.run(2s);
        const FreezeView view = *world.view(team);
        QCOMPARE(view.stage, FreezeStage::notProved);
        QCOMPARE(view.places[0].stage, PlaceStage::proved);
        QCOMPARE(view.places[1].stage, PlaceStage::lying);
        QCOMPARE(view.places[1].cause->code, ErrorCode::notProved);
    }

    void aProvedPlaceThatBeginsToServeIsNotProvedAtTheNextLook()
    {
        SimulatedWorld world(1);
        world.want(HoldState::frozen, team);
        world.run(1s);
        QCOMPARE(world.view(team)->stage, FreezeStage::frozen);
        world.gateways[0].servesAnyway = true;
        world.run(2200ms);
        QCOMPARE(world.view(team)->stage, FreezeStage::notProved);
        world.gateways[0].servesAnyway = false;
        world.run(5s);
        QCOMPARE(world.view(team)->stage, FreezeStage::frozen);
    }

    void threeMissedObservationsUnconfirm()
    {
        SimulatedWorld world(1);
        world.want(HoldState::frozen, team);
        world.run(1s);
        world.gateways[0].dead = true;
        world.run(4s);
        QCOMPARE(world.view(team)->stage, FreezeStage::frozen);
        world.run(6s);
        QCOMPARE(world.view(team)->stage, FreezeStage::notProved);
        QCOMPARE(placeStage(world, team), PlaceStage::silent);
        world.gateways[0].dead = false;
        world.run(3s);
        QCOMPARE(world.view(team)->stage, FreezeStage::frozen);
        QCOMPARE(world.ordersSent, 1);
    }

    void aFreezeGoesAboveANewerOrder()
    {
        SimulatedWorld world(1);
        for (int i = 0; i < 7; ++i)
            world.gateways[0].outside(team, HoldState::released);
        world.want(HoldState::frozen, team);
        world.run(1s);
        QCOMPARE(world.view(team)->stage, FreezeStage::frozen);
        QCOMPARE(world.view(team)->generation, 8U);
    }

    void aResumeStopsAndAsksWhereSomebodyFrozeAgain()
    {
        SimulatedWorld world(1);
        world.want(HoldState::frozen, team);
        world.run(1s);
        world.gateways[0].outside(team, HoldState::frozen); // not seen yet
        world.want(HoldState::released, team);
        world.run(20s);
        QCOMPARE(world.view(team)->stage, FreezeStage::changedOutside);
        QVERIFY(world.gateways[0].refuses(team));
        QCOMPARE(world.ordersSent, 2);
        world.want(HoldState::released, team); // the person decides
        world.run(1s);
        QCOMPARE(world.view(team)->stage, FreezeStage::resumed);
    }

    void aResumeIsShownAndThenForgotten()
    {
        SimulatedWorld world(2);
        world.want(HoldState::frozen, team);
        world.run(1s);
        world.want(HoldState::released, team);
        QCOMPARE(world.view(team)->stage, FreezeStage::resumeRequested);
        world.run(1s);
        QCOMPARE(world.view(team)->stage, FreezeStage::resumed);
        world.run(40s);
        QVERIFY(!world.view(team));
        QVERIFY(has(world, Happening::Kind::settled));
    }

    void aResumeThatDoesNotKnowWhatIsInForceLooksFirst()
    {
        SimulatedWorld world(1);
        for (int i = 0; i < 4; ++i)
            world.gateways[0].outside(team, HoldState::frozen);
        world.want(HoldState::released, team);
        world.run(1s);
        QCOMPARE(world.view(team)->stage, FreezeStage::resumed);
        QCOMPARE(world.ordersSent, 1);
    }

    void aTeamResumesWhileEverythingIsFrozen()
    {
        SimulatedWorld world(1);
        world.want(HoldState::frozen, team);
        world.want(HoldState::frozen, Scope::everything());
        world.run(1s);
        world.want(HoldState::released, team);
        world.run(1s);
        QCOMPARE(world.view(team)->stage, FreezeStage::resumed);
        QCOMPARE(world.view(Scope::everything())->stage, FreezeStage::frozen);
    }

    void whatARestartLostIsAppliedAgainAtOnce()
    {
        SimulatedWorld world(1);
        world.want(HoldState::frozen, team);
        world.run(1s);
        world.gateways[0].holds.clear();
        world.run(2200ms);
        QVERIFY(has(world, Happening::Kind::lostByRestart));
        QVERIFY(world.gateways[0].refuses(team));
        world.run(1s);
        QCOMPARE(world.view(team)->stage, FreezeStage::frozen);
    }

    void whatSomebodyReleasedIsShownAndNotFrozenAgain_data()
    {
        QTest::addColumn<bool>("hidden");
        QTest::newRow("the gateway lists the release") << false;
        QTest::newRow("the gateway lists nothing any more") << true;
    }
    void whatSomebodyReleasedIsShownAndNotFrozenAgain()
    {
        QFETCH(bool, hidden);
        SimulatedWorld world(1);
        world.gateways[0].hidesReleased = hidden;
        world.want(HoldState::frozen, team);
        world.run(1s);
        world.gateways[0].outside(team, HoldState::released);
        world.run(4s); // two observation periods (KS8)
        QCOMPARE(world.view(team)->stage, FreezeStage::changedOutside);
        QVERIFY(has(world, Happening::Kind::changedOutside));
        world.run(1min);
        QVERIFY(!world.gateways[0].refuses(team));
        QCOMPARE(world.view(team)->stage, FreezeStage::changedOutside);
        world.want(HoldState::frozen, team); // Freeze Again
        world.run(1s);
        QCOMPARE(world.view(team)->stage, FreezeStage::frozen);
    }

    void pressingAgainOrdersAndProvesAnew()
    {
        SimulatedWorld world(1);
        world.want(HoldState::frozen, team);
        world.run(1s);
        world.gateways[0].outside(team, HoldState::released); // nobody has noticed yet
        world.want(HoldState::frozen, team);
        QCOMPARE(world.view(team)->stage, FreezeStage::requested);
        world.run(1s);
        QVERIFY(world.gateways[0].refuses(team));
        QCOMPARE(world.view(team)->stage, FreezeStage::frozen);
    }

    void cuttingIsAnOrderOfItsOwn()
    {
        SimulatedWorld world(1);
        world.want(HoldState::frozen, team);
        world.run(1s);
        world.want(HoldState::frozen, team, FreezeMode::cut);
        world.run(1s);
        QCOMPARE(world.ordersSent, 2);
        QCOMPARE(world.gateways[0].holds[team].order.mode, FreezeMode::cut);
        QCOMPARE(world.view(team)->stage, FreezeStage::frozen);
        world.want(HoldState::frozen, team); // a plain press does not soften it
        world.run(1s);
        QCOMPARE(world.view(team)->mode, FreezeMode::cut);
    }

    void whatSomebodyElseFrozeIsShownAndLeavesWithThem()
    {
        SimulatedWorld world(2);
        world.gateways[1].outside(team, HoldState::frozen);
        world.run(3s);
        QCOMPARE(world.view(team)->stage, FreezeStage::changedOutside); // one of two: not frozen
        QCOMPARE(world.view(team)->places[1].stage, PlaceStage::proved);
        world.gateways[0].outside(team, HoldState::frozen);
        world.run(3s);
        QCOMPARE(world.view(team)->stage, FreezeStage::frozen);
        QCOMPARE(world.view(team)->by, "somebody");
        QCOMPARE(world.ordersSent, 0);
        world.gateways[0].outside(team, HoldState::released);
        world.gateways[1].outside(team, HoldState::released);
        world.run(3s);
        QVERIFY(!world.view(team));
    }

    void aKilledAppGoesOn_data()
    {
        QTest::addColumn<int>("killedAfter");
        for (int ms : {0, 1, 5, 20, 40, 60, 80, 100, 150, 1000})
            QTest::addRow("after %d ms", ms) << ms;
    }
    void aKilledAppGoesOn()
    {
        QFETCH(int, killedAfter);
        SimulatedWorld world(2);
        world.want(HoldState::frozen, team);
        world.run(std::chrono::milliseconds(killedAfter));
        world.killApp();
        world.run(1s);
        QCOMPARE(world.view(team)->stage, FreezeStage::frozen);
        QVERIFY(world.gateways[0].refuses(team) && world.gateways[1].refuses(team));
    }

    void aReleaseBehindADeadAppIsNotUndone()
    {
        SimulatedWorld world(1);
        world.want(HoldState::frozen, team);
        world.run(1s);
        world.gateways[0].outside(team, HoldState::released);
        world.killApp();
        world.run(10s);
        QCOMPARE(world.view(team)->stage, FreezeStage::changedOutside);
        QVERIFY(!world.gateways[0].refuses(team));
    }

    void aLateResumeOfAKilledAppDoesNotEndANewerFreeze_data()
    {
        QTest::addColumn<bool>("tellsWhen");
        QTest::newRow("at a place that tells since when") << true;
        QTest::newRow("at one that does not, as an HAProxy") << false;
    }
    void aLateResumeOfAKilledAppDoesNotEndANewerFreeze()
    {
        QFETCH(bool, tellsWhen);
        SimulatedWorld world(1);
        world.want(HoldState::frozen, team);
        world.run(1s);
        world.fate = [] { return Fate::lostRequest; };
        world.want(HoldState::released, team);
        world.run(100ms);
        world.gateways[0].outside(team, HoldState::frozen);
        if (tellsWhen)
            world.gateways[0].holds[team].at = world.now().utc;
        world.killApp();
        world.fate = [] { return Fate::fine; };
        world.run(20s);
        QVERIFY(world.gateways[0].refuses(team));
        QCOMPARE(world.view(team)->stage, FreezeStage::changedOutside);
        world.want(HoldState::released, team); // the person decides
        world.run(1s);
        QCOMPARE(world.view(team)->stage, FreezeStage::resumed);
    }

    void aLeverThatCannotRefuseSuchAScopeIsNeverAskedAndNeverCounts()
    {
        const Scope model {ScopeKind::model, "gpt-5.6"};
        SimulatedWorld world(2, [](LeverTraits& lever) {
            if (lever.id == "1")
                lever.refuses.erase(ScopeKind::model);
        });
        world.want(HoldState::frozen, model);
        world.run(20s);
        QCOMPARE(world.view(model)->stage, FreezeStage::partlyProved);
        QCOMPARE(world.view(model)->places[0].stage, PlaceStage::proved);
        QCOMPARE(world.view(model)->places[1].stage, PlaceStage::unable);
        QCOMPARE(world.view(model)->places[1].cause->code, ErrorCode::cannotRefuse);
        QCOMPARE(world.ordersSent, 1);
        world.killApp();
        world.run(2s);
        QCOMPARE(world.view(model)->stage, FreezeStage::partlyProved);
        world.want(HoldState::frozen, team); // which both can
        world.run(1s);
        QCOMPARE(world.view(team)->stage, FreezeStage::frozen);
        world.want(HoldState::released, model);
        world.run(1s);
        QCOMPARE(world.view(model)->stage, FreezeStage::resumed);
        world.run(40s);
        QVERIFY(!world.view(model));
        QVERIFY2(world.falsehood().empty(), world.falsehood().c_str());
    }

    void whereNoLeverCanRefuseSuchAScopeItIsNotProved()
    {
        const Scope model {ScopeKind::model, "gpt-5.6"};
        SimulatedWorld world(1, [](LeverTraits& lever) { lever.refuses = {ScopeKind::team}; });
        world.want(HoldState::frozen, model);
        QCOMPARE(world.view(model)->stage, FreezeStage::notProved);
        world.run(1min);
        QCOMPARE(world.view(model)->stage, FreezeStage::notProved);
        QCOMPARE(world.ordersSent, 0);
        world.gateways[0].outside(model, HoldState::frozen); // whatever it says of it
        world.run(10s);
        QCOMPARE(world.view(model)->stage, FreezeStage::notProved);
        world.want(HoldState::released, model);
        world.run(40s);
        QVERIFY(!world.view(model) || world.view(model)->stage == FreezeStage::notProved); // still frozen by somebody there
        QVERIFY2(world.falsehood().empty(), world.falsehood().c_str());
    }

    void whatAPlaceHasNotSavedIsPartlyProvedUntilItHas()
    {
        SimulatedWorld world(2);
        world.gateways[0].cannotSave = true;
        world.want(HoldState::frozen, team);
        world.run(1s);
        QCOMPARE(world.view(team)->stage, FreezeStage::partlyProved);
        QCOMPARE(world.view(team)->places[0].stage, PlaceStage::proved);
        QVERIFY(!world.view(team)->places[0].isKept && world.view(team)->places[1].isKept);
        world.run(60s); // asked again, and not all the time
        QCOMPARE(world.view(team)->stage, FreezeStage::partlyProved);
        QVERIFY2(world.ordersSent > 10 && world.ordersSent < 40, qPrintable(QString::number(world.ordersSent)));
        world.gateways[0].cannotSave = false;
        world.run(3s);
        QCOMPARE(world.view(team)->stage, FreezeStage::frozen);
        QCOMPARE(world.view(team)->generation, 1U);
        const int orders = world.ordersSent;
        world.run(60s);
        QCOMPARE(world.ordersSent, orders);
        world.gateways[0].cannotSave = true;
        world.want(HoldState::released, team);
        world.run(1s);
        QCOMPARE(world.view(team)->stage, FreezeStage::resumed);
    }

    void whatSomebodyReleasesWhereItWasNotSavedIsChangedOutside()
    {
        SimulatedWorld world(1);
        world.gateways[0].cannotSave = true;
        world.want(HoldState::frozen, team);
        world.run(1s);
        world.gateways[0].outside(team, HoldState::released);
        world.run(4s);
        QCOMPARE(world.view(team)->stage, FreezeStage::changedOutside);
        QVERIFY(!world.gateways[0].refuses(team));
        QVERIFY2(world.falsehood().empty(), world.falsehood().c_str());
    }

    void aPlaceThatLosesWhatItHasNotSavedIsFrozenAgain()
    {
        SimulatedWorld world(1);
        world.gateways[0].cannotSave = true;
        world.want(HoldState::frozen, team);
        world.run(1s);
        world.gateways[0].holds.clear(); // a restart
        world.gateways[0].cannotSave = false;
        world.run(4s);
        QVERIFY(world.gateways[0].refuses(team));
        QCOMPARE(world.view(team)->stage, FreezeStage::frozen);
        QVERIFY(std::ranges::contains(world.happenings, Happening::Kind::lostByRestart, &Happening::kind));
        world.gateways[0].dead = true;
        world.run(20s);
        QCOMPARE(world.view(team)->stage, FreezeStage::notProved);
    }

    void whatCannotBeCutIsOnlyPartlyProved()
    {
        SimulatedWorld world(1, [](LeverTraits& lever) { lever.cuts.erase(ScopeKind::team); });
        world.want(HoldState::frozen, team);
        world.run(1s);
        QCOMPARE(world.view(team)->stage, FreezeStage::frozen);
        world.want(HoldState::frozen, team, FreezeMode::cut);
        world.run(1s);
        QCOMPARE(world.view(team)->stage, FreezeStage::partlyProved);
        QCOMPARE(world.view(team)->places[0].stage, PlaceStage::proved);
        QVERIFY(world.view(team)->places[0].leavesRunning);
        QCOMPARE(world.view(team)->places[0].cause->code, ErrorCode::cannotCut);
        world.run(20s); // watching repeats it
        QCOMPARE(world.view(team)->stage, FreezeStage::partlyProved);
        QCOMPARE(world.view(team)->places[0].cause->code, ErrorCode::cannotCut);
        world.want(HoldState::released, team);
        world.run(1s);
        QCOMPARE(world.view(team)->stage, FreezeStage::resumed);
        QVERIFY(!world.view(team)->places[0].leavesRunning);
    }

    void afterACutNothingIsFrozenWhileCallsStillRun()
    {
        SimulatedWorld world(2);
        world.gateways[0].running = 3;
        world.want(HoldState::frozen, team);
        world.run(1s);
        QCOMPARE(world.view(team)->stage, FreezeStage::frozen); // which lets them end by themselves
        world.want(HoldState::frozen, team, FreezeMode::cut);
        world.run(1s);
        QCOMPARE(world.view(team)->stage, FreezeStage::freezing);
        QVERIFY(!world.view(team)->places[0].times.cut && world.view(team)->places[1].times.cut);
        world.gateways[0].running = 0;
        world.run(1s);
        QCOMPARE(world.view(team)->stage, FreezeStage::frozen);
        QVERIFY(world.view(team)->places[0].times.cut && !world.view(team)->places[0].leavesRunning);
        QVERIFY(!std::ranges::contains(world.happenings, Happening::Kind::notProved, &Happening::kind));
    }

    void whatACutDoesNotEndWithinTheBoundIsPartlyProvedUntilItHasEnded()
    {
        SimulatedWorld world(1);
        world.gateways[0].running = 1;
        world.want(HoldState::frozen, team, FreezeMode::cut);
        world.run(9s);
        QCOMPARE(world.view(team)->stage, FreezeStage::freezing);
        world.run(2s);
        QCOMPARE(world.view(team)->stage, FreezeStage::partlyProved);
        QVERIFY(world.view(team)->places[0].leavesRunning);
        QCOMPARE(world.view(team)->places[0].stage, PlaceStage::proved);
        world.run(20s);
        QCOMPARE(world.view(team)->stage, FreezeStage::partlyProved);
        world.gateways[0].running = 0;
        world.run(3s);
        QCOMPARE(world.view(team)->stage, FreezeStage::frozen);
        QCOMPARE(world.ordersSent, 1);
    }

    void aPlaceThatFallsSilentBeforeWhatRunsHasEndedIsNotProved()
    {
        SimulatedWorld world(1);
        world.gateways[0].running = 1;
        world.want(HoldState::frozen, team, FreezeMode::cut);
        world.run(1s);
        world.gateways[0].dead = true;
        world.run(12s);
        QCOMPARE(world.view(team)->stage, FreezeStage::notProved);
    }

    void aLeverIsWatchedAsOftenAsItSaysAndMoreOftenUnderWay()
    {
        SimulatedWorld world(1, [](LeverTraits& lever) {
            lever.watchEvery = 5s;
            lever.watchEveryUnderWay = 1s;
        });
        world.run(50s);
        QVERIFY2(world.watches >= 9 && world.watches <= 11, qPrintable(QString::number(world.watches)));
        world.want(HoldState::frozen, team);
        world.run(1s);
        QCOMPARE(world.view(team)->stage, FreezeStage::frozen);
        world.watches = 0;
        world.run(50s); // proved: gently again
        QVERIFY2(world.watches >= 9 && world.watches <= 11, qPrintable(QString::number(world.watches)));
        world.gateways[0].servesAnyway = true;
        world.run(6s);
        world.watches = 0;
        world.run(10s);
        QVERIFY2(world.watches >= 9 && world.watches <= 11, qPrintable(QString::number(world.watches)));
        world.gateways[0].servesAnyway = false;
        world.gateways[0].holds.clear();
        world.run(10s); // two of its periods (KS8)
        QCOMPARE(world.view(team)->stage, FreezeStage::frozen);
    }

    void aLeverWithNothingOfTheScopeDoesNotCount()
    {
        SimulatedWorld world(2);
        world.gateways[1].isEmpty = true;
        world.want(HoldState::frozen, team);
        world.run(1s);
        QCOMPARE(world.view(team)->stage, FreezeStage::frozen);
        QCOMPARE(world.view(team)->places[1].stage, PlaceStage::nothingHere);
        world.gateways[0].isEmpty = true;
        world.run(5s);
        QCOMPARE(world.view(team)->stage, FreezeStage::notProved); // by nobody
        world.gateways[1].isEmpty = false; // a key of the team has come there
        world.gateways[1].holds.clear();
        world.run(5s);
        QCOMPARE(world.view(team)->stage, FreezeStage::frozen);
        QVERIFY(world.gateways[1].refuses(team));
        world.want(HoldState::released, team);
        world.run(1s);
        QCOMPARE(world.view(team)->stage, FreezeStage::resumed);
    }

    void aScopeThatCannotBeTriedIsPartlyProved()
    {
        SimulatedWorld world(2);
        world.gateways[1].cannotTry = true;
        world.want(HoldState::frozen, team);
        world.run(1s);
        QCOMPARE(world.view(team)->stage, FreezeStage::partlyProved);
        QVERIFY(!world.view(team)->places[1].canProbe && world.view(team)->places[0].canProbe);
        world.run(1min); // and past any bound
        QCOMPARE(world.view(team)->stage, FreezeStage::partlyProved);
        world.gateways[1].cannotTry = false;
        world.want(HoldState::frozen, team);
        world.run(1s);
        QCOMPARE(world.view(team)->stage, FreezeStage::frozen);
    }

    void aClockThatIsSetChangesNothing_data()
    {
        QTest::addColumn<int>("hours");
        QTest::newRow("a day back") << -24;
        QTest::newRow("a day ahead") << 24;
    }
    void aClockThatIsSetChangesNothing()
    {
        QFETCH(int, hours);
        SimulatedWorld world(1);
        world.want(HoldState::frozen, team);
        world.run(1s);
        world.setClock(std::chrono::hours(hours));
        world.run(10s);
        QCOMPARE(world.view(team)->stage, FreezeStage::frozen);
        world.want(HoldState::released, team);
        world.run(1s);
        world.setClock(std::chrono::hours(hours));
        world.run(20s);
        QVERIFY(world.view(team) && world.view(team)->stage == FreezeStage::resumed); // long enough to be read
        world.run(15s);
        QVERIFY(!world.view(team));
        QCOMPARE(world.ordersSent, 2);
    }

    void whatCannotBeTriedAndIsSilentIsNotProved()
    {
        SimulatedWorld world(2);
        world.gateways[1].cannotTry = true;
        world.want(HoldState::frozen, team);
        world.run(1s);
        QCOMPARE(world.view(team)->stage, FreezeStage::partlyProved);
        world.gateways[1].dead = true;
        world.run(4s);
        QCOMPARE(world.view(team)->stage, FreezeStage::partlyProved);
        world.run(6s); // three looks without an answer (KS2)
        QCOMPARE(world.view(team)->stage, FreezeStage::notProved);
        QCOMPARE(world.view(team)->places[1].stage, PlaceStage::silent);
        world.gateways[1].dead = false;
        world.run(3s);
        QCOMPARE(world.view(team)->stage, FreezeStage::partlyProved);
        QCOMPARE(world.ordersSent, 2);
    }

    void whatCannotBeTriedAndHasForgottenIsOrderedAgainAndLogged()
    {
        SimulatedWorld world(1, [](LeverTraits& lever) { lever.canProbe = false; });
        world.want(HoldState::frozen, team);
        world.run(1s);
        QCOMPARE(world.view(team)->stage, FreezeStage::partlyProved);
        world.gateways[0].holds.clear();
        world.run(2200ms);
        QVERIFY(has(world, Happening::Kind::lostByRestart));
        QVERIFY(world.gateways[0].refuses(team));
        world.run(1s);
        QCOMPARE(world.view(team)->stage, FreezeStage::partlyProved);
    }

    void aResumeThatWouldOverwriteIsAskedOnce()
    {
        SimulatedWorld world(1);
        world.want(HoldState::frozen, team);
        world.run(1s);
        world.gateways[0].asksOnce = true;
        world.want(HoldState::released, team);
        world.run(10s);
        QCOMPARE(world.view(team)->stage, FreezeStage::changedOutside);
        QCOMPARE(world.view(team)->places[0].cause->code, ErrorCode::changedMeanwhile);
        QVERIFY(world.gateways[0].refuses(team));
        const int orders = world.ordersSent;
        world.run(30s);
        QCOMPARE(world.ordersSent, orders); // it waits for a person
        world.want(HoldState::released, team);
        world.run(1s);
        QCOMPARE(world.view(team)->stage, FreezeStage::resumed);
    }

    void eachStageHasItsTime()
    {
        SimulatedWorld world(1);
        world.want(HoldState::frozen, team, FreezeMode::cut);
        world.run(1s);
        const PlaceTimes times = world.view(team)->places[0].times;
        QVERIFY(times.written && times.readBack && times.probed && times.cut);
        QVERIFY(*times.written <= *times.readBack && *times.readBack <= *times.probed && *times.probed < 200ms);
        world.want(HoldState::released, team);
        QVERIFY(!world.view(team)->places[0].times.written); // of this act
        world.run(1s);
        QVERIFY(world.view(team)->places[0].times.probed && !world.view(team)->places[0].times.cut);
    }

    void aWatchFromBeforeTheOrderSaysNothingOfIt()
    {
        Reconciler reconciler({{.id = "g", .name = "Gateway"}});
        const Instant utc(100'000h);
        SteadyTime at(1h);
        const auto step = [&](Step::Kind kind) {
            at += 1ms;
            for (const Step& due : reconciler.next({at, utc}))
                if (due.kind == kind)
                    return due;
            return Step {.kind = kind, .lever = "nothing due", .scope = {}, .ticket = 0, .order = {}};
        };
        const Step watch = step(Step::Kind::watch);
        reconciler.want({"act", team, HoldState::frozen, FreezeMode::refuse, "r", "b", utc, {}}, {at, utc});
        const Step order = step(Step::Kind::order);
        reconciler.ordered(order, LeverAcknowledgement {1, true, 0, 0, {}}, {at, utc});
        LeverReport report;
        report.scopes[team].generation = 1;
        report.scopes[team].state = HoldState::frozen;
        reconciler.observed(step(Step::Kind::read), report, {at, utc});
        reconciler.probed(step(Step::Kind::probe), ProbeResult::refused, {at, utc});
        QCOMPARE(reconciler.board().views.at(team).stage, FreezeStage::frozen);
        reconciler.observed(watch, LeverReport {}, {at, utc}); // answered at last, as it was before the press
        QCOMPARE(reconciler.board().views.at(team).stage, FreezeStage::frozen);
        QVERIFY(!std::ranges::contains(reconciler.takeHappenings(), Happening::Kind::lostByRestart, &Happening::kind));
    }

    void thousandsOfInterleavingsEndAsTheContractSays()
    {
        for (unsigned seed = 1; seed <= interleavings; ++seed) {
            const std::string fault = test::interleavingFault(seed);
            QVERIFY2(fault.empty(), fault.c_str());
        }
    }
};

QTEST_GUILESS_MAIN(ReconcilerTest)
#include "reconcilertest.moc"
