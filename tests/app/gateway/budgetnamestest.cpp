// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "budgetfixture.h"

using namespace fuseboard::test;

namespace {

using BudgetNames = BudgetTest;

TEST_F(BudgetNames, noOtherNameOfAModelPassesItsBudget)
{
    for (const char* id : {"m", "*", "openai/m"}) {
        GatewayProcess each {upstream.port()};
        each.write(GatewayProcess::policyOf(1, "[" + budget("model", id, 240'000) + "]"));
        each.start();
        EXPECT_EQ(each.call("tok-a", chatPath, capped("m-2026-08-07")).status, 200) << id; // 50,000
        EXPECT_EQ(each.call("tok-a", chatPath, capped("openai/m")).status, 200) << id;
        for (const char* model : {"m", "m-2026-08-07", "m-20260807", "openai/m", "azure/m-2026-01-01"}) {
            const Answer refused = each.call("tok-a", chatPath, capped(model));
            EXPECT_EQ(refused.status, 403) << id << " " << model;
            EXPECT_EQ(nano(refused.body, "spent"), 100'000) << refused.body;
        }
        each.kill();
        each.start();
        EXPECT_EQ(nano(each.call("tok-a", chatPath, capped("openai/m")).body, "spent"), 100'000) << id;
    }
}

TEST_F(BudgetNames, aModelHasOneBudgetOfAKind)
{
    start("[]");
    EXPECT_EQ(put("[" + budget("model", "m", 5) + "," + budget("model", "openai/m-2026-08-07", 6) + "]"), 422);
}

TEST_F(BudgetNames, noOtherNameOfAModelPassesItsFreeze)
{
    start("[]");
    ASSERT_EQ(gateway.hold("model/m", 1, "frozen").status, 200);
    for (const char* model : {"m", "m-2026-08-07", "openai/m"})
        EXPECT_EQ(gateway.call("tok-a", chatPath, capped(model)).status, 403) << model;
    EXPECT_EQ(gateway.call("tok-a", chatPath, capped("n")).status, 200);
    EXPECT_EQ(upstream.requests(), 1);
}

TEST_F(BudgetNames, aCallIsBoundedWhereThePolicySaysSoAndNotBeyondTheModel)
{
    const std::string budgets = "[" + budget("team", "team-a", 1'000'000'000'000) + "]";
    start(budgets, {}, R"(,"outputCap":1234)");
    const auto sent = [this](const std::string& token, const std::string& body) {
        EXPECT_EQ(gateway.call(token, chatPath, body).status, 200);
        return upstream.lastBody();
    };
    EXPECT_TRUE(has(sent("tok-a", chat("m")), R"("max_completion_tokens":1234})"));
    EXPECT_FALSE(has(sent("tok-a", capped("m")), "1234"));
    EXPECT_FALSE(has(sent("tok-b", chat("m")), "1234"));
    const std::string old = sent("tok-a", R"({"model":"m","max_tokens":0,"messages":[]})");
    EXPECT_TRUE(has(old, R"("max_tokens":1234})") && !has(old, R"("max_tokens":0)")) << old;
    // A policy that names no cap changes no call.
    ASSERT_EQ(put(budgets), 200);
    const Answer answer = gateway.call("tok-a", chatPath, chat("m"));
    EXPECT_FALSE(has(answer.head, "x-fuseboard-output-cap"));
    EXPECT_EQ(upstream.lastBody(), chat("m"));
}

} // namespace
