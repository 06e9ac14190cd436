// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/teamlistmodel.h"
#include "models/items/itemsample.h"

#include <QAbstractItemModelTester>
#include <QPersistentModelIndex>
#include <QSignalSpy>
#include <QTest>

using namespace fuseboard;
using namespace std::chrono_literals;

namespace {

std::shared_ptr<const Board> shared(Board board) { return std::make_shared<const Board>(std::move(board)); }

/// A model of the sample board, watched.
struct Watched {
    TeamListModel model;
    QAbstractItemModelTester tester {&model, QAbstractItemModelTester::FailureReportingMode::QtTest};
    QSignalSpy changed {&model, &QAbstractItemModel::dataChanged};
    QSignalSpy inserted {&model, &QAbstractItemModel::rowsInserted};
    QSignalSpy removed {&model, &QAbstractItemModel::rowsRemoved};
    QSignalSpy moved {&model, &QAbstractItemModel::rowsMoved};
    QSignalSpy reset {&model, &QAbstractItemModel::modelReset};

    Watched()
    {
        model.setNow(sample::now());
        model.setBoard(shared(sample::board()));
        for (QSignalSpy* spy : {&changed, &inserted, &removed, &moved, &reset})
            spy->clear();
    }
    [[nodiscard]] qsizetype signalCount() const
    {
        return changed.count() + inserted.count() + removed.count() + moved.count() + reset.count();
    }
    [[nodiscard]] QVariant at(int row, int role) const { return model.index(row).data(role); }
    [[nodiscard]] int changedRow(qsizetype signal) const { return changed.at(signal).at(0).toModelIndex().row(); }
};

} // namespace

class TeamListModelTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void startsEmpty();
    void answersEveryRole();
    void saysNothingWhenNothingDiffers();
    void reportsOnlyTheRowThatDiffers();
    void insertsRemovesAndMovesTeams();
    void followsFreezes();
    void agesByTheClock();
    void forgetsTheBoard();
};

void TeamListModelTest::startsEmpty()
{
    TeamListModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(model.rowOf("team-payments"), -1);
    model.setFreezes(std::make_shared<const FreezeBoard>());
    model.setNow(sample::now());
    QCOMPARE(model.rowCount(), 0);
}

void TeamListModelTest::answersEveryRole()
{
    const Watched list;
    QCOMPARE(list.model.rowCount(), 5);
    QCOMPARE(list.at(0, TeamListModel::KindRole).value<TeamRow::Kind>(), TeamRow::Kind::all);
    QCOMPARE(list.at(0, TeamListModel::NameRole).toString(), QString());
    QVERIFY(!list.at(1, TeamListModel::ChipRole).isValid());
    QVERIFY(!list.at(1, TeamListModel::BudgetRole).isValid());
    QCOMPARE(list.model.rowOf("team-payments"), 2);
    QCOMPARE(list.at(2, Qt::DisplayRole).toString(), QStringLiteral("Payments"));
    QCOMPARE(list.at(2, TeamListModel::TeamIdRole).toString(), QStringLiteral("team-payments"));
    QCOMPARE(list.at(2, TeamListModel::SpentRole).toLongLong(), 15'940 * sample::unit);
    QCOMPARE(list.at(2, TeamListModel::BudgetRole).toLongLong(), 20'000 * sample::unit);
    QCOMPARE(list.at(2, TeamListModel::PercentRole).toInt(), 80);
    QVERIFY(!list.at(2, TeamListModel::EvenPacePercentRole).isValid());
    QCOMPARE(list.at(2, TeamListModel::ChipRole).value<Chip>().kind, Chip::Kind::RunsOutEarly);
    QCOMPARE(list.at(2, TeamListModel::AtLeastRole).toBool(), false);
    QCOMPARE(list.at(2, TeamListModel::RowRole).value<TeamRow>().name, std::string("Payments"));
    QVERIFY(!list.model.data({}, TeamListModel::NameRole).isValid());
}

void TeamListModelTest::saysNothingWhenNothingDiffers()
{
    Watched list;
    list.model.setBoard(shared(sample::board()));
    list.model.setFreezes(std::make_shared<const FreezeBoard>());
    list.model.setNow(sample::now() + 1s);
    QCOMPARE(list.signalCount(), 0);
}

void TeamListModelTest::reportsOnlyTheRowThatDiffers()
{
    Watched list;
    Board board = sample::board();
    board.teams[1].burn.spentNano += 1;
    list.model.setBoard(shared(board));
    QCOMPARE(list.signalCount(), 1);
    QCOMPARE(list.changedRow(0), 3);
    QCOMPARE(list.at(3, TeamListModel::SpentRole).toLongLong(), 9'710 * sample::unit + 1);
}

void TeamListModelTest::insertsRemovesAndMovesTeams()
{
    Watched list;
    const QPersistentModelIndex growth(list.model.index(list.model.rowOf("team-growth")));
    Board board = sample::board();
    board.teams.insert(board.teams.begin() + 1, sample::team("Platform", 1, 2));
    list.model.setBoard(shared(board));
    QCOMPARE(list.inserted.count(), 1);
    QCOMPARE(list.inserted.at(0).at(1).toInt(), 3);
    QCOMPARE(growth.row(), 5);

    std::ranges::rotate(board.teams, board.teams.end() - 1);
    list.model.setBoard(shared(board));
    QCOMPARE(list.moved.count(), 1);
    QCOMPARE(growth.row(), 2);
    QCOMPARE(growth.data().toString(), QStringLiteral("Growth"));

    board.teams.erase(board.teams.begin());
    list.model.setBoard(shared(board));
    QCOMPARE(list.removed.count(), 1);
    QVERIFY(!growth.isValid());
    QCOMPARE(list.changed.count() + list.reset.count(), 0);
}

void TeamListModelTest::followsFreezes()
{
    Watched list;
    FreezeBoard freezes;
    freezes.views[Scope::ofTeam("team-growth")] = sample::freeze(Scope::ofTeam("team-growth"), FreezeStage::requested, 0, 6);
    list.model.setFreezes(std::make_shared<const FreezeBoard>(freezes));
    QCOMPARE(list.signalCount(), 1);
    QCOMPARE(list.changedRow(0), 4);
    QCOMPARE(list.at(4, TeamListModel::ChipRole).value<Chip>(), (Chip {Chip::Kind::Freezing, 0, 6}));
    list.model.setFreezes(nullptr);
    QCOMPARE(list.at(4, TeamListModel::ChipRole).value<Chip>().kind, Chip::Kind::OnTrack);
}

void TeamListModelTest::agesByTheClock()
{
    Watched list;
    list.model.setNow(sample::now() + 10s);
    QCOMPARE(list.changed.count(), 5);
    QCOMPARE(list.at(2, TeamListModel::ChipRole).value<Chip>().age, std::chrono::microseconds(11s));
    QCOMPARE(list.at(1, TeamListModel::AtLeastRole).toBool(), true);

    list.changed.clear();
    list.model.setNow(sample::now() + 3min);
    QCOMPARE(list.changed.count(), 4);
    list.changed.clear();
    list.model.setNow(sample::now() + 3min + 20s);
    QCOMPARE(list.changed.count(), 0);
}

void TeamListModelTest::forgetsTheBoard()
{
    Watched list;
    list.model.setBoard(nullptr);
    QCOMPARE(list.model.rowCount(), 0);
    QCOMPARE(list.removed.count(), 5);
}

QTEST_GUILESS_MAIN(TeamListModelTest)
#include "teamlistmodeltest.moc"
