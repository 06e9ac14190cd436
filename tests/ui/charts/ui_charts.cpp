// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/burndowncard.h"
#include "charts/burndownchart.h"
#include "charts/burndowntablemodel.h"
#include "charts/decimate.h"
#include "charts/markglyph.h"
#include "ui/support/sampleboard.h"

#include <QAbstractButton>
#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QDir>
#include <QSignalSpy>
#include <QTest>

using namespace fuseboard;

namespace {

QPalette darkPalette()
{
    QPalette palette;
    palette.setColor(QPalette::Window, QColor(0x13161B));
    palette.setColor(QPalette::Base, QColor(0x1B1F26));
    palette.setColor(QPalette::WindowText, QColor(0xE8EBEF));
    palette.setColor(QPalette::Text, QColor(0xE8EBEF));
    return palette;
}

[[maybe_unused]] BurnDownView payments()
{
    return burnDownView(sample::payments(), sample::calendar(), Currency::usd(), nullptr, std::nullopt);
}

} // namespace

class UiCharts : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void screenshots_data();
    void screenshots();
};

void UiCharts::initTestCase()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
    QDir().mkpath(QStringLiteral(FUSEBOARD_BUILD "/screenshots"));
    QFont font(QStringLiteral("Noto Sans"));
    font.setPointSizeF(10);
    QApplication::setFont(font);
}

void UiCharts::screenshots_data()
{
    QTest::addColumn<QString>("state");
    QTest::addColumn<bool>("dark");
    for (const char* state :
        {"early", "october", "crosshair", "frozen", "stale", "nobudget", "seven-days", "day", "table", "spent-up", "first-day"})
        for (const bool dark : {false, true})
            QTest::addRow("%s, %s", state, dark ? "dark" : "light") << QString::fromLatin1(state) << dark;
}

void UiCharts::screenshots()
{
    QFETCH(QString, state);
    QFETCH(bool, dark);
    TeamBoard team = sample::payments();
    FreezeView freeze;
    std::optional<Instant> stale;
    const FreezeView* frozen = nullptr;
    if (state == QLatin1String("frozen")) {
        freeze.stage = FreezeStage::frozen;
        freeze.orderedAt = sample::at("2026-11-23T13:19:32Z");
        frozen = &freeze;
    }
    if (state == QLatin1String("stale"))
        stale = sample::at("2026-11-21T10:20:00Z");
    if (state == QLatin1String("nobudget")) {
        team.input.budget.clear();
        team.burn = burnDown(team.input, sample::calendar());
    }
    if (state == QLatin1String("spent-up")) {
        team = sample::team("Payments", "team-payments", 20'000, 21'900);
    }
    if (state == QLatin1String("first-day")) {
        team.input.now = team.input.period.start + std::chrono::hours(5);
        team.input.spent = sample::spending(team.input.period, team.input.now, 120);
        team.burn = burnDown(team.input, sample::calendar());
    }
    BurnDownCard card;
    if (dark)
        card.setPalette(darkPalette());
    card.setAutoFillBackground(true);
    card.setView(burnDownView(team, sample::calendar(), Currency::usd(), frozen, stale));
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
    if (state == QLatin1String("crosshair"))
        QTest::mouseMove(card.chart()->viewport(), QPoint(370, 80));
    const QString file = QStringLiteral(FUSEBOARD_BUILD "/screenshots/chart-%1-%2.png")
                             .arg(state, dark ? QStringLiteral("dark") : QStringLiteral("light"));
    QVERIFY(card.grab().save(file));
}

QTEST_MAIN(UiCharts)
#include "ui_charts.moc"
