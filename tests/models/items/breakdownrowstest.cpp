// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/breakdownrows.h"

#include <gtest/gtest.h>

#include <limits>
#include <random>

using namespace fuseboard;
using Kind = BreakdownLine::Kind;

namespace {

std::vector<BreakdownRow> rowsOf(std::initializer_list<std::int64_t> amounts)
{
    std::vector<BreakdownRow> rows;
    for (const std::int64_t amount : amounts)
        rows.push_back({.name = "agent-" + std::to_string(rows.size()), .nano = amount});
    return rows;
}

int shareSum(const std::vector<BreakdownLine>& lines)
{
    int sum = 0;
    for (const BreakdownLine& line : lines)
        sum += line.sharePercent.value_or(0);
    return sum;
}

} // namespace

TEST(BreakdownLines, TheRestIsOneLineThatKeepsTheSum)
{
    const auto rows = rowsOf({5210, 3480, 2150, 1690, 1120, 900, 700, 690});
    const auto lines = breakdownLines(rows, 5);
    ASSERT_EQ(lines.size(), 6u);
    EXPECT_EQ(lines[5].kind, Kind::others);
    EXPECT_EQ(lines[5].count, 3);
    EXPECT_EQ(lines[5].nano, 2290);
    EXPECT_FALSE(lines[5].isNew) << "what the rest was last week can't be told from percentages";
    EXPECT_EQ(lines[0].sharePercent, 33);
    EXPECT_EQ(shareSum(lines), 100);
}

TEST(BreakdownLines, ARestOfOneStandsForItself)
{
    const auto lines = breakdownLines(rowsOf({6, 5, 4, 3, 2, 1}), 5);
    ASSERT_EQ(lines.size(), 6u);
    EXPECT_EQ(lines[5].kind, Kind::named);
    EXPECT_EQ(breakdownLines({}, 5).size(), 0u);
}

TEST(BreakdownLines, SharesAddUpToAHundredWhateverTheAmounts)
{
    std::mt19937_64 dice(7);
    for (int i = 0; i < 500; ++i) {
        std::vector<BreakdownRow> rows;
        for (std::size_t n = 1 + dice() % 12; n > 0; --n)
            rows.push_back({.name = "x", .nano = static_cast<std::int64_t>(dice() % 1'000'000'000'000'000)});
        rows[0].nano += 1;
        EXPECT_EQ(shareSum(breakdownLines(rows, 5)), 100);
    }
}

TEST(BreakdownLines, NoShareWhereTheSumMeansNothing)
{
    for (const auto& line : breakdownLines(rowsOf({100, -30}), 5))
        EXPECT_EQ(line.sharePercent, std::nullopt) << "a credit is no share";
    for (const auto& line : breakdownLines(rowsOf({0, 0}), 5))
        EXPECT_EQ(line.sharePercent, std::nullopt);
}

TEST(BreakdownLines, BarsAreMeasuredByTheLargestAndTheRestHasNone)
{
    const auto lines = breakdownLines(rowsOf({400, 100, 50, 0, -10, 9000, 9000}), 5);
    EXPECT_EQ(lines[0].barPermille, 1000);
    EXPECT_EQ(lines[1].barPermille, 250);
    EXPECT_EQ(lines[4].barPermille, 0);
    EXPECT_EQ(lines[5].barPermille, 0);
}

TEST(BreakdownLines, HugeSumsDoNotOverflow)
{
    constexpr auto half = std::numeric_limits<std::int64_t>::max() / 2;
    const auto lines = breakdownLines(rowsOf({half, half}), 5);
    EXPECT_EQ(lines[0].sharePercent, 50);
    EXPECT_EQ(lines[1].barPermille, 1000);
}

TEST(BreakdownLines, WhatNobodyNamedIsSaidAndWhatWasNotThereIsNew)
{
    std::vector<BreakdownRow> rows = rowsOf({5, 4});
    rows[0].name.clear();
    rows[1].againstLastWeekPercent = 0;
    const auto lines = breakdownLines(rows, 5);
    EXPECT_EQ(lines[0].kind, Kind::unnamed);
    EXPECT_TRUE(lines[0].isNew);
    EXPECT_FALSE(lines[1].isNew) << "the same as last week is not new";
}
