// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/breakdownmodel.h"
#include "items/callmodel.h"
#include "items/limitmodel.h"
#include "items/sourcemodel.h"
#include "models/items/itemsample.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace fuseboard;
using namespace std::chrono_literals;

namespace {

constexpr auto viaQtTest = QAbstractItemModelTester::FailureReportingMode::QtTest;

TeamBoard payments()
{
    TeamBoard team = sample::team("Payments", 27, 40);
    team.byAgent = {{.name = "checkout-agent", .nano = 9, .againstLastWeekPercent = 212}, {.name = "fraud-review", .nano = 6},
        {.name = "ledger-batch", .nano = 5}, {.name = "invoice-reader", .nano = 3}, {.name = "", .nano = 2},
        {.name = "a", .nano = 1}, {.name = "b", .nano = 1}};
    team.byModel = {{.name = "claude-opus-5", .nano = 27}};
    return team;
}

} // namespace

class TableModelsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void breakdownAnswersEveryRole();
    void breakdownKeepsRowsOfTheSameTeam();
    void breakdownResetsForAnotherQuestion();
    void breakdownMarksIncompleteSums();
    void sourcesAnswerEveryRole();
    void sourcesChangeRowByRow();
    void limitsChangeRowByRowAndResetForAnotherSource();
    void callsChangeRowByRowAndResetForAnotherScope();
    void aSilentPlaceKeepsItsCallsAsOldOnes();
};

void TableModelsTest::breakdownAnswersEveryRole()
{
    BreakdownModel model;
    const QAbstractItemModelTester tester(&model, viaQtTest);
    model.setTeam(payments(), Currency::usd(), false);
    QCOMPARE(model.rowCount(), 6);
    QCOMPARE(model.totalNano(), 27);
    QCOMPARE(model.currency(), Currency::usd());
    const QModelIndex first = model.index(0, BreakdownModel::CostColumn);
    QCOMPARE(first.data(BreakdownModel::CostRole).toLongLong(), 9);
    QCOMPARE(first.data(BreakdownModel::SortRole).toLongLong(), 9);
    QCOMPARE(first.data(BreakdownModel::ChangeRole).toInt(), 212);
    QCOMPARE(first.data(BreakdownModel::BarRole).toInt(), 1000);
    QCOMPARE(first.data(BreakdownModel::ShareRole).toInt(), 33);
    QCOMPARE(model.index(0, BreakdownModel::NameColumn).data().toString(), QStringLiteral("checkout-agent"));
    QVERIFY(!first.data().isValid());
    QVERIFY(model.index(1, 0).data(BreakdownModel::IsNewRole).toBool());
    QVERIFY(!model.index(1, 0).data(BreakdownModel::ChangeRole).isValid());
    QCOMPARE(model.index(4, 0).data(BreakdownModel::LineKindRole).value<BreakdownLine::Kind>(), BreakdownLine::Kind::unnamed);
    const QModelIndex others = model.index(5, BreakdownModel::NameColumn);
    QCOMPARE(others.data(BreakdownModel::LineRole).value<BreakdownLine>().kind, BreakdownLine::Kind::others);
    QCOMPARE(others.data(BreakdownModel::CountRole).toInt(), 2);
    QVERIFY(!others.data(BreakdownModel::IsNewRole).toBool());
}

void TableModelsTest::breakdownKeepsRowsOfTheSameTeam()
{
    BreakdownModel model;
    const QAbstractItemModelTester tester(&model, viaQtTest);
    TeamBoard team = payments();
    model.setTeam(team, Currency::usd(), false);
    const QPersistentModelIndex ledger(model.index(2, BreakdownModel::NameColumn));
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.setTeam(team, Currency::usd(), false);
    QCOMPARE(changed.count(), 0);

    std::swap(team.byAgent[1], team.byAgent[2]); // it overtakes
    team.byAgent[1].nano = 6;
    model.setTeam(team, Currency::usd(), false);
    QCOMPARE(reset.count(), 0);
    QCOMPARE(ledger.row(), 1);
    QCOMPARE(ledger.data(BreakdownModel::CostRole).toLongLong(), 6);
    QCOMPARE(model.totalNano(), 28);
}

