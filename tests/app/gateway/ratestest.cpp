// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "budgetfixture.h"

#include "gateway/ledger/ledgerfile.h"
#include "gateway/uuid.h"

#include <thread>

using namespace fuseboard::test;
using namespace std::chrono_literals;

namespace {

const std::string dear = "usage:9000:800"; // costs 10 600 000: five within five minutes are 636 000 000 an hour

std::string rule(const std::string& kind, const std::string& id, const std::string& more)
{
    return R"({"rule":"spend-rate","scope":{"kind":")" + kind + R"(","id":")" + id + "\"}," + more + "}";
}
const std::string slowsAtFive = R"("throttlePerHour":"600000000")";
std::string breakersOf(const std::string& rules) { return R"(,"breakers":[)" + rules + "]"; }

class Rates : public BudgetTest {
protected:
    int call(const std::string& token, const std::string& model = dear)
    {
        return gateway.call(token, chatPath, capped(model)).status;
    }
    void spend(const std::string& token, int calls)
    {
        for (int i = 0; i < calls; ++i)
            EXPECT_EQ(call(token), 200) << i;
    }
    [[nodiscard]] std::string breakers() const { return gateway.admin("GET", "/v1/breakers").body; }
};

TEST_F(Rates, aTeamThatSpendsTooFastIsSlowedDownAtItsLimit)
{
    start("[]", {dear}, breakersOf(rule("team", "team-a", slowsAtFive)));
    RawSocket watcher = RawSocket::local(gateway.adminSocket());
    ASSERT_TRUE(watcher.send("GET /v1/events HTTP/1.1\r\nHost: localhost\r\n\r\n"));
    ASSERT_TRUE(has(watcher.receiveUntil("watching"), "watching"));
    spend("tok-a", 5);
    const Answer slowed = gateway.call("tok-a", chatPath, capped(dear));
    EXPECT_EQ(slowed.status, 429);
    EXPECT_TRUE(has(slowed.head, "Retry-After: 64\r\n")) << "as long as a call's money lasts at the limit: " << slowed.head;
    EXPECT_TRUE(has(slowed.body, R"("code":"spend_slowed","scope":"team/team-a","rule":"spend-rate","owner":"P. Owner")")
        && has(slowed.body, R"("ratePerHour":"636000000","limitPerHour":"600000000","currency":"USD")"))
        << slowed.body;
    EXPECT_TRUE(has(slowed.body, "Team Payments spends at a rate of 0.64 USD an hour, above the limit of 0.60 USD an hour."))
        << slowed.body;
    const Answer message = gateway.call("tok-a", "/v1/messages", capped(dear));
    EXPECT_EQ(message.status, 429);
    EXPECT_TRUE(has(message.body, R"("type":"rate_limit_error")")) << message.body;
    EXPECT_EQ(call("tok-b"), 200) << "another team";
    EXPECT_EQ(upstream.requests(), 6);
    EXPECT_EQ(gateway.rows().size(), 6U);
    EXPECT_TRUE(
        has(breakers(),
            R"({"scope":{"kind":"team","id":"team-a"},"breaker":"throttle","state":"throttle","rule":"spend-rate","observe":false,)")
        && has(breakers(),
            R"("evidence":{"ratePerHour":"636000000","limitPerHour":"600000000","windowSeconds":300,"calls":5,"cost":"53000000","running":0,"runningCost":"0"})"))
        << breakers();
    const std::string events = watcher.receiveUntil("\"cost\":\"53000000\"");
    EXPECT_TRUE(
        has(events, "event: breaker") && has(events, R"({"scope":"team/team-a","state":"throttle","rule":"spend-rate",)"))
        << events;
}

TEST_F(Rates, aWarningRefusesNobody)
{
    start("[]", {dear}, breakersOf(rule("team", "team-a", R"("warnPerHour":"600000000")")));
    RawSocket watcher = RawSocket::local(gateway.adminSocket());
    ASSERT_TRUE(watcher.send("GET /v1/events HTTP/1.1\r\nHost: localhost\r\n\r\n"));
    ASSERT_TRUE(has(watcher.receiveUntil("watching"), "watching"));
    spend("tok-a", 10);
    const std::string events = watcher.receiveUntil("\"cost\":\"53000000\"");
    EXPECT_TRUE(has(events, R"({"scope":"team/team-a","state":"warn","rule":"spend-rate",)")) << events;
    EXPECT_TRUE(has(breakers(), R"("state":"warn","rule":"spend-rate")")) << breakers();
}

