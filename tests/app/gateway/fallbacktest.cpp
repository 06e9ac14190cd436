// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tiersfixture.h"

#include <thread>

using namespace fuseboard::test;

namespace {

constexpr std::int64_t costOfM = 10 * 1'000 + 20 * 2'000; // what the provider states, by m's price
constexpr std::int64_t costOfDear = 10 * costOfM;

class Fallback : public TiersTest {
protected:
    /// `smart` is the first model, and after it come the others; all cost what `m` does, but `dear` ten times as much.
    static std::string chain(const std::vector<std::string>& places, const std::string& more = {})
    {
        std::string out = R"(,"aliases":[{"model":"smart","tier":"premium"}],"tiers":[{"tier":"premium","dialect":"openai",)"
            + places.front() + R"(,"fallbacks":[)";
        for (std::size_t i = 1; i < places.size(); ++i)
            out += (i == 1 ? "{" : ",{") + places[i] + "}";
        return out + "]" + more + "}]";
    }
    void startWith(const std::string& budgets, const std::vector<std::string>& models, const std::string& more)
    {
        addUpstream("dead", closedPort);
        addUpstream("other", other.port());
        std::string policy = GatewayProcess::policyOf(1, budgets, models, more);
        policy.insert(policy.find("\"m\":{"), R"("dear":{"input":"10","output":"20"},)");
        gateway.write(policy);
        gateway.start();
    }
    /// The call goes on to `m` and is answered.
    void expectServed(const std::string& body = capped("smart"))
    {
        const Answer answer = gateway.call("tok-a", chatPath, body);
        EXPECT_EQ(answer.status, 200) << answer.body;
        EXPECT_EQ(fieldOf(answer.head, "x-fuseboard-model"), "m");
        EXPECT_EQ(fieldOf(answer.head, "x-fuseboard-route"), "premium; reason=fallback");
    }

