// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tiersfixture.h"

#include "gateway/uuid.h"

#include <thread>

using namespace fuseboard::test;

namespace {

const std::string dear = "usage:9000:800"; // costs 10 600 000

std::string target(const std::string& tier, const std::string& model, const std::string& dialect = "openai")
{
    return R"({"tier":")" + tier + R"(","dialect":")" + dialect + R"(","model":")" + model + R"(","upstream":"sandbox"})";
}

/// Premium and economy, `smart` for the first, and more members.
std::string tiers(const std::string& more = {})
{
    return R"(,"tiers":[)" + target("premium", dear) + "," + target("economy", "m")
        + R"(],"aliases":[{"model":"smart","tier":"premium"},{"model":"cheap","tier":"economy"}])" + more;
}

using Tiers = TiersTest;

TEST_F(Tiers, anAliasIsSentAsItsModelAndNothingElseChanges)
{
    start("[]", {dear}, tiers());
    const std::string body =
        R"({"messages":[{"role":"user","content":"\"model\":\"smart\" {[","model":"smart"}],"x":{"model":"smart"},"model":"cheap","max_tokens":20})";
    const Answer answer = gateway.call("tok-a", chatPath, body);
    EXPECT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(fieldOf(answer.head, "x-fuseboard-model"), "m");
    EXPECT_EQ(fieldOf(answer.head, "x-fuseboard-route"), "economy; reason=alias");
    std::string sent = body;
    sent.replace(sent.find(R"("cheap")"), 7, R"("m")");
    EXPECT_EQ(upstream.lastBody(), sent);
    const auto rows = gateway.rows();
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_TRUE(has(rows[0], R"("modelAsked":"cheap")") && has(rows[0], R"("tier":"economy")")) << rows[0];
    EXPECT_EQ(nano(rows[0], "cost"), 50'000);
}

TEST_F(Tiers, aModelWhoseMemberIsWrittenInEscapesIsExchangedToo)
{
    start("[]", {dear}, tiers());
    const Answer answer =
        gateway.call("tok-a", chatPath, R"({"mod\u0065l":"cheap","max_tokens":20,"messages":[{"role":"user","content":"x"}]})");
    EXPECT_EQ(answer.status, 200) << answer.body;
    EXPECT_TRUE(has(upstream.lastBody(), R"("model":"m")")) << upstream.lastBody();
    EXPECT_FALSE(has(upstream.lastBody(), "cheap")) << upstream.lastBody();
}

TEST_F(Tiers, aStreamSaysItToo)
{
    start(
        "[]", {dear, "stream"}, R"(,"tiers":[)" + target("local", "stream") + R"(],"aliases":[{"model":"s","tier":"local"}])");
    const Answer answer = gateway.call("tok-a", chatPath, capped("s", true));
    EXPECT_EQ(fieldOf(answer.head, "x-fuseboard-model"), "stream");
    EXPECT_EQ(fieldOf(answer.head, "x-fuseboard-route"), "local; reason=alias");
    EXPECT_TRUE(has(answer.body, "[DONE]")) << answer.body;
}

TEST_F(Tiers, whatIsInNoTierGoesWhereItWent)
{
    start("[]", {dear, "whole"}, tiers(R"(,"tierRules":[{"team":"team-a","tier":"economy"}])"));
    EXPECT_EQ(routeOf("tok-a", capped("whole")), "");
    EXPECT_TRUE(has(upstream.lastBody(), R"("model":"whole")"));
}

TEST_F(Tiers, rulesGoByTeamKeyPromptAndTools)
{
    const std::string key = fuseboard::gateway::sha256Hex("tok-a");
    const std::string tools = R"({"model":"smart","max_tokens":20,"messages":[],"tools":[{"type":"function"}]})";
    const std::string longPrompt =
        R"({"model":"smart","max_tokens":20,"messages":[{"role":"user","content":")" + std::string(8'000, 'a') + R"("}]})";
    start("[]", {dear}, tiers(R"(,"tierRules":[{"team":"team-b","tier":"economy"}])"));
    EXPECT_EQ(routeOf("tok-b", capped("smart")), "economy; reason=rule");
    EXPECT_EQ(routeOf("tok-a", capped("smart")), "premium; reason=alias");
    EXPECT_EQ(routeOf("tok-a", capped(dear)), "premium; reason=asked");

    ASSERT_EQ(put("[]", {dear}, tiers(R"(,"tierRules":[{"token":")" + key + R"(","tier":"economy"}])")), 200);
    EXPECT_EQ(routeOf("tok-a", capped("smart")), "economy; reason=rule");
    EXPECT_EQ(routeOf("tok-b", capped("smart")), "premium; reason=alias");

    ASSERT_EQ(put("[]", {dear}, tiers(R"(,"tierRules":[{"promptFrom":4000,"tier":"economy"}])")), 200);
    EXPECT_EQ(routeOf("tok-a", longPrompt), "economy; reason=rule");
    EXPECT_EQ(routeOf("tok-a", capped("smart")), "premium; reason=alias");

    ASSERT_EQ(put("[]", {dear}, tiers(R"(,"tierRules":[{"tools":false,"tier":"economy"}])")), 200);
    EXPECT_EQ(routeOf("tok-a", capped("smart")), "economy; reason=rule");
    EXPECT_EQ(routeOf("tok-a", tools), "premium; reason=alias");
}