TEST_F(Rates, whatRunsCountsBeforeItHasEnded)
{
    start("[]", {}, breakersOf(rule("team", "team-a", R"("throttlePerHour":"12000000000")")));
    std::vector<RawSocket> running;
    for (int i = 0; i < 5; ++i) { // each may cost 2 USD, and likely costs an eighth
        running.push_back(gateway.open("tok-a", chatPath, capped("silent", false, 1'000'000)));
        while (upstream.requests() <= i) { }
    }
    EXPECT_EQ(call("tok-a", "m"), 429);
    EXPECT_TRUE(has(breakers(), R"("running":5)")) << breakers();
}

TEST_F(Rates, whoIsBusyButGoodIsLeftAlone)
{
    start("[]", {dear},
        breakersOf(rule("organisation", "all", R"("throttlePerHour":"9000000000")") + ","
            + rule("team", "*", R"("throttlePerHour":"8000000000")") + ","
            + rule("token", "*", R"("throttlePerHour":"7000000000")")));
    std::vector<std::jthread> callers;
    for (int i = 0; i < 5; ++i)
        callers.emplace_back([this] { spend("tok-a", 10); });
    callers.clear();
    EXPECT_EQ(breakers(), R"({"breakers":[]})");
    EXPECT_EQ(upstream.requests(), 50);
}

TEST_F(Rates, aRuleThatObservesLetsAllPassAndSaysWhatItWouldHaveDone)
{
    start("[]", {dear}, breakersOf(rule("team", "*", slowsAtFive + R"(,"observe":true)")));
    RawSocket watcher = RawSocket::local(gateway.adminSocket());
    ASSERT_TRUE(watcher.send("GET /v1/events HTTP/1.1\r\nHost: localhost\r\n\r\n"));
    ASSERT_TRUE(has(watcher.receiveUntil("watching"), "watching"));
    spend("tok-a", 8);
    EXPECT_TRUE(has(breakers(), R"("state":"throttle","rule":"spend-rate","observe":true)")) << breakers();
    const std::string events = watcher.receiveUntil("53000000");
    EXPECT_TRUE(has(events, R"("state":"throttle","rule":"spend-rate","observe":true)")) << events;
    ASSERT_EQ(put("[]", {dear}, breakersOf(rule("team", "*", slowsAtFive))), 200);
    EXPECT_EQ(call("tok-a"), 429) << "the policy acts now";
}

TEST_F(Rates, aKeysAndTheOrganisationsAreTheirOwn)
{
    start("[]", {dear}, breakersOf(rule("token", "*", slowsAtFive)));
    spend("tok-a", 5);
    EXPECT_EQ(call("tok-a"), 429);
    EXPECT_EQ(call("tok-b"), 200);
    EXPECT_TRUE(has(breakers(), R"("kind":"token","id":")" + fuseboard::gateway::sha256Hex("tok-a"))) << breakers();
    ASSERT_EQ(put("[]", {dear}, breakersOf(rule("organisation", "all", slowsAtFive))), 200);
    spend("tok-b", 5); // what was spent before this rule is not known to it
    EXPECT_EQ(call("tok-a"), 429);
    EXPECT_EQ(call("tok-b"), 429);
    ASSERT_EQ(put("[]", {dear}), 200);
    EXPECT_EQ(call("tok-a"), 200);
    EXPECT_EQ(breakers(), R"({"breakers":[]})");
}

TEST_F(Rates, aPersonsFreezeIsAboveThem)
{
    start("[]", {dear}, breakersOf(rule("team", "team-a", slowsAtFive)));
    spend("tok-a", 5);
    EXPECT_EQ(call("tok-a"), 429);
    ASSERT_EQ(gateway.hold("team/team-a", 1, "frozen").status, 200);
    const Answer frozen = gateway.call("tok-a", chatPath, capped(dear));
    EXPECT_EQ(frozen.status, 403);
    EXPECT_TRUE(has(frozen.body, "breaker_open")) << frozen.body;
    EXPECT_TRUE(has(breakers(), R"("state":"frozen","generation":1)") && has(breakers(), R"("state":"throttle")"))
        << breakers();
    ASSERT_EQ(put("[]", {dear}), 200);
    EXPECT_EQ(call("tok-a"), 403) << "no rule's end is a freeze's";
    ASSERT_EQ(put("[]", {dear}, breakersOf(rule("team", "team-a", slowsAtFive))), 200);
    ASSERT_EQ(gateway.hold("team/team-a", 2, "released").status, 200);
    spend("tok-a", 5); // the rule is a new one
    EXPECT_EQ(call("tok-a"), 429);
}

TEST_F(Rates, aRestartIsNoWayPastThem)
{
    start("[]", {dear}, breakersOf(rule("team", "team-a", slowsAtFive)));
    spend("tok-a", 5);
    EXPECT_EQ(call("tok-a"), 429);
    gateway.kill();
    gateway.start();
    EXPECT_EQ(call("tok-a"), 429);
    EXPECT_EQ(call("tok-b"), 200);
    EXPECT_TRUE(has(breakers(), R"("calls":5,"cost":"53000000")")) << breakers();
}

TEST_F(Rates, callsGoOneTierDownWhereThereIsOne)
{
    const std::string tiers = R"(,"tiers":[{"tier":"premium","dialect":"openai","model":")" + dear
        + R"(","upstream":"sandbox"},{"tier":"economy","dialect":"openai","model":"m","upstream":"sandbox"}])";
    start("[]", {dear, "usage:9000:801"}, tiers + breakersOf(rule("team", "team-a", slowsAtFive + R"(,"downgrade":true)")));
    spend("tok-a", 5);
    for (int i = 0; i < 3; ++i) {
        const Answer answer = gateway.call("tok-a", chatPath, capped(dear));
        EXPECT_EQ(answer.status, 200) << answer.body;
        EXPECT_TRUE(has(answer.head, "x-fuseboard-route: economy; reason=breaker")) << answer.head;
    }
    EXPECT_TRUE(has(upstream.lastBody(), R"("model":"m")"));
    EXPECT_EQ(call("tok-a", "usage:9000:801"), 429) << "no tier has it";
    EXPECT_EQ(call("tok-b"), 200);
    EXPECT_TRUE(has(breakers(), R"("state":"downgrade")")) << breakers();
}