    NastyUpstream other;
};

TEST_F(Fallback, aFailingProviderLeadsToTheNextAndEachAttemptHasItsRow)
{
    for (const char* status : {"502", "503", "504", "529"}) {
        const std::string model = std::string("status:") + status;
        if (gateway.callersPort() == 0)
            startWith("[]", {model}, chain({place(model), place("m")}));
        else
            ASSERT_EQ(put("[]", {model}, chain({place(model), place("m")})), 200);
        const std::size_t before = gateway.rows().size();
        const std::string body = capped("smart");
        expectServed(body);
        std::string sent = body;
        EXPECT_EQ(upstream.lastBody(), sent.replace(sent.find("smart"), 5, "m"));
        const auto rows = gateway.rows();
        ASSERT_EQ(rows.size(), before + 2);
        EXPECT_TRUE(has(rows[before], R"("status":"failed")") && has(rows[before], R"("modelUsed":")" + model + '"')
            && has(rows[before], std::string(R"("reason":"upstream_)") + status))
            << rows[before];
        // Who answers 504 has given up waiting for what may be billed.
        EXPECT_EQ(nano(rows[before], "cost") > 0, std::string(status) == "504");
        EXPECT_TRUE(has(rows[before + 1], R"("status":"completed")") && has(rows[before + 1], R"("modelAsked":"smart")")
            && has(rows[before + 1], R"("modelUsed":"m")"))
            << rows[before + 1];
        EXPECT_EQ(nano(rows[before + 1], "cost"), costOfM);
    }
}

TEST_F(Fallback, whatTheCallerGotWrongLeadsNowhere)
{
    startWith("[]", {}, chain({place("status:400"), place("m")}));
    int sent = 0;
    for (const char* status : {"400", "401", "404", "413", "429", "500", "302"}) {
        const std::string model = std::string("status:") + status;
        ASSERT_EQ(put("[]", {model}, chain({place(model), place("m")})), 200);
        EXPECT_NE(gateway.call("tok-a", chatPath, capped("smart")).status, 200) << status;
        EXPECT_EQ(upstream.requests(), ++sent) << status;
    }
    ASSERT_EQ(put("[]", {"status:429"}, chain({place("status:429"), place("m")}, R"(,"fallbackOn429":true)")), 200);
    expectServed();
}

TEST_F(Fallback, aProviderThatCanNotBeReachedCostsNothing)
{
    startWith("[" + budget("team", "team-a", 1'000'000) + "]", {"gone"}, chain({place("gone", "dead"), place("m", "other")}));
    expectServed();
    EXPECT_EQ(upstream.requests(), 0);
    EXPECT_EQ(other.requests(), 1);
    EXPECT_EQ(nano(reservations(), "spent"), costOfM);
    EXPECT_EQ(nano(reservations(), "unsettled"), 0);
    EXPECT_TRUE(has(gateway.rows().at(1), R"("upstream":"other")"));
}

TEST_F(Fallback, anOutcomeThatNobodyKnowsStaysSetAside)
{
    std::int64_t charged = 0;
    startWith("[" + budget("team", "team-a", 10'000'000) + "]", {"reset", "gone"},
        chain({place("reset"), place("gone", "dead"), place("silent"), place("m")}, R"(,"answerWithin":1)"));
    expectServed();
    const auto rows = gateway.rows();
    ASSERT_EQ(rows.size(), 4U);
    EXPECT_TRUE(has(rows[0], R"("cut":"upstream")")) << rows[0];
    EXPECT_EQ(nano(rows[1], "cost"), 0) << rows[1];
    EXPECT_TRUE(has(rows[2], R"("cut":"deadline")")) << rows[2];
    for (const std::string& row : {rows[0], rows[2]}) {
        EXPECT_GT(nano(row, "cost"), 0) << row;
        EXPECT_TRUE(has(row, R"("usageSource":"counted")")) << row;
        charged += nano(row, "cost");
    }
    EXPECT_EQ(nano(reservations(), "spent"), charged + costOfM);
    EXPECT_GE(nano(reservations(), "unsettled"), 2 * 20 * 2'000); // the answers that may have been written
    EXPECT_EQ(nano(gateway.admin("GET", "/v1/reservations").body, "setAside"), 0);
}

TEST_F(Fallback, aStreamGoesOnOnlyBeforeItsFirstByte)
{
    startWith("[]", {"status:503", "stream"}, chain({place("status:503"), place("stream")}));
    const Answer whole = gateway.call("tok-a", chatPath, capped("smart", true));
    EXPECT_EQ(fieldOf(whole.head, "x-fuseboard-model"), "stream");
    EXPECT_TRUE(has(whole.body, "[DONE]")) << whole.body;
    ASSERT_EQ(put("[]", {"stream", "cut:150"}, chain({place("cut:150"), place("stream")})), 200);
    const int before = upstream.requests();
    const Answer cut = gateway.call("tok-a", chatPath, capped("smart", true));
    EXPECT_TRUE(has(cut.body, "upstream_cut")) << cut.body;
    EXPECT_EQ(upstream.requests(), before + 1);
}

TEST_F(Fallback, aDearerModelNeedsRoomInTheBudget)
{
    startWith("[" + budget("team", "team-a", 1'000'000) + "]", {"status:503"}, chain({place("status:503"), place("dear")}));
    const Answer answer = gateway.call("tok-a", chatPath, capped("smart"));
    EXPECT_EQ(answer.status, 503);
    EXPECT_TRUE(has(answer.body, "provider says no")) << answer.body;
    EXPECT_EQ(fieldOf(answer.head, "x-fuseboard-model"), "status:503");
    EXPECT_EQ(upstream.requests(), 1);
    EXPECT_EQ(gateway.rows().size(), 1U);
    for (const char* money : {"spent", "unsettled", "setAside"})
        EXPECT_EQ(nano(reservations(), money), 0) << money;
    EXPECT_EQ(gateway.call("tok-b", chatPath, capped("smart")).status, 200) << "who has no budget goes on";
}

TEST_F(Fallback, whatNobodyKnowsLeavesNoRoomForTheNext)
{
    constexpr std::int64_t amount = 300'000; // more than one worst case, less than two
    startWith("[" + budget("team", "team-a", amount) + "]", {"reset"}, chain({place("reset"), place("m")}));
    const Answer answer = gateway.call("tok-a", chatPath, capped("smart"));
    EXPECT_EQ(answer.status, 502);
    EXPECT_TRUE(has(answer.body, "upstream_cut")) << answer.body;
    EXPECT_EQ(upstream.requests(), 1);
    EXPECT_GT(nano(reservations(), "unsettled"), 0);
    EXPECT_LE(nano(reservations(), "spent") + nano(reservations(), "unsettled"), amount);
    EXPECT_EQ(nano(reservations(), "setAside"), 0);
}

TEST_F(Fallback, aKillInTheSecondAttemptKeepsBoth)
{
    startWith("[" + budget("team", "team-a", 10'000'000) + "]", {"reset"}, chain({place("reset"), place("silent")}));
    const RawSocket caller = gateway.open("tok-a", chatPath, capped("smart"));
    while (upstream.requests() < 2)
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    const std::int64_t first = nano(gateway.rows().at(0), "cost");
    const std::int64_t unsettled = nano(reservations(), "unsettled");
    gateway.kill();
    gateway.start();
    const auto rows = gateway.rows();
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_TRUE(has(rows[1], R"("cut":"crash")")) << rows[1];
    EXPECT_EQ(nano(reservations(), "spent"), first + nano(rows[1], "cost"));
    EXPECT_GT(nano(reservations(), "unsettled"), unsettled);
}

TEST_F(Fallback, aModelWithoutAPriceTakesNoneOfAHardBudget)
{
    startWith(
        "[" + budget("team", "team-a", 1'000'000'000) + "]", {"status:503"}, chain({place("status:503"), place("nameless")}));
    EXPECT_EQ(gateway.call("tok-a", chatPath, capped("smart")).status, 503);
    EXPECT_EQ(upstream.requests(), 1);
}

TEST_F(Fallback, manyAtOnceNeverOverspendAndTheLedgerIsTheInvoice)
{
    constexpr std::int64_t amount = 9'000'000;
    startWith("[" + budget("team", "team-a", amount) + "]", {"status:503", "gone"},
        chain({place("status:503"), place("gone", "dead"), place("dear", "other")}));
    std::atomic<int> served = 0;
    {
        std::vector<std::jthread> callers;
        for (int i = 0; i < 16; ++i)
            callers.emplace_back([&] {
                for (int k = 0; k < 4; ++k)
                    served += gateway.call("tok-a", chatPath, capped("smart")).status == 200 ? 1 : 0;
            });
    }
    EXPECT_GT(served, 0);
    EXPECT_LT(served, 64) << "there was no room for all";
    EXPECT_EQ(served, other.requests());
    EXPECT_EQ(costOf(gateway.rows()), other.requests() * costOfDear);
    EXPECT_EQ(nano(reservations(), "spent"), other.requests() * costOfDear);
    EXPECT_LE(nano(reservations(), "spent"), amount);
    EXPECT_EQ(nano(reservations(), "unsettled"), 0);
    EXPECT_EQ(nano(reservations(), "setAside"), 0);
    gateway.kill();
    gateway.start();
    EXPECT_EQ(nano(reservations(), "spent"), other.requests() * costOfDear);
}

TEST_F(Fallback, aFreezeBetweenTwoAttemptsStopsTheNext)
{
    startWith("[]", {}, chain({place("silent"), place("m")}, R"(,"answerWithin":2)"));
    int generation = 0, sent = 0;
    for (const char* mode : {"refuse", "cut"}) {
        RawSocket caller = gateway.open("tok-a", chatPath, capped("smart"));
        ++sent;
        while (upstream.requests() < sent)
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        EXPECT_EQ(gateway.hold("team/team-a", ++generation, "frozen", mode).status, 200);
        const Answer answer = readAnswer(std::move(caller));
        EXPECT_EQ(answer.status, std::string(mode) == "cut" ? 403 : 504) << answer.body;
        EXPECT_EQ(gateway.hold("team/team-a", ++generation, "released").status, 200);
        EXPECT_EQ(upstream.requests(), sent) << mode;
    }
    expectServed();
}

TEST_F(Fallback, aFrozenModelIsNoPlaceToGoTo)
{
    startWith("[]", {"status:503"}, chain({place("status:503"), place("m")}));
    EXPECT_EQ(gateway.hold("model/m", 1, "frozen").status, 200);
    EXPECT_EQ(gateway.call("tok-a", chatPath, capped("smart")).status, 503);
    EXPECT_EQ(upstream.requests(), 1);
}

TEST_F(Fallback, aFallbackOfAnUnknownUpstreamIsAFault)
{
    startWith("[]", {}, chain({place("m"), place("n")}));
    const Answer answer = gateway.admin(
        "PUT", "/v1/policy", GatewayProcess::policyOf(2, "[]", {}, chain({place("m"), place("n"), place("o", "moon")})));
    EXPECT_EQ(answer.status, 422);
    EXPECT_TRUE(has(answer.body, R"("path":"tiers[0].fallbacks[1].upstream")")) << answer.body;
}

} // namespace
