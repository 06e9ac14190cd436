// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/chiptext.h"
#include "text/moneytext.h"

#include <QTest>

using namespace fuseboard;
using namespace std::chrono_literals;
using Kind = Chip::Kind;

namespace {

constexpr std::int64_t unit = 1'000'000'000;

TeamRow payments()
{
    TeamRow row;
    row.id = "team-payments";
    row.name = "Payments";
    row.currency = Currency::usd();
    row.spentNano = 15'940 * unit;
    row.budgetNano = 20'000 * unit;
    row.percent = 80;
    row.evenPacePercent = 74;
    row.chip = Chip {Kind::RunsOutEarly};
    return row;
}

} // namespace

class ChipTextTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void chips_data();
    void chips();
    void onlyFrozenSaysFrozen();
    void rows_data();
    void rows();
    void ratesOfTenAndMoreShowNoCents();
    void lines();
    void everySourceStateHasItsOwnWords();
};

void ChipTextTest::chips_data()
{
    QTest::addColumn<Chip>("chip");
    QTest::addColumn<QString>("brief");
    QTest::addColumn<QString>("full");
    const auto row = [](const char* name, const Chip& chip, const char* brief, const char* full) {
        QTest::newRow(name) << chip << QString::fromUtf8(brief) << QString::fromUtf8(full);
    };
    row("changed outside", {Kind::ChangedOutside, 5, 6}, "Changed outside", "Changed outside");
    row("not proved", {Kind::NotProved, 4, 6}, "Not proved", "Not proved, 4 of 6");
    row("not proved, nobody to prove it", {Kind::NotProved}, "Not proved", "Not proved");
    row("freezing", {Kind::Freezing, 0, 6}, "Freezing 0 of 6", "Freezing 0 of 6");
    row("freezing, places unknown yet", {Kind::Freezing}, "Freezing", "Freezing");
    row("partly proved", {Kind::PartlyProved, 1, 3}, "Partly proved", "Partly proved, 1 of 3");
    row("frozen", {Kind::Frozen, 6, 6}, "Frozen", "Frozen");
    row("resuming", {Kind::Resuming, 2, 6}, "Resuming", "Resuming");
    row("three hours old", {Kind::Age, 0, 0, 3h}, "3 h old", "3 h old");
    row("runs out early", {Kind::RunsOutEarly}, "Runs out early", "Runs out early");
    row("too early", {Kind::TooEarly}, "Too early to tell", "Too early to tell");
    row("on track", {Kind::OnTrack}, "On track", "On track");
    row("no data", {Kind::NoData}, "No data", "No data");
}

void ChipTextTest::chips()
{
    QFETCH(Chip, chip);
    QTEST(chipText(chip), "brief");
    QTEST(chipText(chip, ChipWords::full), "full");
}

void ChipTextTest::onlyFrozenSaysFrozen()
{
    for (int kind = 0; kind <= static_cast<int>(Kind::NoData); ++kind)
        for (const ChipWords words : {ChipWords::brief, ChipWords::full}) {
            const QString text = chipText({static_cast<Kind>(kind), 6, 6, 1h}, words);
            QCOMPARE(text.contains(QStringLiteral("frozen"), Qt::CaseInsensitive), static_cast<Kind>(kind) == Kind::Frozen);
        }
}

void ChipTextTest::rows_data()
{
    QTest::addColumn<TeamRow>("row");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("a team") << payments()
                            << QStringLiteral("Payments. Runs out early. $15,940 spent of $20,000, 80%. Even pace is 74%.");
    TeamRow stale = payments();
    stale.atLeast = true;
    stale.chip = Chip {Kind::Age, 0, 0, 3h};
    stale.evenPacePercent.reset();
    QTest::newRow("stale") << stale << QStringLiteral("Payments. 3 h old. ≥ $15,940 spent of $20,000, ≥ 80%.");
    TeamRow unallocated;
    unallocated.kind = TeamRow::Kind::unallocated;
    unallocated.currency = Currency::usd();
    unallocated.spentNano = 880 * unit;
    QTest::newRow("unallocated") << unallocated << QStringLiteral("Unallocated. $880 spent.");
    TeamRow all = payments();
    all.kind = TeamRow::Kind::all;
    all.chip = Chip {Kind::NotProved, 4, 6};
    all.budgetNano = 0;
    all.percent.reset();
    all.evenPacePercent.reset();
    TeamRow unknown = payments();
    unknown.spentNano = 0;
    unknown.percent = 0;
    unknown.atLeast = unknown.unknown = true;
    unknown.chip = Chip {Chip::Kind::NoData};
    QTest::newRow("nobody told anything") << unknown
                                          << QStringLiteral(
                                                 "Payments. No data. Spending unknown, budget $20,000. Even pace is 74%.");
    QTest::newRow("an empty budget") << all << QStringLiteral("All teams. Not proved, 4 of 6. $15,940 spent of $0.");
}

void ChipTextTest::rows()
{
    QFETCH(TeamRow, row);
    QTEST(rowSentence(row), "sentence");
}

void ChipTextTest::ratesOfTenAndMoreShowNoCents()
{
    const auto rate = [](const char* amount) { return perHourText(*Money::parse(amount, Currency::usd())); };
    QCOMPARE(rate("37.08"), QStringLiteral("$37/h"));
    QCOMPARE(rate("10"), QStringLiteral("$10/h"));
    QCOMPARE(rate("9.5"), QStringLiteral("$9.50/h"));
    QCOMPARE(rate("0.004"), QStringLiteral("$0.004/h"));
    QCOMPARE(perDayText(*Money::parse("889.6", Currency::usd())), QStringLiteral("$890/day"));
}

void ChipTextTest::lines()
{
    QCOMPARE(lineName({.kind = BreakdownLine::Kind::named, .name = "checkout-agent"}), QStringLiteral("checkout-agent"));
    QCOMPARE(lineName({.kind = BreakdownLine::Kind::unnamed}), QStringLiteral("Not named"));
    QCOMPARE(lineName({.kind = BreakdownLine::Kind::others, .count = 11}), QStringLiteral("11 others"));
}

void ChipTextTest::everySourceStateHasItsOwnWords()
{
    QSet<QString> words;
    for (int state = 0; state <= static_cast<int>(SourceHealth::neverAnswered); ++state)
        words.insert(sourceStateText(static_cast<SourceHealth>(state)));
    QCOMPARE(words.size(), static_cast<int>(SourceHealth::neverAnswered) + 1);
    QVERIFY(!words.contains(QString()));
}

QTEST_GUILESS_MAIN(ChipTextTest)
#include "chiptexttest.moc"
