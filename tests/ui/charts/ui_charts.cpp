// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/burndowncard.h"
#include "charts/burndownchart.h"
#include "charts/burndowntablemodel.h"
#include "charts/decimate.h"
#include "charts/markglyph.h"
#include "support/madeupboard.h"
#include "ui/support/clipped.h"
#include "ui/support/shots.h"

#include <QAbstractButton>
#include <QAbstractItemModelTester>
#include <QAccessibleAnnouncementEvent>

#include <QLabel>
#include <QSignalSpy>
#include <QTest>

#include <cmath>

using namespace fuseboard;

namespace {

BurnDownView viewOf(const TeamBoard& team, const FreezeView* freeze = nullptr, std::optional<Instant> staleSince = std::nullopt)
{
    return burnDownView(team, madeup::calendar(), Currency::usd(), freeze, staleSince);
}

BurnDownView payments() { return viewOf(madeup::board().teams.front()); }

FreezeView freezeAt(FreezeStage stage)
{
    FreezeView freeze;
    freeze.stage = stage;
    freeze.orderedAt = madeup::at("2026-11-23T13:19:32Z");
    return freeze;
}

/// What assistive technology was told, in order.
QStringList announced;
void listen(QAccessibleEvent* event)
{
    if (event->type() == QAccessible::Announcement)
        announced += static_cast<QAccessibleAnnouncementEvent*>(event)->message();
}

} // namespace

class UiCharts : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init() { announced.clear(); }
    void decimatesToTwoPointsAColumn_data();
    void decimatesToTwoPointsAColumn();
    void decimationKeepsPeaks();
    void onlyStraightPointsAreLeftOut();
    void aMonthOfSecondsStaysQuick();
    void restatedDaysAreMarkedAndRead();
    void remainingStepsWithTheBudget();
    void forecastEndsAtTheRunOut();
    void noForecast_data();
    void noForecast();
    void aFailedFreezeKeepsTheForecast();
    void staleLinesEndWhereTheFiguresEnd();
    void withoutABudgetSpendingRises();
    void ticksAreRound_data();
    void ticksAreRound();
    void olderMarksMoveLeft();
    void keysMoveTheCrosshair();
    void keysStopAtTheEnds();
    void pointerMovesTheCrosshair();
    void readingsAreFiguresThatWereMeasured();
    void accessibleAsAChart();
    void sentences_data();
    void sentences();
    void tableSaysTheSame();
    void tableKeepsItsRowsWhenTimePasses();
    void tableButtonSwitches();
    void lastPeriodIsOffAtFirst();
    void screenshots_data();
    void screenshots();
};

void UiCharts::initTestCase()
{
    shots::prepare();
    QAccessible::setActive(true);
    QAccessible::installUpdateHandler(listen);
}

void UiCharts::decimatesToTwoPointsAColumn_data()
{
    QTest::addColumn<int>("points");
    QTest::addColumn<int>("columns");
    QTest::newRow("fewer points than columns") << 50 << 400;
    QTest::newRow("ten points a column") << 4000 << 400;
    QTest::newRow("a second each for a month") << 2'000'000 << 600;
    QTest::newRow("a single column") << 1000 << 1;
}

void UiCharts::decimatesToTwoPointsAColumn()
{
    QFETCH(int, points);
    QFETCH(int, columns);
    QList<QPointF> line;
    for (int i = 0; i < points; ++i)
        line.append({static_cast<qreal>(i), std::sin(i * 0.7) * i});
    const auto thin = decimate(line, 0, points, columns);
    QCOMPARE(thin.front(), line.front());
    QCOMPARE(thin.back(), line.back());
    QMap<int, int> inColumn;
    for (qsizetype i = 1; i < thin.size() - 1; ++i) {
        QVERIFY(thin[i - 1].x() < thin[i].x());
        ++inColumn[static_cast<int>(thin[i].x() / points * columns)];
    }
    for (const int count : std::as_const(inColumn))
        QVERIFY(count <= 2);
}

void UiCharts::decimationKeepsPeaks()
{
    QList<QPointF> line;
    for (int i = 0; i < 1000; ++i)
        line.append({static_cast<qreal>(i), i == 437 ? 99.0 : i == 441 ? -5.0 : 1.0});
    const auto thin = decimate(line, 0, 1000, 10);
    QVERIFY(thin.contains(QPointF(437, 99)));
    QVERIFY(thin.contains(QPointF(441, -5)));
}

