// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/reports/csvreader.h"
#include "reports/csv.h"
#include "reports/teamreport.h"

#include <gtest/gtest.h>

#include <fstream>

using namespace fuseboard;
using test::fields;
using test::lines;

namespace {

constexpr std::int64_t dollar = 1'000'000'000;
Instant at(const char* text) { return parseInstant(text).value(); }

Board board()
{
    Board out {.asOf = at("2026-11-23T10:15:00Z"),
        .period = {at("2026-11-01T00:00:00Z"), at("2026-12-01T00:00:00Z")},
        .periodLabel = "2026-11",
        .currency = Currency::usd()};
    TeamBoard team {.id = "team-payments", .name = "=Payments, \"EU\"", .owner = "R. Osei", .costCenterId = "CC-1042"};
    team.burn.spentNano = 4380 * dollar + 745'000'000;
    team.burn.budgetNano = 6000 * dollar;
    team.burn.remainingNano = *team.burn.budgetNano - team.burn.spentNano;
    team.burn.pace = Pace::onTrack;
    team.estimatedNano = team.burn.spentNano / 2;
    team.requests = 91'822;
    team.tokens = {.input = 612, .cacheRead = 940, .cacheWrite5m = 30, .cacheWrite1h = 8, .output = 71};
    out.teams = {team};
    out.unallocated.burn.spentNano = -5 * dollar;
    return out;
}

std::string value(const std::string& line, std::string_view column)
{
    const auto columns = teamReportColumns();
    const auto found = std::ranges::find(columns, column);
    return fields(line).at(static_cast<std::size_t>(found - columns.begin()));
}

} // namespace

TEST(TeamReport, HasTheColumnsOfTheContractAndARowForWhatIsUnallocated)
{
    const std::string text = teamReport(board(), {}, Calendar::utc());
    ASSERT_TRUE(text.starts_with("\xEF\xBB\xBFPeriod,PeriodStart,PeriodEnd,AsOf,"));
    const auto all = lines(text);
    ASSERT_EQ(all.size(), 3u) << "no total row";
    for (const std::string& line : all)
        EXPECT_EQ(fields(line).size(), 42u) << line;
    EXPECT_EQ(value(all[2], "TeamId"), "");
    EXPECT_EQ(value(all[2], "TeamName"), "Unallocated");
    EXPECT_EQ(value(all[2], "Actual"), "-5.00") << "a negative number is no formula";
    EXPECT_EQ(value(all[2], "Budget"), "");
}

TEST(TeamReport, FiguresAreRoundedOnceFromWhatIsExact)
{
    const std::string line = lines(teamReport(board(), {}, Calendar::utc()))[1];
    for (const auto& [column, expected] : std::initializer_list<std::pair<const char*, const char*>> {{"Period", "2026-11"},
             {"PeriodStart", "2026-11-01"}, {"PeriodEnd", "2026-11-30"}, {"AsOf", "2026-11-23T10:15:00Z"},
             {"TeamName", "'=Payments, \"EU\""}, {"Currency", "USD"}, {"Budget", "6000.00"}, {"Actual", "4380.75"},
             {"Remaining", "1619.26"}, {"PercentUsed", "73.01"}, {"Variance", "-1619.26"}, {"VariancePercent", "-26.99"},
             {"ElapsedPercent", "74.76"}, {"RunRatePerDay", "195.33"}, {"Status", "OnTrack"}, {"EstimatedPercent", "50.00"},
             {"Requests", "91822"}, {"CacheWriteTokens", "38"}, {"CostPerRequest", "0.05"}, {"FreezeState", "Allowed"},
             {"Forecast", ""}, {"SharedAllocated", ""}, {"AnomalyCount", ""}, {"Notes", ""}})
        EXPECT_EQ(value(line, column), expected) << column;
}

TEST(TeamReport, CostPerMergedRequestIsThereWithARepositoryAlone)
{
    Board board = ::board();
    const auto cells = [&] {
        const std::string line = lines(teamReport(board, {}, Calendar::utc()))[1];
        return value(line, "MergedPullRequests") + "/" + value(line, "CostPerMergedPullRequest");
    };
    EXPECT_EQ(cells(), "/");
    board.teams[0].mergedRequests = 0;
    EXPECT_EQ(cells(), "0/") << "none is known, and nothing can be divided by it";
    board.teams[0].mergedRequests = 31;
    EXPECT_EQ(cells(), "31/141.31");
}

