// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/teamrow.h"
#include "models/items/itemsample.h"

#include <gtest/gtest.h>

#include <limits>

using namespace fuseboard;
using namespace std::chrono_literals;

namespace {

std::optional<int> percentOf(std::int64_t spentNano, std::int64_t budgetNano)
{
    Board board = sample::board();
    board.all.burn.spentNano = spentNano;
    board.all.burn.budgetNano = budgetNano;
    return teamRows(board, nullptr, sample::now()).front().percent;
}

} // namespace

TEST(TeamRows, AllTeamsThenUnallocatedThenTheTeams)
{
    const auto rows = teamRows(sample::board(), nullptr, sample::now());
    ASSERT_EQ(rows.size(), 5u);
    EXPECT_EQ(rows[0].kind, TeamRow::Kind::all);
    EXPECT_EQ(rows[1].kind, TeamRow::Kind::unallocated);
    EXPECT_EQ(rows[2].name, "Payments");
    EXPECT_EQ(rows[2].id, "team-payments");
    EXPECT_EQ(rows[4].name, "Growth");
}

TEST(TeamRows, UnallocatedHasNoBudgetAndNoChip)
{
    Board board = sample::board();
    board.unallocated.burn.budgetNano = 5;
    const TeamRow row = teamRows(board, nullptr, sample::now())[1];
    EXPECT_EQ(row.budgetNano, std::nullopt);
    EXPECT_EQ(row.chip, std::nullopt);
    EXPECT_EQ(row.keys, 3);
}

TEST(TeamRows, PercentagesAreRoundedButNeverReachAHundredTooSoon)
{
    EXPECT_EQ(percentOf(15'940 * sample::unit, 20'000 * sample::unit), 80);
    EXPECT_EQ(percentOf(68'940 * sample::unit, 96'000 * sample::unit), 72);
    EXPECT_EQ(percentOf(999, 1000), 99);
    EXPECT_EQ(percentOf(1000, 1000), 100);
    EXPECT_EQ(percentOf(1004, 1000), 100);
    EXPECT_EQ(percentOf(1005, 1000), 101);
    EXPECT_EQ(percentOf(-26, 1000), -3) << "credits";
    EXPECT_EQ(percentOf(5, 0), std::nullopt) << "no share of nothing";
    EXPECT_EQ(percentOf(std::numeric_limits<std::int64_t>::max(), 1), std::numeric_limits<int>::max());
}

TEST(TeamRows, EvenPaceIsAShareOfTheBudgetInForce)
{
    Board board = sample::board();
    board.teams[0].burn.evenPaceSpentNano = 14'800 * sample::unit;
    EXPECT_EQ(teamRows(board, nullptr, sample::now())[2].evenPacePercent, 74);
    EXPECT_EQ(teamRows(board, nullptr, sample::now())[3].evenPacePercent, std::nullopt);
}

TEST(TeamRows, ATeamsFreezeDoesNotRollUp)
{
    FreezeBoard freezes;
    freezes.views[Scope::ofTeam("team-mobile")] = sample::freeze(Scope::ofTeam("team-mobile"), FreezeStage::frozen, 1, 1);
    const auto rows = teamRows(sample::board(), &freezes, sample::now());
    EXPECT_EQ(rows[0].chip->kind, Chip::Kind::OnTrack);
    EXPECT_EQ(rows[2].chip->kind, Chip::Kind::RunsOutEarly);
    EXPECT_EQ(rows[3].chip->kind, Chip::Kind::Frozen);
}

TEST(TeamRows, AFreezeOfTheOrganisationHoldsEveryTeam)
{
    FreezeBoard freezes;
    freezes.views[Scope::everything()] = sample::freeze(Scope::everything(), FreezeStage::freezing, 2, 6);
    const auto rows = teamRows(sample::board(), &freezes, sample::now());
    for (const std::size_t row : {0u, 2u, 3u, 4u}) {
        EXPECT_EQ(rows[row].chip->kind, Chip::Kind::Freezing);
        EXPECT_EQ(rows[row].chip->proved, 2);
    }
    EXPECT_EQ(rows[1].chip, std::nullopt);
}

TEST(TeamRows, EveryRowAgesAlike)
{
    Board board = sample::board();
    board.sources[0].lastAnswer = sample::now() - 3h;
    for (const TeamRow& row : teamRows(board, nullptr, sample::now())) {
        EXPECT_TRUE(row.atLeast);
        if (row.chip) {
            EXPECT_EQ(row.chip->kind, Chip::Kind::Age);
            EXPECT_EQ(row.chip->age, 3h);
        }
    }
}