void TableModelsTest::breakdownResetsForAnotherQuestion()
{
    BreakdownModel model;
    const QAbstractItemModelTester tester(&model, viaQtTest);
    model.setTeam(payments(), Currency::usd(), false);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    model.setBy(BreakdownBy::model);
    QCOMPARE(reset.count(), 1);
    QCOMPARE(model.rowCount(), 1);
    model.setBy(BreakdownBy::model);
    QCOMPARE(reset.count(), 1);
    model.setBy(BreakdownBy::person);
    QCOMPARE(model.rowCount(), 0);
    TeamBoard other = payments();
    other.id = "team-other";
    model.setTeam(other, Currency::usd(), false);
    QCOMPARE(reset.count(), 3);
}

void TableModelsTest::breakdownMarksIncompleteSums()
{
    BreakdownModel model;
    const QAbstractItemModelTester tester(&model, viaQtTest);
    model.setTeam(payments(), Currency::usd(), false);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.setTeam(payments(), Currency::usd(), true);
    QCOMPARE(changed.count(), 1);
    QVERIFY(model.index(3, 0).data(BreakdownModel::AtLeastRole).toBool());
}

void TableModelsTest::sourcesAnswerEveryRole()
{
    SourceModel model;
    const QAbstractItemModelTester tester(&model, viaQtTest);
    SourceView gateway = sample::source("gateway", 2s, 1s);
    gateway.kind = "gateway";
    gateway.canFreeze = true;
    gateway.completeUpTo = sample::now();
    model.setSources({gateway, sample::source("openai", 300s, std::nullopt)}, sample::now());
    QCOMPARE(model.rowCount(), 2);
    const QModelIndex name = model.index(0, SourceModel::NameColumn);
    QCOMPARE(name.data().toString(), QStringLiteral("gateway"));
    QCOMPARE(name.data(SourceModel::SourceIdRole).toString(), QStringLiteral("gateway"));
    QCOMPARE(name.data(SourceModel::KindRole).toString(), QStringLiteral("gateway"));
    QCOMPARE(name.data(SourceModel::StateRole).value<SourceHealth>(), SourceHealth::answers);
    QCOMPARE(name.data(SourceModel::AgeRole).toLongLong(), 1'000'000);
    QVERIFY(name.data(SourceModel::CanFreezeRole).toBool());
    QCOMPARE(model.index(0, SourceModel::CompleteColumn).data(SourceModel::SortRole).toLongLong(),
        sample::now().time_since_epoch().count());
    QVERIFY(!model.index(1, 0).data(SourceModel::AgeRole).isValid());
    QVERIFY(!model.index(1, SourceModel::CompleteColumn).data(SourceModel::SortRole).isValid());
    QCOMPARE(model.index(1, 0).data(SourceModel::RowRole).value<SourceRow>().state, SourceHealth::neverAnswered);
}

void TableModelsTest::sourcesChangeRowByRow()
{
    SourceModel model;
    const QAbstractItemModelTester tester(&model, viaQtTest);
    const SourceView gateway = sample::source("gateway", 2s, 1s), openai = sample::source("openai", 300s, 90s);
    model.setSources({gateway, openai}, sample::now());
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    model.setNow(sample::now() + 10s);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(changed.at(0).at(0).toModelIndex().row(), 0);
    QCOMPARE(model.index(0, 0).data(SourceModel::StateRole).value<SourceHealth>(), SourceHealth::silent);
    model.setSources({openai}, sample::now());
    QCOMPARE(removed.count(), 1);
    QCOMPARE(model.rowCount(), 1);
}