TEST_F(Tiers, rulesGoByTagsOfTheTokenAndOfNothingElse)
{
    std::string policy = GatewayProcess::policyOf(1, "[]", {dear}, tiers(R"(,"tierRules":[{"tag":"batch","tier":"economy"}])"));
    const std::string label = R"("label":"tok-a")";
    policy.insert(policy.find(label), R"("tags":["nightly","batch"],)");
    gateway.write(policy);
    gateway.start();
    EXPECT_EQ(routeOf("tok-a", capped("smart")), "economy; reason=rule");
    EXPECT_EQ(routeOf("tok-b", capped("smart")), "premium; reason=alias");
    const std::string claimed =
        R"({"model":"smart","max_tokens":20,"messages":[],"tags":["batch"],"metadata":{"tags":["batch"]}})";
    EXPECT_EQ(routeOf("tok-b", claimed), "premium; reason=alias");
    const Answer own = readAnswer(gateway.open("tok-a", "/fuseboard/me", {}));
    EXPECT_TRUE(has(own.body, R"("tags":["nightly","batch"])")) << own.body;
    EXPECT_FALSE(has(readAnswer(gateway.open("tok-b", "/fuseboard/me", {})).body, "tags"));
    RawSocket running = gateway.open("tok-a", chatPath, capped("silent"));
    while (!has(gateway.admin("GET", "/v1/calls").body, R"("tags":["nightly","batch"])"))
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
}

TEST_F(Tiers, aBudgetAtItsThresholdSendsCallsOneTierDownUntilThereIsRoom)
{
    const std::string more = tiers(R"(,"downgradeAt":80)");
    start("[" + budget("team", "team-a", 13'000'000) + "]", {dear}, more);
    EXPECT_EQ(routeOf("tok-a", capped("smart")), "premium; reason=alias");
    EXPECT_EQ(routeOf("tok-a", capped("smart")), "economy; reason=budget");
    EXPECT_EQ(routeOf("tok-a", capped(dear)), "economy; reason=budget");
    EXPECT_EQ(routeOf("tok-b", capped("smart")), "premium; reason=alias");
    EXPECT_EQ(costOf(gateway.rows()), 2 * 10'600'000 + 2 * 50'000);
    ASSERT_EQ(put("[" + budget("team", "team-a", 100'000'000) + "]", {dear}, more), 200);
    EXPECT_EQ(routeOf("tok-a", capped("smart")), "premium; reason=alias");
}

TEST_F(Tiers, theBudgetOfTheModelThatServesCountsOverARestartToo)
{
    start("[" + budget("model", "m", 1'000'000) + "]", {dear}, tiers());
    EXPECT_EQ(routeOf("tok-a", capped("cheap")), "economy; reason=alias");
    EXPECT_EQ(nano(reservations(), "spent"), 50'000) << reservations();
    gateway.kill();
    gateway.start();
    EXPECT_EQ(nano(reservations(), "spent"), 50'000) << reservations();
}

TEST_F(Tiers, aFreezeOfEitherNameRefuses)
{
    start("[]", {dear}, tiers());
    EXPECT_EQ(gateway.hold("model/cheap", 1, "frozen").status, 200);
    EXPECT_EQ(gateway.call("tok-a", chatPath, capped("cheap")).status, 403);
    EXPECT_EQ(gateway.call("tok-a", chatPath, capped("m")).status, 200);
    EXPECT_EQ(gateway.hold("model/cheap", 2, "released").status, 200);
    EXPECT_EQ(gateway.hold("model/m", 1, "frozen").status, 200);
    EXPECT_EQ(gateway.call("tok-a", chatPath, capped("cheap")).status, 403);
    EXPECT_EQ(upstream.requests(), 1);
}

TEST_F(Tiers, aTierOfAnUnknownUpstreamIsAFaultAndTheLastPolicyStays)
{
    start("[]", {dear}, tiers());
    std::string bad = tiers();
    bad.replace(bad.find("sandbox"), 7, "moon");
    const Answer answer = gateway.admin("PUT", "/v1/policy", GatewayProcess::policyOf(2, "[]", {dear}, bad));
    EXPECT_EQ(answer.status, 422);
    EXPECT_TRUE(has(answer.body, R"("path":"tiers[0].upstream")")) << answer.body;
    EXPECT_EQ(routeOf("tok-a", capped("cheap")), "economy; reason=alias");
}

TEST_F(Tiers, aSessionThatGetsNowhereGoesOneTierDownBeforeItIsHeld)
{
    constexpr auto slowed = std::chrono::milliseconds(5100); // a little more than one call's turn
    start("[]", {dear}, tiers(R"(,"breakers":[{"rule":"loops"}])"));
    const std::string begin = R"({"model":"smart","max_tokens":20,"messages":[{"role":"user","content":"Mend the build."})";
    const std::string again = begin
        + R"(,{"role":"assistant","content":null,"tool_calls":[{"id":"c","type":"function","function":{"name":"Read","arguments":"{}"}}]},)"
        + R"({"role":"tool","tool_call_id":"c","content":"int word = 1;"}]})";
    EXPECT_EQ(routeOf("tok-a", begin + "]}"), "premium; reason=alias");
    for (int i = 0; i < 5; ++i) // the same again four times, of which the last slows it down
        EXPECT_EQ(routeOf("tok-a", again), "premium; reason=alias") << i;
    EXPECT_TRUE(has(gateway.admin("GET", "/v1/breakers").body, R"("breaker":"throttle")"));
    std::this_thread::sleep_for(slowed);
    EXPECT_EQ(routeOf("tok-a", again), "economy; reason=breaker");
    EXPECT_EQ(routeOf("tok-a", again), "economy; reason=breaker") << "which is not slowed down";
    EXPECT_TRUE(has(upstream.lastBody(), R"("model":"m")"));
    EXPECT_TRUE(has(gateway.admin("GET", "/v1/breakers").body, R"("breaker":"downgrade")"));
    std::this_thread::sleep_for(slowed);
    EXPECT_EQ(gateway.call("tok-a", chatPath, again).status, 403) << "it went on";
}

} // namespace
