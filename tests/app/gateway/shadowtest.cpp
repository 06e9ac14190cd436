// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tiersfixture.h"

using namespace fuseboard::test;

namespace {

class Shadow : public TiersTest {
protected:
    /// `dear` for premium calls, which costs ten times what `m` does, and another model for economy.
    static std::string policy(int revision, const std::string& shadow, const std::string& economy = "m")
    {
        std::string out = GatewayProcess::policyOf(revision, "[]", {},
            R"(,"tiers":[{"tier":"premium","dialect":"openai",)" + place("dear")
                + R"(},{"tier":"premium","dialect":"anthropic",)" + place("dear") + R"(},{"tier":"economy","dialect":"openai",)"
                + place(economy) + "}]" + shadow);
        return out.insert(out.find("\"m\":{"), R"("dear":{"input":"10","output":"20"},)");
    }
    static std::string economy(int percent)
    {
        return R"(,"shadow":{"tier":"economy","percent":)" + std::to_string(percent) + "}";
    }
    void startWith(const std::string& shadow, const std::string& model = "m")
    {
        gateway.write(policy(1, shadow, model));
        gateway.start();
    }
    void call(const std::string& token, int times, const std::string& model = "dear", const std::string& path = chatPath)
    {
        for (int i = 0; i < times; ++i)
            EXPECT_EQ(gateway.call(token, path, capped(model)).status, 200);
    }
    [[nodiscard]] std::string shown() const { return gateway.admin("GET", "/v1/shadow").body; }
    static std::string sinceOf(const std::string& body) { return body.substr(body.find("\"since\":"), 36); }
};

TEST_F(Shadow, pricesCallsByAnotherTierAndSendsNothing)
{
    startWith(economy(100));
    call("tok-a", 3);
    call("tok-b", 1);
    call("tok-b", 2, "m"); // served by that tier already
    call("tok-a", 1, "dear", "/v1/messages"); // that tier has no model in the dialect
    EXPECT_EQ(upstream.requests(), 7);
    EXPECT_EQ(gateway.rows().size(), 7U);
    const std::string body = shown();
    EXPECT_TRUE(has(body, R"({"note":"price only, quality not measured","shadow":{"tier":"economy","percent":100},"since":")"))
        << body;
    EXPECT_TRUE(has(body,
        R"("sums":[{"tier":"premium","team":"team-a","calls":3,"cost":"1500000","shadowCost":"150000","saved":"1350000","currency":"USD","unpriced":0},)"
        R"({"tier":"premium","team":"team-b","calls":1,"cost":"500000","shadowCost":"50000","saved":"450000","currency":"USD","unpriced":0}]})"))
        << body;
    const std::string metrics = gateway.admin("GET", "/metrics").body;
    EXPECT_TRUE(has(metrics, R"(fuseboard_shadow_calls_total{shadow="economy",tier="premium"} 4)")) << metrics;
    EXPECT_TRUE(
        has(metrics, R"(fuseboard_shadow_nano_total{currency="USD",price="served",shadow="economy",tier="premium"} 2000000)"))
        << metrics;
    EXPECT_TRUE(
        has(metrics, R"(fuseboard_shadow_nano_total{currency="USD",price="shadow",shadow="economy",tier="premium"} 200000)"))
        << metrics;
    EXPECT_FALSE(has(metrics, "team-a"));
}

TEST_F(Shadow, comparesAShareOfTheCalls)
{
    startWith(economy(50));
    call("tok-a", 40);
    const std::string body = shown();
    const auto at = body.find(R"("calls":)");
    ASSERT_NE(at, std::string::npos);
    const int calls = std::stoi(body.substr(at + 8));
    EXPECT_TRUE(calls > 4 && calls < 36) << body; // else an id in a million draws is uneven
    EXPECT_EQ(nano(body, "cost"), calls * 500'000);
}

TEST_F(Shadow, saysSinceWhenItCountsAndCountsAnewWhereSomethingElseIsCompared)
{
    startWith(economy(100));
    call("tok-a", 1);
    const std::string first = shown();
    ASSERT_EQ(gateway.admin("PUT", "/v1/policy", policy(2, economy(100))).status, 200);
    EXPECT_EQ(shown(), first) << "the same goes on";
    ASSERT_EQ(gateway.admin("PUT", "/v1/policy", policy(3, economy(99))).status, 200);
    EXPECT_TRUE(has(shown(), R"("sums":[])"));
    EXPECT_GT(sinceOf(shown()), sinceOf(first));
    const std::string second = sinceOf(shown());
    gateway.kill();
    gateway.start();
    EXPECT_TRUE(has(shown(), R"("sums":[])"));
    EXPECT_GT(sinceOf(shown()), second);
    ASSERT_EQ(gateway.admin("PUT", "/v1/policy", policy(4, {})).status, 200);
    call("tok-a", 1);
    EXPECT_TRUE(has(shown(), R"("shadow":null)") && has(shown(), R"("sums":[])")) << shown();
}

TEST_F(Shadow, leavesOutWhatHasNoPriceAndWhatDidNotComeToItsEnd)
{
    startWith(economy(100), "nameless");
    call("tok-a", 2);
    EXPECT_TRUE(has(shown(), R"("calls":0,"cost":"0","shadowCost":"0","saved":"0","currency":"USD","unpriced":2)")) << shown();
}

} // namespace
