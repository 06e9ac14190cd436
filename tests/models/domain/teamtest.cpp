// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/freeze.h"
#include "domain/team.h"

#include <gtest/gtest.h>

using namespace fuseboard;

TEST(Team, IdsAreSlugsOfTheFirstName)
{
    EXPECT_EQ(teamIdFor("Search & Ranking"), "team-search-ranking");
    EXPECT_EQ(teamIdFor("  Payments  "), "team-payments");
    EXPECT_EQ(teamIdFor("3D-Print"), "team-3d-print");
    EXPECT_EQ(teamIdFor("—"), "");
    EXPECT_TRUE(isTeamId("team-search-ranking"));
    for (const char* bad : {"", "team-", "payments", "team-Payments", "team-a b", "team-a/b", "team-ä"})
        EXPECT_FALSE(isTeamId(bad)) << bad;
}

TEST(Team, NamesThatASpreadsheetWouldRunAreRefused)
{
    for (const char* good : {"Payments", "R&D", "Größe", "支付", "O'Neil"})
        EXPECT_TRUE(isSafeName(good)) << good;
    for (const char* bad : {"", "=cmd", "+1", "-1", "@x", "＝x", "a\nb", "a\tb", " a", "a ", "\x7f"})
        EXPECT_FALSE(isSafeName(bad)) << bad;
    EXPECT_FALSE(isSafeName(std::string(201, 'a')));
}

TEST(Freeze, IsFrozenOnlyWhereEveryPlaceWasProved)
{
    const auto stage = [](HoldState wanted, std::initializer_list<PlaceStage> stages) {
        std::vector<PlaceView> places;
        for (PlaceStage place : stages)
            places.push_back({.stage = place});
        return stageOf(wanted, places);
    };
    using P = PlaceStage;
    const auto frozen = HoldState::frozen;
    EXPECT_EQ(stage(frozen, {P::proved, P::proved}), FreezeStage::frozen);
    EXPECT_EQ(stage(frozen, {}), FreezeStage::notProved) << "no place enforces it";
    EXPECT_EQ(stage(frozen, {P::waiting, P::waiting}), FreezeStage::requested);
    EXPECT_EQ(stage(frozen, {P::proved, P::waiting}), FreezeStage::freezing);
    EXPECT_EQ(stage(frozen, {P::ordered}), FreezeStage::freezing) << "an acknowledgement proves nothing";
    EXPECT_EQ(stage(frozen, {P::readBack}), FreezeStage::freezing) << "nor does a read-back";
    EXPECT_EQ(stage(frozen, {P::proved, P::silent}), FreezeStage::notProved);
    EXPECT_EQ(stage(frozen, {P::proved, P::lying}), FreezeStage::notProved);
    EXPECT_EQ(stage(frozen, {P::proved, P::silent, P::changedOutside}), FreezeStage::changedOutside);
    EXPECT_EQ(stage(HoldState::released, {P::proved}), FreezeStage::resumed);
    EXPECT_EQ(stage(HoldState::released, {P::ordered}), FreezeStage::resumeRequested);
    EXPECT_EQ(stage(HoldState::released, {P::silent}), FreezeStage::notProved);
    EXPECT_EQ(stage(frozen, {P::unable}), FreezeStage::notProved) << "nobody can refuse such a scope";
    EXPECT_EQ(stage(frozen, {P::proved, P::unable}), FreezeStage::partlyProved);
    EXPECT_EQ(stage(frozen, {P::waiting, P::unable}), FreezeStage::requested);
    EXPECT_EQ(stage(frozen, {P::ordered, P::unable}), FreezeStage::freezing);
    EXPECT_EQ(stage(frozen, {P::silent, P::unable}), FreezeStage::notProved);
    EXPECT_EQ(stage(HoldState::released, {P::unable}), FreezeStage::resumed) << "nothing was ever held there";
    EXPECT_EQ(stage(HoldState::released, {P::proved, P::unable}), FreezeStage::resumed);
    EXPECT_EQ(stageOf(frozen, {{.stage = P::proved, .leavesRunning = true}, {.stage = P::proved}}), FreezeStage::partlyProved);
    EXPECT_EQ(stageOf(HoldState::released, {{.stage = P::proved, .leavesRunning = true}}), FreezeStage::resumed);
    EXPECT_EQ(stageOf(frozen, {{.stage = P::proved, .isKept = false}, {.stage = P::proved}}), FreezeStage::partlyProved);
    EXPECT_EQ(stageOf(HoldState::released, {{.stage = P::proved, .isKept = false}}), FreezeStage::resumed);
}

TEST(Freeze, AFrozenOrganisationCountsForEveryTeam)
{
    FreezeBoard board;
    board.views[Scope::ofTeam("team-a")] = {.scope = Scope::ofTeam("team-a"), .stage = FreezeStage::resumed};
    EXPECT_EQ(board.forTeam("team-a")->stage, FreezeStage::resumed);
    EXPECT_EQ(board.forTeam("team-b"), nullptr);
    board.views[Scope::everything()] = {.scope = Scope::everything(), .stage = FreezeStage::frozen};
    EXPECT_EQ(board.forTeam("team-b")->stage, FreezeStage::frozen);
    board.views[Scope::everything()].stage = FreezeStage::resumed;
    EXPECT_EQ(board.forTeam("team-b"), nullptr);
}

TEST(Scope, IsWrittenAsKindAndId)
{
    EXPECT_EQ(parseScope("team/team-a")->text(), "team/team-a");
    EXPECT_EQ(parseScope("organisation/all"), Scope::everything());
    EXPECT_EQ(parseScope("model/openai/gpt-5.6")->id, "openai/gpt-5.6");
    for (const char* bad : {"", "team", "team/", "dept/x", "/x"})
        EXPECT_FALSE(parseScope(bad)) << bad;
}