TEST(TeamReport, OtherCurrenciesAreInTheNotesAndWhatHasNoRateInARowOfItsOwn)
{
    Board board = ::board();
    board.teams[0].otherCurrencies = {{.currency = *Currency::parse("CHF"), .gapNano = 0, .hasGap = true},
        {.currency = *Currency::parse("EUR"), .convertedNano = 120 * dollar, .countedNano = 130 * dollar}};
    const auto all = lines(teamReport(board, {}, Calendar::utc()));
    ASSERT_EQ(all.size(), 4u);
    EXPECT_EQ(
        value(all[1], "Notes"), "without CHF 0.00: no rate, not converted; includes EUR 120.00 converted at the day's rate");
    EXPECT_EQ(value(all[1], "Actual"), "4380.75");
    ASSERT_EQ(fields(all[2]).size(), 42u);
    for (const auto& [column, expected] : std::initializer_list<std::pair<const char*, const char*>> {
             {"TeamId", "team-payments"}, {"Currency", "CHF"}, {"Actual", "0.00"}, {"Budget", ""}, {"Remaining", ""},
             {"Requests", ""}, {"Status", "NoBudget"}, {"Notes", "not converted: no rate"}})
        EXPECT_EQ(value(all[2], column), expected) << column;
}

TEST(TeamReport, WhatNoSumHasRoomForNeedsNoRate)
{
    Board board = ::board();
    board.teams[0].otherCurrencies = {{.currency = Currency::usd(), .gapNano = 5 * dollar, .hasGap = true}};
    const auto all = lines(teamReport(board, {}, Calendar::utc()));
    EXPECT_EQ(value(all[1], "Notes"), "without USD 5.00: past what a sum can hold");
    EXPECT_EQ(value(all[2], "Notes"), "not counted: past what a sum can hold");
}

TEST(TeamReport, AFrozenTeamIsStopped)
{
    FreezeBoard freezes;
    freezes.views[Scope::ofTeam("team-payments")] = {.scope = Scope::ofTeam("team-payments"), .stage = FreezeStage::frozen};
    const std::string line = lines(teamReport(board(), freezes, Calendar::utc()))[1];
    EXPECT_EQ(value(line, "Status"), "Stopped");
    EXPECT_EQ(value(line, "FreezeState"), "Frozen");
}

TEST(Csv, DefusesFormulasAndQuotesOnlyWhatNeedsIt)
{
    for (const char* formula : {"=1+1", "+1", "-1", "@x", "\tx", "＝x", "－x"})
        EXPECT_EQ(csvRow({CsvField::text(formula)}).front(), '\'') << formula;
    EXPECT_EQ(csvRow({CsvField::text("a"), CsvField::text("b c"), CsvField::number("-1.5"), CsvField()}), "a,b c,-1.5,\r\n");
    EXPECT_EQ(csvRow({CsvField::text("a\r\nb")}), "a  b\r\n");
    EXPECT_EQ(csvRow({CsvField::text("say \"hi\"")}), "\"say \"\"hi\"\"\"\r\n");
}

TEST(TeamReport, ASandboxSaysSoInNameAndRows)
{
    const auto directory = std::filesystem::path(testing::TempDir()) / "fuseboard-report";
    std::filesystem::create_directories(directory);
    Board play = board();
    play.sandbox = true;
    const auto written = writeTeamReport(directory / "teams.csv", play, {}, Calendar::utc());
    ASSERT_TRUE(written);
    EXPECT_EQ(written->file.filename(), "teams-sandbox.csv");
    EXPECT_EQ(written->rows, 2);
    EXPECT_FALSE(std::filesystem::exists(directory / "teams.csv"));
    std::ifstream file(written->file);
    const std::string text((std::istreambuf_iterator<char>(file)), {});
    EXPECT_EQ(value(lines(text)[1], "Notes"), "Sandbox: not your money");
    std::filesystem::remove_all(directory);
}

TEST(TeamReport, ATargetThatCantBeWrittenIsNamedAndWhatStoodThereStays)
{
    const auto missing = writeTeamReport("/nonexistent/teams.csv", board(), {}, Calendar::utc());
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().code, ErrorCode::fileUnwritable);
    EXPECT_EQ(missing.error().subject, "/nonexistent/teams.csv");
    EXPECT_FALSE(writeTeamReport(testing::TempDir(), board(), {}, Calendar::utc())) << "a directory is no file";
    EXPECT_FALSE(writeTeamReport("/dev/full/x.csv", board(), {}, Calendar::utc()));
}
