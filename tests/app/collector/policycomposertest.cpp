// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "collector/policycomposer.h"

#include <gtest/gtest.h>

using namespace fuseboard;

namespace {

const Instant now = *parseInstant("2026-11-23T13:20:00Z");

Organisation company()
{
    Organisation out;
    out.teams = {{.id = "team-a", .name = "A", .owner = {}, .costCenterId = {}, .costCenterName = {}}};
    out.keys = {{.sha256 = std::string(64, 'a'), .team = "team-a", .label = "agent", .person = {}, .agent = {}}};
    const auto budget = [](std::int64_t units, const char* since) {
        return Budget {
            .team = "team-a", .amount = {units * 1'000'000'000, Currency::usd()}, .since = *parseInstant(since), .by = {}};
    };
    out.budgets = {budget(10, "2026-01-01T00:00:00Z"), budget(20, "2026-11-01T00:00:00Z"), budget(30, "2027-01-01T00:00:00Z")};
    return out;
}

PolicyDocument before()
{
    PolicyDocument out;
    out.revision = 7;
    out.routes = {{"openai", "", "sandbox"}};
    out.budgets = {{Scope::ofTeam("team-a"), PeriodKind::month, {1, Currency::usd()}, true}};
    return out;
}

} // namespace

TEST(PolicyComposerTest, takesTheBudgetsInForceAndKeepsRoutesAndHardness)
{
    const auto calendar = *Calendar::make("Europe/Berlin", 5);
    const PriceList prices("2026-08-01", Currency::usd(), {{"m", {}}});
    const PolicyDocument policy = policyFor(company(), prices, calendar, before(), now);
    EXPECT_EQ(policy.revision, 8);
    EXPECT_EQ(policy.zone, "Europe/Berlin");
    EXPECT_EQ(policy.fiscalDay, 5U);
    EXPECT_EQ(policy.routes, before().routes);
    ASSERT_EQ(policy.budgets.size(), 1U);
    EXPECT_EQ(policy.budgets[0].amount.nano, 20'000'000'000);
    EXPECT_TRUE(policy.budgets[0].hard);
    EXPECT_EQ(policy.teams, company().teams);
    EXPECT_EQ(policy.keys, company().keys);
    EXPECT_EQ(policy.prices.version(), "2026-08-01");
    EXPECT_TRUE(parsePolicy(writePolicy(policy)));
}

TEST(PolicyComposerTest, nothingNewIsNoNewRevision)
{
    const PriceList prices("2026-08-01", Currency::usd(), {{"m", {}}});
    const PolicyDocument policy = policyFor(company(), prices, Calendar::utc(), before(), now);
    EXPECT_EQ(policyFor(company(), prices, Calendar::utc(), policy, now).revision, policy.revision);
}
