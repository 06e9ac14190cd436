// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "budgets.h"

#include "gateway/uuid.h"

#include <gtest/gtest.h>

#include <atomic>

using namespace fuseboard::test;

namespace {

class Budgets : public testing::Test {
protected:
    void start(const std::string& budgets, const std::vector<std::string>& models = {}, const std::string& more = {})
    {
        gateway.write(GatewayProcess::policyOf(1, budgets, models, more));
        gateway.start();
    }
    int put(const std::string& budgets, const std::vector<std::string>& models = {}, const std::string& more = {})
    {
        return gateway.admin("PUT", "/v1/policy", GatewayProcess::policyOf(++m_revision, budgets, models, more)).status;
    }
    /// What one call of `capped()` has set aside while it runs.
    std::int64_t held(const std::string& model, int tokens = 20)
    {
        const Answer refused = gateway.call("tok-a", chatPath, capped(model, false, tokens));
        EXPECT_EQ(refused.status, 403) << refused.body;
        return nano(refused.body, "needed");
    }

    NastyUpstream upstream;
    GatewayProcess gateway {upstream.port()};

private:
    int m_revision = 1;
};

TEST_F(Budgets, manyCallersAtOnceNeverOverspend)
{
    constexpr int callers = 256, tries = 6;
    start("[" + budget("team", "team-a", 1) + "]", {"slow:20"});
    const std::int64_t each = held("slow:20"), limit = 25 * each + each / 2;
    ASSERT_EQ(put("[" + budget("team", "team-a", limit) + "]", {"slow:20"}), 200);
    std::atomic<int> served = 0, busy = 0, spent = 0, odd = 0;
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < callers; ++i)
            threads.emplace_back([&] {
                for (int k = 0; k < tries; ++k) {
                    const Answer answer = gateway.call("tok-a", chatPath, capped("slow:20"));
                    if (answer.status == 200) {
                        ++served;
                        continue;
                    }
                    ++(answer.status == 429 ? busy : answer.status == 403 ? spent : odd);
                }
            });
    }
    EXPECT_EQ(odd, 0);
    EXPECT_GT(busy, 0);
    EXPECT_EQ(served + busy + spent, callers * tries);
    const std::int64_t cost = costOf(gateway.rows());
    EXPECT_EQ(cost, served * 50'000);
    EXPECT_LE(cost, limit);
    const std::string stands = gateway.admin("GET", "/v1/reservations").body;
    EXPECT_EQ(nano(stands, "spent"), cost);
    EXPECT_EQ(nano(stands, "setAside"), 0);
    // All that fits is served in the end, by the provider's invoice.
    while (gateway.call("tok-a", chatPath, capped("m")).status == 200) { }
    const std::int64_t invoice = upstream.requests() * std::int64_t {50'000};
    EXPECT_GT(invoice + each, limit);
    EXPECT_LE(invoice, limit);
    EXPECT_EQ(costOf(gateway.rows()), invoice);
    EXPECT_EQ(gateway.call("tok-b", chatPath, capped("m")).status, 200);
}

TEST_F(Budgets, theFirstCallsOfATeamMeetTheDefaultBudget)
{
    start("[" + budget("team", "*", 1) + "," + budget("token", "*", 1'000'000'000) + "]", {"slow:20"});
    const std::int64_t limit = held("slow:20") * 5;
    ASSERT_EQ(put("[" + budget("team", "*", limit) + "]", {"slow:20"}), 200);
    std::atomic<int> served = 0;
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 64; ++i)
            threads.emplace_back([&] {
                if (gateway.call("tok-b", chatPath, capped("slow:20")).status == 200)
                    ++served;
            });
    }
    EXPECT_GE(served, 5);
    EXPECT_LE(costOf(gateway.rows()), limit);
}

TEST_F(Budgets, whatCostMoreThanWasHeldIsChargedAndSeenByTheNext)
{
    start("[" + budget("team", "team-a", 10'000'000) + "]", {"usage:9000:800"});
    EXPECT_EQ(gateway.call("tok-a", chatPath, capped("usage:9000:800")).status, 200);
    EXPECT_EQ(costOf(gateway.rows()), 10'600'000);
    const Answer next = gateway.call("tok-a", chatPath, capped("m"));
    EXPECT_EQ(next.status, 403);
    EXPECT_EQ(nano(next.body, "spent"), 10'600'000);
}

TEST_F(Budgets, aStreamIsCutAPieceAfterItsMoneyIsUsedUp)
{
    constexpr std::int64_t limit = 300'000, piece = 2'000; // six bytes of text, one token, charged as two where it is counted
    for (const char* path : {chatPath, "/v1/messages"}) {
        GatewayProcess each {upstream.port()};
        each.write(GatewayProcess::policyOf(1, "[" + budget("team", "team-a", limit) + "]"));
        each.start();
        const Answer answer = each.call("tok-a", path, capped("endless", true, 70));
        EXPECT_EQ(answer.status, 200);
        std::int64_t pieces = 0;
        for (auto at = answer.body.find("hello "); at != std::string::npos; at = answer.body.find("hello ", at + 1))
            ++pieces;
        EXPECT_TRUE(has(answer.body, "budget_cut") && has(answer.body, R"("scope":"team/team-a")")) << answer.body;
        EXPECT_TRUE(answer.body.ends_with("0\r\n\r\n"));
        EXPECT_FALSE(has(answer.body, "[DONE]") || has(answer.body, "message_stop"));
        EXPECT_EQ(has(answer.body, "event: error\n"), std::string_view(path) != chatPath);
        ASSERT_TRUE(each.waitForRows(1));
        EXPECT_TRUE(has(each.rows()[0], R"("cut":"budget")") && has(each.rows()[0], R"("status":"cut")")) << each.rows()[0];
        const std::int64_t cost = costOf(each.rows());
        EXPECT_LE(pieces * piece, limit + piece);
        EXPECT_GT(cost, limit - piece);
    }
    EXPECT_TRUE(upstream.waitForHangUps(2));
}

TEST_F(Budgets, aStreamThatKeepsToItsCapIsNotCutForBeingCountedTooHigh)
{
    start("[" + budget("team", "team-a", 1) + "]", {"words:20", "words:60"});
    const std::int64_t each = held("words:60");
    ASSERT_EQ(put("[" + budget("team", "team-a", 3 * each) + "]", {"words:20", "words:60"}), 200);
    // 20 tokens of six bytes, counted as 40; 60, as nobody's 20 tokens are, at nearly twice what was set aside.
    for (const char* model : {"words:20", "words:60"}) {
        const Answer answer = gateway.call("tok-a", chatPath, capped(model, true));
        EXPECT_TRUE(has(answer.body, "[DONE]")) << model << answer.body;
    }
    EXPECT_EQ(costOf(gateway.rows()), 2 * 50'000); // as the provider states it, in the end
    const std::string stands = gateway.admin("GET", "/v1/reservations").body;
    EXPECT_EQ(nano(stands, "setAside"), 0);
    EXPECT_EQ(nano(stands, "unsettled"), 0);
}

TEST_F(Budgets, aStreamThatDoesNotKeepToItsCapEndsThoughThereIsMoney)
{
    start("[" + budget("team", "team-a", 1'000'000'000'000) + "]");
    const Answer answer = gateway.call("tok-a", chatPath, capped("endless", true));
    EXPECT_TRUE(has(answer.body, "cap_cut") && has(answer.body, "past the 20 tokens")) << answer.body;
    EXPECT_LT(costOf(gateway.rows()), 1'000'000);
}

TEST_F(Budgets, whoLeavesPaysWhatWasCountedAndTheRestStaysSetAside)
{
    constexpr int calls = 100;
    start("[" + budget("team", "team-a", 1) + "]");
    const std::int64_t each = held("endless", longAnswer), limit = 2 * calls * each;
    ASSERT_EQ(put("[" + budget("team", "team-a", limit) + "]"), 200);
    std::vector<RawSocket> callers;
    unsigned dice = 7;
    for (int i = 0; i < calls; ++i)
        callers.push_back(gateway.open("tok-a", i % 2 ? chatPath : "/v1/messages", capped("endless", true, longAnswer)));
    while (upstream.requests() < calls) { }
    for (RawSocket& caller : callers) {
        dice = dice * 1'103'515'245U + 12'345U;
        if (dice & 0x10000U)
            caller.receiveUntil("hello");
        dice & 0x20000U ? caller.reset() : caller.close();
    }
    EXPECT_TRUE(upstream.waitForHangUps(calls));
    ASSERT_TRUE(gateway.waitForRows(calls));
    const auto rows = gateway.rows();
    ASSERT_EQ(rows.size(), std::size_t {calls});
    for (const std::string& row : rows)
        EXPECT_TRUE(has(row, R"("cut":"client")") && !has(row, R"("cost":"0")")) << row;
    std::string stands;
    for (int i = 0; i < 1000 && nano(stands = gateway.admin("GET", "/v1/reservations").body, "setAside") != 0; ++i) { }
    EXPECT_EQ(nano(stands, "setAside"), 0);
    EXPECT_EQ(nano(stands, "spent"), costOf(rows));
    EXPECT_GE(nano(stands, "spent") + nano(stands, "unsettled"), calls * each); // and more: a stream asks for its usage
    EXPECT_TRUE(has(stands, R"("why":"outcome unknown: client")")) << stands;
    // It is kept over a restart, each once.
    EXPECT_EQ(gateway.stop(), 0);
    gateway.start();
    const std::string again = gateway.admin("GET", "/v1/reservations").body;
    EXPECT_EQ(nano(again, "spent"), nano(stands, "spent"));
    EXPECT_EQ(nano(again, "unsettled"), nano(stands, "unsettled"));
}

TEST_F(Budgets, everyEndingIsChargedAsItShouldBe)
{
    struct Ending {
        const char* model;
        bool isFree, keepsRest;
    };
    constexpr Ending endings[] {{"m", false, false}, {"usage:0:0", true, false}, {"nousage", false, true},
        {"reset", false, true}, {"half", false, true}, {"html", false, true}, {"status:500", true, false},
        {"status:429", true, false}, {"redirect", true, false}, {"cut:120", false, true}, {"cut:200", false, true}};
    std::vector<std::string> models;
    for (const Ending& ending : endings)
        if (std::string_view(ending.model) != "m")
            models.emplace_back(ending.model);
    start("[" + budget("team", "team-a", 1'000'000'000) + "]", models);
    std::int64_t spent = 0, unsettled = 0;
    for (const Ending& ending : endings)
        for (const bool stream : {false, true}) {
            gateway.call("tok-a", chatPath, capped(ending.model, stream));
            const std::string stands = gateway.admin("GET", "/v1/reservations").body;
            const std::int64_t nowSpent = nano(stands, "spent"), nowUnsettled = nano(stands, "unsettled");
            EXPECT_EQ(nowSpent == spent, ending.isFree) << ending.model;
            EXPECT_EQ(nowUnsettled > unsettled, ending.keepsRest) << ending.model;
            EXPECT_EQ(nano(stands, "setAside"), 0) << ending.model;
            EXPECT_EQ(nowSpent, costOf(gateway.rows())) << ending.model;
            spent = nowSpent;
            unsettled = nowUnsettled;
        }
}

TEST_F(Budgets, aChangedBudgetIsInForceAtOnceAndKnowsThePast)
{
    start("[" + budget("team", "team-a", 1'000'000) + "]");
    const auto status = [this] { return gateway.call("tok-a", chatPath, capped("m")).status; };
    ASSERT_EQ(status(), 200); // 50,000
    ASSERT_EQ(put("[" + budget("team", "team-a", 40'000) + "]"), 200);
    EXPECT_EQ(status(), 403);
    ASSERT_EQ(put("[]"), 200);
    EXPECT_EQ(status(), 200);
    // Of a key, of a model and of everybody, none of which was counted before.
    for (const auto& [kind, id] : {std::pair {"token", "*"}, std::pair {"model", "m"}, std::pair {"organisation", "all"}}) {
        ASSERT_EQ(put("[" + budget(kind, id, 100'001) + "]"), 200);
        const Answer refused = gateway.call("tok-a", chatPath, capped("m"));
        EXPECT_EQ(refused.status, 403) << kind;
        EXPECT_EQ(nano(refused.body, "spent"), 100'000) << refused.body;
        EXPECT_EQ(gateway.call("tok-b", chatPath, "{}").status, 400);
    }
    EXPECT_EQ(put("[" + budget("team", "team-a", 5, "EUR") + "]"), 422);
    gateway.kill();
    gateway.start();
    EXPECT_EQ(nano(gateway.call("tok-a", chatPath, capped("m")).body, "spent"), 100'000);
}

TEST_F(Budgets, budgetsThatChangeUnderLoadMissNothingAndCountNothingTwice)
{
    start("[]");
    std::atomic<bool> stop = false;
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 8; ++i)
            threads.emplace_back([&] {
                while (!stop)
                    gateway.call("tok-a", chatPath, capped("m"));
            });
        // On a busy machine forty policies are in force before forty calls are through: then it goes on.
        for (int i = 0; i < 40 || (i < 10'000 && upstream.requests() <= 80); ++i) {
            const auto [kind, id] = std::array {std::pair {"team", "*"}, std::pair {"token", "*"}, std::pair {"model", "m"},
                std::pair {"organisation", "all"}}[static_cast<std::size_t>(i) % 4];
            EXPECT_EQ(put("[" + budget(kind, id, 1'000'000'000'000) + "]"), 200);
        }
        stop = true;
    }
    const std::string stands = gateway.admin("GET", "/v1/reservations").body;
    EXPECT_EQ(nano(stands, "setAside"), 0);
    EXPECT_EQ(nano(stands, "spent"), costOf(gateway.rows()));
    EXPECT_GT(nano(stands, "spent"), 40 * 50'000);
}

TEST_F(Budgets, refusalsNameScopeRuleAmountOwnerAndReset)
{
    start("[" + budget("team", "team-a", 100'000) + "]", {"slow:300"});
    const Answer openai = gateway.call("tok-a", chatPath, capped("m"));
    EXPECT_EQ(openai.status, 403);
    for (const char* part :
        {R"("error":{"message":"Team Payments' monthly AI budget has too little left for this call: 0 USD of 0.0001 USD are used, and this call may cost up to 0.000)",
            R"("type":"fuseboard_budget_spent")", R"("code":"budget_spent")", R"("scope":"team/team-a")", R"("rule":"budget")",
            R"("owner":"P. Owner")", R"("resetsAt":")", R"("amount":"100000")", R"("currency":"USD")", "Ask: P. Owner."})
        EXPECT_TRUE(has(openai.body, part)) << part << openai.body;
    EXPECT_FALSE(has(openai.head, "Retry-After"));
    const Answer anthropic = gateway.call("tok-a", "/v1/messages", capped("m"));
    EXPECT_EQ(anthropic.status, 403);
    EXPECT_TRUE(anthropic.body.starts_with(R"({"type":"error","error":{"type":"permission_error","message":"Team Payments')"))
        << anthropic.body;
    ASSERT_EQ(put("[" + budget("team", "team-a", 200'000) + "]", {"slow:300"}), 200);
    RawSocket running = gateway.open("tok-a", chatPath, capped("slow:300"));
    while (upstream.requests() < 1) { }
    const Answer busy = gateway.call("tok-a", chatPath, capped("m"));
    EXPECT_EQ(busy.status, 429) << busy.body;
    EXPECT_TRUE(has(busy.head, "Retry-After: 5\r\n") && has(busy.body, R"("code":"budget_busy")")) << busy.body;
    EXPECT_EQ(readAnswer(std::move(running)).status, 200);
    EXPECT_EQ(gateway.call("tok-a", chatPath, capped("m")).status, 200);
}

TEST_F(Budgets, aFreezeGoesBeforeABudget)
{
    start("[" + budget("team", "team-a", 1) + "]");
    EXPECT_EQ(gateway.hold("team/team-a", 1, "frozen").status, 200);
    EXPECT_TRUE(has(gateway.call("tok-a", chatPath, capped("m")).body, R"("rule":"freeze")"));
    EXPECT_EQ(gateway.hold("team/team-a", 2, "released").status, 200);
    EXPECT_TRUE(has(gateway.call("tok-a", chatPath, capped("m")).body, R"("rule":"budget")"));
}

TEST_F(Budgets, aModelWithoutAPriceIsRefusedOrCostsWhatThePolicySays)
{
    const std::string budgets = "[" + budget("team", "team-a", 1'000'000'000) + "]";
    start(budgets);
    const Answer refused = gateway.call("tok-a", chatPath, capped("nousage"));
    EXPECT_EQ(refused.status, 403);
    EXPECT_TRUE(has(refused.body, R"("code":"model_unpriced")") && has(refused.body, R"("needed":null)")) << refused.body;
    EXPECT_EQ(upstream.requests(), 0);
    EXPECT_EQ(gateway.call("tok-b", chatPath, capped("nousage")).status, 200); // of whom no budget is hard
    ASSERT_EQ(put(budgets, {}, R"(,"unpriced":{"input":"100","output":"200"})"), 200);
    EXPECT_EQ(gateway.call("tok-a", chatPath, capped("cut:400", true)).status, 200);
    EXPECT_TRUE(has(gateway.rows().back(), R"("priceVersion":"v1)")) << gateway.rows().back();
    EXPECT_GT(costOf({gateway.rows().back()}), 0);
}

TEST_F(Budgets, aCapIsSetWhereAHardBudgetCountsACallWithoutOne)
{
    const std::string budgets = "[" + budget("team", "team-a", 1'000'000'000'000) + "]";
    start(budgets, {}, R"(,"outputCap":1234)");
    EXPECT_TRUE(has(gateway.call("tok-a", chatPath, chat("m")).head, "x-fuseboard-output-cap: 1234\r\n"));
    EXPECT_TRUE(has(upstream.lastBody(), R"("max_completion_tokens":1234)")) << upstream.lastBody();
    EXPECT_FALSE(has(gateway.call("tok-a", chatPath, capped("m")).head, "x-fuseboard-output-cap"));
    EXPECT_FALSE(has(gateway.call("tok-b", chatPath, chat("m")).head, "x-fuseboard-output-cap"));
}

TEST_F(Budgets, aStormOfRetriesIsToldTogether)
{
    start("[" + budget("team", "team-a", 0) + "]");
    RawSocket watcher = RawSocket::local(gateway.adminSocket());
    EXPECT_TRUE(watcher.send("GET /v1/events HTTP/1.1\r\nHost: localhost\r\n\r\n"));
    EXPECT_TRUE(has(watcher.receiveUntil("watching"), "watching"));
    for (int i = 0; i < 200; ++i)
        EXPECT_EQ(gateway.call("tok-a", chatPath, capped("m")).status, 403);
    const std::string told = watcher.receiveUntil(R"(event: refusals)");
    EXPECT_TRUE(has(told, "event: storm\ndata: {\"team\":\"team-a\"") && has(told, R"("rule":"budget_spent","count":)"))
        << told;
    EXPECT_EQ(upstream.requests(), 0);
}

TEST_F(Budgets, whatIsFreePassesASpentBudgetAndARetryDoesNot)
{
    std::string policy = GatewayProcess::policyOf(1, "[" + budget("team", "team-a", 0) + "]");
    policy.insert(policy.find(R"("m":{)"), R"("nousage":{"input":"0","output":"0"},)");
    gateway.write(policy);
    gateway.start();
    for (int i = 0; i < 3; ++i) {
        EXPECT_EQ(gateway.call("tok-a", chatPath, capped("m")).status, 403);
        EXPECT_EQ(gateway.call("tok-a", chatPath, capped("m")).status, 403); // the very same again
        EXPECT_EQ(gateway.call("tok-a", chatPath, capped("nousage")).status, 200);
    }
    EXPECT_EQ(gateway.call("tok-a", chatPath, capped("m")).status, 403);
    policy.replace(policy.find(R"("amount":"0")"), 12, R"("amount":"9000000")");
    EXPECT_EQ(gateway.admin("PUT", "/v1/policy", policy).status, 200);
    EXPECT_EQ(gateway.call("tok-a", chatPath, capped("m")).status, 200);
    const std::string asked = "/v1/decide?token-sha256=" + fuseboard::gateway::sha256Hex("tok-a");
    EXPECT_EQ(gateway.admin("GET", asked).status, 204);
    policy.replace(policy.find(R"("amount":"9000000")"), 18, R"("amount":"50000")");
    EXPECT_EQ(gateway.admin("PUT", "/v1/policy", policy).status, 200);
    const Answer decided = gateway.admin("GET", asked);
    EXPECT_EQ(decided.status, 403);
    EXPECT_TRUE(has(decided.body, R"("code":"budget_spent")") && has(decided.head, "X-Fuseboard-Refusal: ")) << decided.body;
}

TEST_F(Budgets, aSoftBudgetOnlyTells)
{
    std::string soft = budget("team", "team-a", 60'000);
    soft.replace(soft.find("true"), 4, "false");
    start("[" + soft + "]");
    RawSocket watcher = RawSocket::local(gateway.adminSocket());
    EXPECT_TRUE(watcher.send("GET /v1/events HTTP/1.1\r\nHost: localhost\r\n\r\n"));
    EXPECT_TRUE(has(watcher.receiveUntil("watching"), "watching"));
    for (int i = 0; i < 3; ++i)
        EXPECT_EQ(gateway.call("tok-a", chatPath, capped("m")).status, 200);
    EXPECT_EQ(gateway.hold("team/team-b", 1, "frozen").status, 200);
    const std::string told = watcher.receiveUntil("event: trip");
    const std::string once = R"(event: budget)";
    EXPECT_TRUE(has(told, R"(data: {"scope":"team/team-a","period":"month","hard":false,"limit":"60000")")) << told;
    EXPECT_EQ(told.find(once), told.rfind(once)) << told;
    EXPECT_EQ(gateway.call("tok-a", chatPath, chat("html")).status, 502); // no price, and no hard budget: it is sent
    EXPECT_TRUE(has(gateway.call("tok-a", "/fuseboard/me", {}).body, R"("state":"allowed")"));
}

TEST_F(Budgets, callersSeeTheirScopesButNotWhatAllSpend)
{
    start("[" + budget("team", "team-a", 1'000'000) + "," + budget("token", "*", 40'000) + ","
        + budget("organisation", "all", 9'999'999) + "]");
    const std::string before = gateway.call("tok-a", "/fuseboard/me", {}).body;
    EXPECT_TRUE(has(before, R"("state":"allowed")") && has(before, R"("limit":"1000000")")) << before;
    EXPECT_FALSE(has(before, "9999999"));
    EXPECT_TRUE(has(before, R"({"scope":"organisation/all","period":"month","hard":true,"resetsAt":")")) << before;
    EXPECT_TRUE(has(before, R"("limit":"40000","allowance":"0","spent":"0","unsettled":"0","setAside":"0")")) << before;
}

TEST_F(Budgets, callersSeeThatNothingIsLeftWhileAllIsSetAside)
{
    start("[" + budget("team", "team-a", 1) + "]");
    const std::int64_t all = held("silent");
    ASSERT_EQ(put("[" + budget("team", "team-a", all) + "]"), 200);
    const RawSocket running = gateway.open("tok-a", chatPath, capped("silent"));
    while (upstream.requests() < 1) { }
    EXPECT_EQ(gateway.call("tok-a", chatPath, capped("m")).status, 429);
    const std::string me = gateway.call("tok-a", "/fuseboard/me", {}).body;
    EXPECT_TRUE(has(me, R"("state":"spent","message":"Team Payments' monthly AI budget has nothing left)")) << me;
    EXPECT_TRUE(has(me, "are set aside for calls that run")) << me;
    ASSERT_EQ(put("[" + budget("organisation", "all", all) + "]"), 200);
    const std::string ofAll = gateway.call("tok-a", "/fuseboard/me", {}).body;
    EXPECT_TRUE(has(ofAll, R"("state":"spent")") && !has(ofAll, "message") && !has(ofAll, std::to_string(all))) << ofAll;
}

} // namespace
