// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/mergedrequests.h"

#include <gtest/gtest.h>

#include <random>

using namespace fuseboard;
using std::chrono::days;
using std::chrono::hours;

namespace {

const Instant day = *parseInstant("2026-11-23T00:00:00Z");

AllocationRule rule(const std::string& person, const TeamId& team, std::vector<TeamShare> shares = {})
{
    return {.source = {},
        .account = {},
        .project = {},
        .key = {},
        .person = person,
        .agent = {},
        .model = {},
        .team = team,
        .tag = {},
        .shares = std::move(shares)};
}

} // namespace

TEST(MergedRequests, GoToTheTeamThatTheirAuthorsUsageGoesTo)
{
    const std::vector<AllocationRule> rules {
        rule("ada", "team-a"), rule("both", {}, {{"team-a", 500'000}, {"team-b", 500'000}})};
    const std::vector<MergedRequests> merged {{day, "git", "acme", "ada", 3}, {day, "git", "acme", "nobody", 2},
        {day, "git", "acme", "", 1}, {day, "git", "acme", "both", 5}, {day - days(1), "git", "acme", "ada", 70}};
    const auto teams = mergedByTeam(merged, rules, {day, day + days(1)});
    EXPECT_EQ(teams, (std::map<TeamId, std::int64_t> {{"", 3}, {"team-a", 6}, {"team-b", 2}}));
}

TEST(MergedRequests, ADayBelongsToThePeriodOfItsNoon)
{
    const std::vector<MergedRequests> merged {{day, "git", "acme", "ada", 3}};
    EXPECT_EQ(mergedByTeam(merged, {}, {day - hours(1), day + hours(12)}).size(), 0U);
    EXPECT_EQ(mergedByTeam(merged, {}, {day + hours(12), day + hours(13)}).at({}), 3);
}

TEST(MergedRequests, SharesAddUpToAllOverRandomRules)
{
    std::mt19937_64 dice(7);
    for (int round = 0; round < 300; ++round) {
        std::vector<MergedRequests> merged;
        std::int64_t all = 0;
        for (int i = 0; i < 40; ++i) {
            const auto count = static_cast<std::int64_t>(dice() % 9);
            all += count;
            merged.push_back({day, "git", "acme", "p" + std::to_string(dice() % 6), count});
        }
        std::vector<AllocationRule> rules;
        for (int i = 0; i < 4; ++i) {
            const auto part = static_cast<std::int64_t>(1 + dice() % 999'998);
            rules.push_back(rule("p" + std::to_string(i), {}, {{"a", part}, {"b", wholeShare - part}}));
        }
        std::int64_t sum = 0;
        for (const auto& [team, count] : mergedByTeam(merged, rules, {day, day + days(1)})) {
            EXPECT_GE(count, 0);
            sum += count;
        }
        ASSERT_EQ(sum, all);
    }
}

TEST(MergedRequests, CostForEachIsRoundedOnceAndUnknownWithoutAny)
{
    EXPECT_EQ(nanoPerMerged(100, 3), 33);
    EXPECT_EQ(nanoPerMerged(101, 3), 34);
    EXPECT_EQ(nanoPerMerged(-5, 2), -3);
    EXPECT_EQ(nanoPerMerged(INT64_MAX, 1), INT64_MAX);
    EXPECT_EQ(nanoPerMerged(100, 0), std::nullopt);
    EXPECT_EQ(nanoPerMerged(100, std::nullopt), std::nullopt);
}