void TableModelsTest::limitsChangeRowByRowAndResetForAnotherSource()
{
    LimitModel model;
    const QAbstractItemModelTester tester(&model, viaQtTest);
    const auto limit = [](const char* id, std::int64_t nano) {
        return ProviderLimit {.holder = ProviderLimit::Holder::key,
            .holderId = id,
            .holderName = {},
            .limit = Money {nano, Currency::usd()},
            .used = {}};
    };
    const auto list = [](std::vector<ProviderLimit> limits) {
        return std::vector<LimitList> {{.name = "keys", .toldAt = sample::now(), .limits = std::move(limits)}};
    };
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    model.setLimits("llm", list({limit("a", 1), limit("b", 2), limit("b", 3)}));
    QCOMPARE(reset.count(), 1);
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.index(2, 0).data(LimitModel::RowRole).value<LimitRow>().limit, limit("b", 3));
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    model.setLimits("llm", list({limit("b", 2), limit("b", 4)}));
    QCOMPARE(removed.count(), 1);
    QCOMPARE(removed.at(0).at(1).toInt(), 0);
    QCOMPARE(changed.count(), 1);
    model.setLimits("git", list({limit("b", 2), limit("b", 4)}));
    QCOMPARE(reset.count(), 2);
    model.setLimits({}, {});
    QCOMPARE(model.rowCount(), 0);
}

void TableModelsTest::callsChangeRowByRowAndResetForAnotherScope()
{
    CallModel model;
    const QAbstractItemModelTester tester(&model, viaQtTest);
    const auto call = [](const char* id, int second) {
        RunningCall out;
        out.id = id;
        out.since = Instant(std::chrono::seconds(second));
        return out;
    };
    const auto at = [](const char* place, std::vector<RunningCall> calls) {
        return PlaceCalls {
            .place = place, .name = place, .cuts = true, .calls = std::move(calls), .at = Instant(), .error = {}};
    };
    const auto idAt = [&model](int row) { return model.index(row, 0).data(CallModel::RowRole).value<CallRow>().call.id; };
    RunningCalls calls {Scope::ofTeam("team-a"), {at("p", {call("c1", 10), call("c2", 30)}), at("q", {call("c1", 20)})}};
    model.setCalls(calls);
    QCOMPARE(model.rowCount(), 3); // an id is a place's own
    QCOMPARE(idAt(2), "c2");
    const QPersistentModelIndex last(model.index(2, CallModel::WhoColumn));

    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.setCalls(calls);
    QCOMPARE(changed.count(), 0);
    calls.places[0].calls[1].tokens = 9;
    model.setCalls(calls);
    QCOMPARE(changed.count(), 1);
    calls.places[0].calls.erase(calls.places[0].calls.begin()); // it has ended
    calls.places[1].calls.push_back(call("c9", 40)); // and one has begun
    model.setCalls(calls);
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(last.row(), 1);
    QCOMPARE(idAt(2), "c9");
    QCOMPARE(reset.count(), 0);
    calls.scope = Scope::everything();
    model.setCalls(calls);
    QCOMPARE(reset.count(), 1);
}

void TableModelsTest::aSilentPlaceKeepsItsCallsAsOldOnes()
{
    RunningCall call;
    call.id = "c1";
    const PlaceCalls told {.place = "p", .name = "P", .calls = {call}, .at = Instant(5s), .error = {}};
    const PlaceCalls silent {.place = "p", .name = "P", .calls = {}, .at = {}, .error = Error {ErrorCode::timedOut, "P", {}}};
    const Scope team = Scope::ofTeam("team-a");
    const RunningCalls kept = withEarlier({team, {silent}}, {team, {told}});
    QVERIFY(kept.places[0].calls == told.calls && kept.places[0].at == told.at && kept.places[0].error);
    QVERIFY(withEarlier({team, {silent}}, kept) == kept); // as long as it lasts
    QVERIFY(withEarlier({team, {silent}}, {Scope::everything(), {told}}).places[0].calls.empty()); // of others nothing
    PlaceCalls none = told;
    none.calls.clear();
    QVERIFY(withEarlier({team, {none}}, kept).places[0].calls.empty()); // it has told that none runs
    CallModel model;
    model.setCalls(kept);
    QVERIFY(model.index(0, 0).data(CallModel::RowRole).value<CallRow>().isOld);
}

QTEST_GUILESS_MAIN(TableModelsTest)
#include "tablemodelstest.moc"
