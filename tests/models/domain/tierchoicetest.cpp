// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/tiers/tierchoice.h"

#include <gtest/gtest.h>

using namespace fuseboard;

namespace {

TierPolicy policy()
{
    return {.targets = {{Tier::premium, "openai", "big", "up"}, {Tier::economy, "openai", "small", "up"},
                {Tier::local, "openai", "tiny", "here"}, {Tier::premium, "anthropic", "opus", "other"}},
        .aliases = {{"smart", Tier::premium}, {"cheap", Tier::economy}},
        .rules = {{.team = "team-b", .token = {}, .tools = false, .tier = Tier::local},
            {.team = {}, .token = {}, .tag = "batch", .tier = Tier::local}, {.team = {}, .token = "key", .tier = Tier::economy},
            {.team = {}, .token = {}, .promptFrom = 1000, .promptBelow = 2000, .tier = Tier::economy}},
        .downgradeAt = 80};
}

struct Case {
    const char* name;
    TierQuestion question;
    std::string model; ///< empty: no tier serves it
    TierReason reason = TierReason::asked;
};

TEST(TierChoice, isByAliasRuleAndBudget)
{
    const std::vector<std::string> tags {"night", "batch"};
    const Case cases[] {
        {"a model of a tier", {"openai", "big", "team-a", "k"}, "big", TierReason::asked},
        {"an alias", {"openai", "smart", "team-a", "k"}, "big", TierReason::alias},
        {"an alias in the other dialect", {"anthropic", "smart", "team-a", "k"}, "opus", TierReason::alias},
        {"an alias the dialect has no model for", {"anthropic", "cheap", "team-a", "k"}, ""},
        {"a model of another dialect", {"anthropic", "big", "team-a", "k"}, ""},
        {"a model of no tier", {"openai", "else", "team-b", "key", 1500}, ""},
        {"a team without tools", {"openai", "smart", "team-b", "k"}, "tiny", TierReason::rule},
        {"a team with tools", {"openai", "smart", "team-b", "k", 1, true}, "big", TierReason::alias},
        {"a tag", {.dialect = "openai", .model = "big", .team = "team-a", .token = "key", .tags = tags}, "tiny",
            TierReason::rule},
        {"a key", {"openai", "big", "team-a", "key"}, "small", TierReason::rule},
        {"a rule to the tier that was asked for", {"openai", "cheap", "team-a", "key"}, "small", TierReason::alias},
        {"a rule to a tier the dialect lacks", {"anthropic", "opus", "team-a", "key"}, "opus", TierReason::asked},
        {"a prompt just too short", {"openai", "big", "team-a", "k", 999}, "big", TierReason::asked},
        {"a prompt just long enough", {"openai", "big", "team-a", "k", 1000}, "small", TierReason::rule},
        {"a prompt just below the end", {"openai", "big", "team-a", "k", 1999}, "small", TierReason::rule},
        {"a prompt at the end", {"openai", "big", "team-a", "k", 2000}, "big", TierReason::asked},
        {"a budget", {"openai", "smart", "team-a", "k", 1, false, false, true}, "small", TierReason::budget},
        {"a budget after a rule", {"openai", "smart", "team-a", "key", 1, false, false, true}, "tiny", TierReason::budget},
        {"a breaker", {"openai", "smart", "team-a", "k", 1, false, true}, "small", TierReason::breaker},
        {"a breaker and a budget", {"openai", "smart", "team-a", "k", 1, false, true, true}, "small", TierReason::breaker},
        {"a breaker, and nothing cheaper", {"openai", "tiny", "team-a", "k", 1, false, true}, "tiny", TierReason::asked},
        {"a budget, and nothing cheaper", {"openai", "tiny", "team-a", "k", 1, false, false, true}, "tiny", TierReason::asked},
        {"a budget, and nothing cheaper in the dialect", {"anthropic", "opus", "team-a", "k", 1, false, false, true}, "opus",
            TierReason::asked},
    };
    const TierPolicy tiers = policy();
    for (const Case& c : cases) {
        const auto choice = chooseTier(tiers, c.question);
        ASSERT_EQ(choice.has_value(), !c.model.empty()) << c.name;
        if (!choice)
            continue;
        EXPECT_EQ(choice->target->model, c.model) << c.name;
        EXPECT_STREQ(toText(choice->reason), toText(c.reason)) << c.name;
        EXPECT_EQ(choice->target->dialect, c.question.dialect) << c.name;
    }
}

TEST(TierChoice, aFailureIsWhatAnotherProviderMayDoBetter)
{
    TierTarget target;
    for (const int status : {502, 503, 504, 529})
        EXPECT_TRUE(target.failsWith(status)) << status;
    for (const int status : {200, 302, 400, 401, 403, 404, 413, 429, 500, 501})
        EXPECT_FALSE(target.failsWith(status)) << status;
    target.fallbackOn429 = true;
    EXPECT_TRUE(target.failsWith(429));
    EXPECT_FALSE(target.failsWith(400));
}

TEST(TierChoice, tiersAreCalledAsTheyAreRead)
{
    for (const Tier tier : {Tier::premium, Tier::standard, Tier::economy, Tier::local})
        EXPECT_EQ(parseTier(toText(tier)), tier);
    EXPECT_FALSE(parseTier("Premium"));
    EXPECT_FALSE(parseTier(""));
}

} // namespace