void UiCharts::onlyStraightPointsAreLeftOut()
{
    QList<QPointF> line;
    for (int i = 0; i < 2000; ++i) {
        line.append({i / 3.0, i < 700 ? i * 0.5 : 350 + std::sin(i * 0.02) * 40});
        if (i % 400 == 399) // a budget changes
            line.append({i / 3.0, line.back().y() + 25});
    }
    const auto thin = withoutStraight(line, 0.2);
    QVERIFY2(thin.size() < line.size() / 5, qPrintable(QString::number(thin.size())));
    QCOMPARE(thin.back(), line.back());
    qsizetype piece = 0; // of the thin line, in which the point lies
    for (const QPointF& point : line) {
        while (thin[piece + 1] != point && thin[piece + 1].x() <= point.x() && piece + 2 < thin.size())
            ++piece;
        const QPointF from = thin[piece], to = thin[piece + 1];
        const qreal y =
            to.x() == from.x() ? point.y() : from.y() + (to.y() - from.y()) * (point.x() - from.x()) / (to.x() - from.x());
        QVERIFY2(std::abs(y - point.y()) <= 0.2 + 1e-9 || thin.contains(point), qPrintable(QString::number(point.x())));
    }
    for (qsizetype i = 1; i < line.size(); ++i)
        if (line[i].x() == line[i - 1].x())
            QVERIFY(thin.contains(line[i]) && thin.contains(line[i - 1]));
}

