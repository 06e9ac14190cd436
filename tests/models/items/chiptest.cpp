// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/chip.h"
#include "models/items/itemsample.h"

#include <gtest/gtest.h>

using namespace fuseboard;
using namespace std::chrono_literals;
using Kind = Chip::Kind;

namespace {

const std::vector<SourceView> fresh {sample::source("gateway", 2s, 1s)};
const std::vector<SourceView> stale {sample::source("gateway", 2s, 3h), sample::source("openai", 300s, 200s)};
const std::vector<SourceView> neverAnswered {sample::source("gateway", 2s, 1s), sample::source("openai", 300s, std::nullopt)};

Kind kindOf(Pace pace, const FreezeView* freeze, const std::vector<SourceView>& sources)
{
    return chipFor(sample::team("Payments", 10, 20, pace), freeze, sources, sample::now()).kind;
}

} // namespace

TEST(Chip, EveryStageOfAFreezeComesBeforeAgeAndPace)
{
    const std::pair<FreezeStage, Kind> table[] {{FreezeStage::changedOutside, Kind::ChangedOutside},
        {FreezeStage::notProved, Kind::NotProved}, {FreezeStage::requested, Kind::Freezing},
        {FreezeStage::freezing, Kind::Freezing}, {FreezeStage::partlyProved, Kind::PartlyProved},
        {FreezeStage::frozen, Kind::Frozen}, {FreezeStage::resumeRequested, Kind::Resuming}};
    for (const auto& [stage, kind] : table)
        for (const auto& sources : {fresh, stale, neverAnswered})
            for (const Pace pace : {Pace::noData, Pace::tooEarly, Pace::onTrack, Pace::runsOutEarly}) {
                const FreezeView freeze = sample::freeze(Scope::ofTeam("team-payments"), stage, 4, 6);
                EXPECT_EQ(kindOf(pace, &freeze, sources), kind) << "stage " << static_cast<int>(stage);
            }
}

TEST(Chip, OnlyTheStageFrozenIsEverCalledFrozen)
{
    for (int i = 0; i <= static_cast<int>(FreezeStage::resumed); ++i) {
        const auto stage = static_cast<FreezeStage>(i);
        // All places proved does not help: the switchboard alone says what is proved.
        const FreezeView freeze = sample::freeze(Scope::everything(), stage, 6, 6);
        EXPECT_EQ(kindOf(Pace::onTrack, &freeze, fresh) == Kind::Frozen, stage == FreezeStage::frozen);
    }
}

TEST(Chip, CountsThePlacesOfItsFreeze)
{
    const FreezeView freeze = sample::freeze(Scope::everything(), FreezeStage::notProved, 4, 6);
    const Chip chip = chipFor({}, &freeze, fresh, sample::now());
    EXPECT_EQ(chip.proved, 4);
    EXPECT_EQ(chip.places, 6);
}

TEST(Chip, WhatIsAllowedOrResumedShowsItsPace)
{
    for (const FreezeStage stage : {FreezeStage::allowed, FreezeStage::resumed}) {
        const FreezeView freeze = sample::freeze(Scope::everything(), stage, 6, 6);
        EXPECT_EQ(kindOf(Pace::onTrack, &freeze, fresh), Kind::OnTrack);
    }
    EXPECT_EQ(kindOf(Pace::runsOutEarly, nullptr, fresh), Kind::RunsOutEarly);
    EXPECT_EQ(kindOf(Pace::tooEarly, nullptr, fresh), Kind::TooEarly);
    EXPECT_EQ(kindOf(Pace::noData, nullptr, fresh), Kind::NoData);
}

TEST(Chip, StaleFiguresShowTheirAgeWhateverTheirPace)
{
    for (const Pace pace : {Pace::noData, Pace::tooEarly, Pace::onTrack, Pace::runsOutEarly}) {
        const Chip chip = chipFor(sample::team("Payments", 1, 2, pace), nullptr, stale, sample::now());
        EXPECT_EQ(chip.kind, Kind::Age);
        EXPECT_EQ(chip.age, 3h);
    }
}

TEST(Chip, ASourceThatNeverAnsweredForbidsReassuranceButNotAlarm)
{
    EXPECT_EQ(kindOf(Pace::onTrack, nullptr, neverAnswered), Kind::NoData);
    EXPECT_EQ(kindOf(Pace::tooEarly, nullptr, neverAnswered), Kind::NoData);
    EXPECT_EQ(kindOf(Pace::runsOutEarly, nullptr, neverAnswered), Kind::RunsOutEarly);
}

TEST(Chip, ThreeKindsAreSolid)
{
    for (int i = 0; i <= static_cast<int>(Kind::NoData); ++i) {
        const auto kind = static_cast<Kind>(i);
        EXPECT_EQ(Chip {kind}.solid(), kind == Kind::RunsOutEarly || kind == Kind::NotProved || kind == Kind::ChangedOutside);
    }
}