TEST_F(Rates, whatIsFreePasses)
{
    std::string policy = GatewayProcess::policyOf(1, "[]", {dear}, breakersOf(rule("team", "team-a", slowsAtFive)));
    const std::string priced = R"("silent":{"input":"1","output":"2"})";
    policy.replace(policy.find(priced), priced.size(), R"("whole":{"input":"0","output":"0"})");
    gateway.write(policy);
    gateway.start();
    spend("tok-a", 5);
    EXPECT_EQ(call("tok-a"), 429);
    EXPECT_EQ(call("tok-a", "whole"), 200);
}

TEST_F(Rates, whatIsUsualIsLearnedFromTheLedger)
{
    {
        auto ledger = fuseboard::gateway::LedgerFile::open(gateway.directory() / "ledger.db");
        ASSERT_TRUE(ledger);
        const auto now = std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
        for (int hour = 10; hour > 0; --hour) {
            fuseboard::gateway::CallRow row {.callId = std::to_string(hour),
                .at = now - std::chrono::hours(hour),
                .endedAt = now - std::chrono::hours(hour)};
            row.team = "team-a";
            row.token = "t";
            row.cost = fuseboard::Money {50'000'000, fuseboard::Currency::usd()};
            ASSERT_TRUE(ledger->add({row}, {.last = 0, .isClosed = true}));
        }
    }
    start("[]", {dear}, breakersOf(rule("team", "*", R"("factor":10,"floor":"100000000")")));
    const auto until = std::chrono::steady_clock::now() + 10s;
    int status = call("tok-a");
    while (status == 200 && std::chrono::steady_clock::now() < until)
        status = call("tok-a");
    EXPECT_EQ(status, 429);
    EXPECT_TRUE(has(breakers(), R"("limitPerHour":"500000000","usualPerHour":"50000000")")) << breakers();
    for (int i = 0; i < 20; ++i)
        EXPECT_EQ(call("tok-b"), 200) << "of that team nothing is known";
}

TEST_F(Rates, aRuleThatIsNotValidIsRefusedWithItsPlace)
{
    start("[]", {dear}, breakersOf(rule("team", "team-a", slowsAtFive)));
    const Answer answer = gateway.admin(
        "PUT", "/v1/policy", GatewayProcess::policyOf(2, "[]", {dear}, breakersOf(rule("team", "team-x", slowsAtFive))));
    EXPECT_EQ(answer.status, 422);
    EXPECT_TRUE(has(answer.body, R"("path":"breakers[0].scope.id","reason":"there is no team \"team-x\"")")) << answer.body;
    spend("tok-a", 5);
    EXPECT_EQ(call("tok-a"), 429) << "the last good one stays";
}

} // namespace