void UiCharts::aMonthOfSecondsStaysQuick()
{
    TeamBoard team = madeup::board().teams.front();
    const auto hourly = team.input.spent;
    team.input.spent.clear();
    for (std::size_t i = 1; i < hourly.size(); ++i)
        for (int s = 0; s < 360; ++s)
            team.input.spent.push_back({hourly[i - 1].at + std::chrono::seconds(10 * s),
                hourly[i - 1].spentNano + (hourly[i].spentNano - hourly[i - 1].spentNano) / 360 * s});
    BurnDownChart chart;
    chart.resize(700, 300);
    chart.setView(viewOf(team));
    QVERIFY(chart.plot().actual.size() > 190'000);
    QVERIFY(chart.drawnPoints() <= 2 * 700 + 2);
}

void UiCharts::restatedDaysAreMarkedAndRead()
{
    TeamBoard team = madeup::board().teams.front();
    team.restated = {
        {madeup::at("2026-11-10T00:00:00Z"), 120 * madeup::unit, 95 * madeup::unit, madeup::at("2026-11-20T13:10:00Z")}};
    const BurnDownView view = viewOf(team), plain = viewOf(madeup::board().teams.front());
    const BurnDownPlot plot = burnDownPlot(view, ChartRange::period);
    const QString read = readingSentence(readingAt(plot, madeup::at("2026-11-10T15:00:00Z")), view);
    QVERIFY2(read.contains(QStringLiteral("day’s spending $120 → $95.00, restated Fri 20 Nov 14:10")), qPrintable(read));
    QVERIFY(!readingSentence(readingAt(plot, madeup::at("2026-11-11T15:00:00Z")), view).contains(QStringLiteral("restated")));
    // From midnight to midnight of Berlin.
    for (const auto& [when, isRestated] : {std::pair("2026-11-09T22:30:00Z", false), std::pair("2026-11-09T23:30:00Z", true),
             std::pair("2026-11-10T22:30:00Z", true), std::pair("2026-11-10T23:30:00Z", false)})
        QCOMPARE(view.restatedAt(madeup::at(when)) != nullptr, isRestated);
    QVERIFY(chartSentence(plot, view).contains(QStringLiteral("restated")));

    BurnDownTableModel table;
    table.setView(view);
    int marked = 0;
    for (int row = 0; row < table.rowCount(); ++row)
        marked += !table.index(row, BurnDownTableModel::Restated).data().toString().isEmpty();
    QCOMPARE(marked, 1);
    QVERIFY(table.index(9, BurnDownTableModel::Restated).data().toString().contains(QStringLiteral("$120 → $95")));

    BurnDownChart with, without;
    for (auto [chart, shown] : {std::pair(&with, &view), std::pair(&without, &plain)}) {
        chart->resize(700, 300);
        chart->setView(*shown);
    }
    QVERIFY(with.grab().toImage() != without.grab().toImage());
}

void UiCharts::remainingStepsWithTheBudget()
{
    const BurnDownView view = payments();
    const BurnDownPlot plot = burnDownPlot(view, ChartRange::period);
    QCOMPARE(plot.actual.front().nano, 18'000 * madeup::unit);
    QCOMPARE(plot.actual.back().nano, 4'060 * madeup::unit);
    QCOMPARE(plot.actual.back().at, madeup::now());
    const Instant step = madeup::at("2026-11-10T09:00:00Z");
    std::vector<std::int64_t> atStep;
    for (const PlotPoint& point : plot.actual)
        if (point.at == step && (atStep.empty() || atStep.back() != point.nano))
            atStep.push_back(point.nano);
    QCOMPARE(atStep.size(), std::size_t(2));
    QCOMPARE(atStep[1] - atStep[0], 2'000 * madeup::unit);
    QCOMPARE(plot.budget.back().nano, 20'000 * madeup::unit);
    QCOMPARE(plot.evenPace.back().nano, std::int64_t(0));
    QVERIFY(std::ranges::is_sorted(plot.actual, {}, &PlotPoint::at));
}

void UiCharts::forecastEndsAtTheRunOut()
{
    const TeamBoard team = madeup::board().teams.front();
    const BurnDownPlot plot = burnDownPlot(viewOf(team), ChartRange::period);
    QVERIFY(team.burn.runsOut);
    QCOMPARE(plot.forecast.front().nano, 4'060 * madeup::unit);
    QCOMPARE(plot.forecast.back().nano, std::int64_t(0));
    QCOMPARE(plot.forecast.back().at, *team.burn.runsOut);
}

void UiCharts::noForecast_data()
{
    QTest::addColumn<FreezeStage>("stage");
    QTest::addColumn<bool>("stale");
    QTest::newRow("requested") << FreezeStage::requested << false;
    QTest::newRow("freezing") << FreezeStage::freezing << false;
    QTest::newRow("frozen") << FreezeStage::frozen << false;
    QTest::newRow("partly proved") << FreezeStage::partlyProved << false;
    QTest::newRow("stale") << FreezeStage::allowed << true;
}

void UiCharts::noForecast()
{
    QFETCH(FreezeStage, stage);
    QFETCH(bool, stale);
    const FreezeView freeze = freezeAt(stage);
    const BurnDownView view = viewOf(
        madeup::board().teams.front(), &freeze, stale ? std::optional(madeup::at("2026-11-23T10:20:00Z")) : std::nullopt);
    QVERIFY(!view.forecast());
    QVERIFY(burnDownPlot(view, ChartRange::period).forecast.empty());
}

void UiCharts::aFailedFreezeKeepsTheForecast()
{
    for (const FreezeStage stage : {FreezeStage::notProved, FreezeStage::changedOutside, FreezeStage::resumed}) {
        const FreezeView freeze = freezeAt(stage);
        QVERIFY(viewOf(madeup::board().teams.front(), &freeze).forecast());
    }
}

void UiCharts::staleLinesEndWhereTheFiguresEnd()
{
    const Instant end = madeup::at("2026-11-21T10:20:00Z");
    const BurnDownPlot plot = burnDownPlot(viewOf(madeup::board().teams.front(), nullptr, end), ChartRange::period);
    QCOMPARE(plot.actual.back().at, end);
    QVERIFY(!readingAt(plot, end + std::chrono::hours(1)).actualNano);
}

void UiCharts::withoutABudgetSpendingRises()
{
    TeamBoard team = madeup::board().teams.front();
    team.input.budget.clear();
    team.burn = burnDown(team.input, madeup::calendar());
    const BurnDownPlot plot = burnDownPlot(viewOf(team), ChartRange::period);
    QVERIFY(plot.cumulative);
    QVERIFY(plot.evenPace.empty());
    QVERIFY(plot.budget.empty());
    QCOMPARE(plot.actual.back().nano, 15'940 * madeup::unit);
    BurnDownCard card;
    card.setView(viewOf(team));
    QStringList shown;
    for (const QLabel* label : card.findChildren<QLabel*>())
        shown += label->text();
    QVERIFY(shown.join(QLatin1Char(' ')).contains(QStringLiteral("No budget is set")));
}

void UiCharts::ticksAreRound_data()
{
    QTest::addColumn<std::int64_t>("span");
    QTest::addColumn<std::int64_t>("step");
    QTest::newRow("20,000 in five") << 20'000 * madeup::unit << 5'000 * madeup::unit;
    QTest::newRow("12,000 in five") << 12'000 * madeup::unit << 2'500 * madeup::unit;
    QTest::newRow("7 in five") << 7 * madeup::unit << 2 * madeup::unit;
    QTest::newRow("two cents in five") << madeup::unit / 50 << madeup::unit / 100;
    QTest::newRow("nothing") << std::int64_t {0} << madeup::unit / 100;
}

void UiCharts::ticksAreRound()
{
    QFETCH(std::int64_t, span);
    QFETCH(std::int64_t, step);
    QCOMPARE(tickStep(span, span == 20'000 * madeup::unit ? 4 : 5), step);
}

void UiCharts::olderMarksMoveLeft()
{
    QCOMPARE(spreadMarks({100, 110, 115}, 23), (std::vector<qreal> {69, 92, 115}));
    QCOMPARE(spreadMarks({10, 110}, 23), (std::vector<qreal> {10, 110}));
    QVERIFY(spreadMarks({}, 23).empty());
}

void UiCharts::keysMoveTheCrosshair()
{
    BurnDownChart chart;
    chart.resize(700, 300);
    chart.setView(payments());
    chart.show();
    QSignalSpy moved(&chart, &BurnDownChart::readingChanged);
    QTest::keyClick(&chart, Qt::Key_Left);
    QVERIFY(chart.reading());
    QCOMPARE(chart.reading()->at, madeup::now());
    QCOMPARE(*chart.reading()->actualNano, 4'060 * madeup::unit);
    const Instant before = chart.reading()->at;
    QTest::keyClick(&chart, Qt::Key_Left);
    QVERIFY(chart.reading()->at < before);
    QTest::keyClick(&chart, Qt::Key_Right);
    QCOMPARE(moved.count(), 3);
    QCOMPARE(announced.size(), 3);
    QVERIFY(announced.front().contains(QStringLiteral("$4,060 remain")));
    QVERIFY(announced.front().contains(QStringLiteral("Mon 23 Nov 14:20")));
    QTest::keyClick(&chart, Qt::Key_Escape);
    QVERIFY(!chart.reading());
    QVERIFY(moved.last().first().toString().isEmpty());
}

void UiCharts::keysStopAtTheEnds()
{
    BurnDownChart chart;
    chart.resize(700, 300);
    chart.setView(payments());
    QTest::keyClick(&chart, Qt::Key_Home);
    QCOMPARE(chart.reading()->at, chart.plot().shown.start);
    QTest::keyClick(&chart, Qt::Key_Left);
    QCOMPARE(chart.reading()->at, chart.plot().shown.start);
    QTest::keyClick(&chart, Qt::Key_End);
    QTest::keyClick(&chart, Qt::Key_Right);
    QCOMPARE(chart.reading()->at, chart.plot().shown.end);
    QVERIFY(!chart.reading()->actualNano);
    QVERIFY(chart.reading()->evenPaceNano);
}

void UiCharts::pointerMovesTheCrosshair()
{
    BurnDownChart chart;
    chart.resize(700, 300);
    chart.setView(payments());
    chart.show();
    QVERIFY(QTest::qWaitForWindowExposed(&chart));
    QTest::mouseMove(chart.viewport(), QPoint(200, 60));
    QTest::mouseMove(chart.viewport(), QPoint(300, 100));
    QTRY_VERIFY(chart.reading());
    QVERIFY(announced.isEmpty()); // a pointer's reading is seen, not told at every pixel
    QEvent leave(QEvent::Leave);
    QCoreApplication::sendEvent(chart.viewport(), &leave);
    QVERIFY(!chart.reading());
}

void UiCharts::readingsAreFiguresThatWereMeasured()
{
    const TeamBoard team = madeup::board().teams.front();
    const BurnDownPlot plot = burnDownPlot(viewOf(team), ChartRange::sevenDays);
    for (const Instant stop : readingStops(plot)) {
        QVERIFY(stop >= plot.shown.start && stop <= plot.shown.end);
        if (stop > madeup::now())
            continue;
        const auto known = std::ranges::find(team.input.spent, stop, &SpendPoint::at);
        QVERIFY(known != team.input.spent.end());
        QCOMPARE(*readingAt(plot, stop).actualNano, 20'000 * madeup::unit - known->spentNano);
    }
}

void UiCharts::accessibleAsAChart()
{
    BurnDownChart chart;
    chart.setView(payments());
    QAccessibleInterface* face = QAccessible::queryAccessibleInterface(&chart);
    QVERIFY(face);
    QCOMPARE(face->role(), QAccessible::Chart);
    QCOMPARE(face->text(QAccessible::Description), chart.sentence());
    QCOMPARE(face->childCount(), 0);
    QVERIFY(face->text(QAccessible::Value).isEmpty());
    QTest::keyClick(&chart, Qt::Key_Left);
    QVERIFY(face->text(QAccessible::Value).contains(QStringLiteral("$4,060")));
}

void UiCharts::sentences_data()
{
    QTest::addColumn<QString>("state");
    QTest::addColumn<QString>("end");
    QTest::newRow("runs out") << QStringLiteral("early") << QStringLiteral("At the current pace it runs out on 27 Nov.");
    QTest::newRow("frozen") << QStringLiteral("frozen") << QStringLiteral("A freeze was ordered, so there is no forecast.");
    QTest::newRow("stale") << QStringLiteral("stale") << QStringLiteral("There are no figures after that.");
    QTest::newRow("spent up") << QStringLiteral("spent") << QStringLiteral("It was spent up on 20 Nov.");
    QTest::newRow("on track") << QStringLiteral("track")
                              << QStringLiteral("At the current pace it lasts until the period ends.");
    QTest::newRow("no budget") << QStringLiteral("none") << QStringLiteral("No budget is set.");
}

void UiCharts::sentences()
{
    QFETCH(QString, state);
    QFETCH(QString, end);
    TeamBoard team = madeup::board().teams.front();
    if (state == QLatin1String("spent"))
        team = madeup::team("Payments", "team-payments", 20'000, 21'900, 7'000);
    if (state == QLatin1String("track"))
        team = madeup::team("Growth", "team-growth", 6'000, 1'630, 500);
    if (state == QLatin1String("none"))
        team = madeup::team("Growth", "team-growth", 0, 1'630, 500);
    const FreezeView freeze = freezeAt(FreezeStage::frozen);
    BurnDownChart chart;
    chart.setView(viewOf(team, state == QLatin1String("frozen") ? &freeze : nullptr,
        state == QLatin1String("stale") ? std::optional(madeup::at("2026-11-23T10:20:00Z")) : std::nullopt));
    QVERIFY2(chart.sentence().endsWith(end), qPrintable(chart.sentence()));
    QVERIFY(chart.sentence().startsWith(QString::fromStdString(team.name)));
}

void UiCharts::tableSaysTheSame()
{
    BurnDownTableModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const BurnDownView view = payments();
    model.setView(view);
    QCOMPARE(model.rowCount(), 23);
    const BurnDownPlot plot = burnDownPlot(view, ChartRange::period);
    const auto number = [&](int row, BurnDownTableModel::Column column) {
        return model.index(row, column).data(BurnDownTableModel::SortRole).toLongLong();
    };
    QCOMPARE(number(22, BurnDownTableModel::Remaining), plot.actual.back().nano);
    for (int row = 0; row < model.rowCount(); ++row)
        QCOMPARE(number(row, BurnDownTableModel::Remaining) - number(row, BurnDownTableModel::EvenPace),
            number(row, BurnDownTableModel::Difference));
    QCOMPARE(model.index(22, BurnDownTableModel::Remaining).data().toString(), QStringLiteral("$4,060"));
    TeamBoard team = madeup::board().teams.front();
    team.input.budget.clear();
    team.burn = burnDown(team.input, madeup::calendar());
    model.setView(viewOf(team));
    QCOMPARE(model.index(0, BurnDownTableModel::Remaining).data().toString(), QStringLiteral("–"));
}

void UiCharts::tableKeepsItsRowsWhenTimePasses()
{
    BurnDownTableModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    TeamBoard team = madeup::board().teams.front();
    model.setView(viewOf(team));
    QSignalSpy reset(&model, &BurnDownTableModel::modelReset);
    QSignalSpy inserted(&model, &BurnDownTableModel::rowsInserted);
    team.input.now += std::chrono::hours(24);
    team.burn = burnDown(team.input, madeup::calendar());
    model.setView(viewOf(team));
    QCOMPARE(reset.count(), 0);
    QCOMPARE(inserted.count(), 1);
    QCOMPARE(model.rowCount(), 24);
}

void UiCharts::tableButtonSwitches()
{
    BurnDownCard card;
    card.setView(payments());
    QSignalSpy changed(&card, &BurnDownCard::tableShownChanged);
    card.setTableShown(true);
    QVERIFY(card.showsTable());
    card.setTableShown(true);
    QCOMPARE(changed.count(), 1);
    card.setTableShown(false);
    QVERIFY(!card.showsTable());
}

void UiCharts::lastPeriodIsOffAtFirst()
{
    BurnDownCard card;
    card.setView(payments());
    auto* key = card.findChild<QAbstractButton*>(QStringLiteral("lastPeriodKey"));
    QCOMPARE(key->text(), QStringLiteral("October"));
    BurnDownView compared = payments();
    compared.againstLastPeriodPercent = 23;
    card.setView(compared);
    QCOMPARE(key->text(), QStringLiteral("October (now +23%)"));
    QCOMPARE(key->toolTip(), QStringLiteral("Spent so far: +23% against the same time of October"));
    QVERIFY(!key->isChecked());
    QCOMPARE(key->accessibleName(), QStringLiteral("Show the line of October"));
}

void UiCharts::screenshots_data()
{
    QTest::addColumn<QString>("state");
    QTest::addColumn<bool>("dark");
    for (const char* state : {"early", "october", "crosshair", "frozen", "stale", "nobudget", "seven-days", "day", "table",
             "spent-up", "first-day", "last-days"})
        for (const bool dark : shots::schemes())
            QTest::addRow("%s, %s", state, dark ? "dark" : "light") << QString::fromLatin1(state) << dark;
}

void UiCharts::screenshots()
{
    QFETCH(QString, state);
    QFETCH(bool, dark);
    TeamBoard team = madeup::board().teams.front();
    FreezeView freeze;
    std::optional<Instant> stale;
    const FreezeView* frozen = nullptr;
    if (state == QLatin1String("frozen")) {
        freeze.stage = FreezeStage::frozen;
        freeze.orderedAt = madeup::at("2026-11-23T13:19:32Z");
        frozen = &freeze;
    }
    if (state == QLatin1String("stale"))
        stale = madeup::at("2026-11-21T10:20:00Z");
    if (state == QLatin1String("nobudget")) {
        team.input.budget.clear();
        team.burn = burnDown(team.input, madeup::calendar());
    }
    if (state == QLatin1String("spent-up")) {
        team = madeup::team("Payments", "team-payments", 20'000, 21'900, 7'000);
    }
    if (state == QLatin1String("first-day")) {
        team.input.now = team.input.period.start + std::chrono::hours(5);
        team.input.spent = madeup::spending(team.input.period, team.input.now, 120, 120);
        team.burn = burnDown(team.input, madeup::calendar());
    }
    if (state == QLatin1String("last-days")) {
        team.input.now = team.input.period.end - std::chrono::hours(60);
        team.input.spent = madeup::spending(team.input.period, team.input.now, 17'000, 5'000);
        team.burn = burnDown(team.input, madeup::calendar());
    }
    shots::dress(dark);
    BurnDownCard card;
    card.setView(burnDownView(team, madeup::calendar(), Currency::usd(), frozen, stale));
    card.resize(717, 369);
    if (state == QLatin1String("seven-days"))
        card.setRange(ChartRange::sevenDays);
    if (state == QLatin1String("day"))
        card.setRange(ChartRange::day);
    if (state == QLatin1String("table"))
        card.setTableShown(true);
    if (state == QLatin1String("october"))
        card.findChild<QAbstractButton*>(QStringLiteral("lastPeriodKey"))->click();
    card.show();
    QVERIFY(QTest::qWaitForWindowExposed(&card));
    if (state == QLatin1String("crosshair")) {
        // A pointer that is there already does not move.
        QTest::mouseMove(card.chart()->viewport(), QPoint(200, 60));
        QTest::mouseMove(card.chart()->viewport(), QPoint(370, 80));
        QTRY_VERIFY(card.chart()->reading());
    }
    QVERIFY(shots::save(card, QStringLiteral("chart-") + state, dark));
    const QString faults = test::languageFaults(card);
    QVERIFY2(faults.isEmpty(), qPrintable(faults));
}

QTEST_MAIN(UiCharts)
#include "ui_charts.moc"
