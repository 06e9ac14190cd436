// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "budgetfixture.h"
#include "sdkanswers.h"

#include <array>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <utility>

using namespace fuseboard::test;

namespace {

constexpr std::array<const char*, 3> apis {"chat", "responses", "messages"};
const std::filesystem::path sdks = FUSEBOARD_BUILD "/node-sdks";

/// The official SDKs for Node.js before a real gateway and a provider that answers as they expect.
class NodeSdks : public testing::Test {
protected:
    void SetUp() override
    {
        if (std::system("command -v node > /dev/null 2>&1") != 0 || !std::filesystem::exists(sdks / "fetched.json"))
            GTEST_SKIP() << "there is no Node.js, or the SDKs could not be fetched";
    }
    void start(const std::string& budgets = "[]", const std::string& more = {})
    {
        gateway.write(GatewayProcess::policyOf(1, budgets, {"talk", "cut", "limited", "full", "half"}, more));
        gateway.start();
    }
    /// What the SDK's program says.
    std::string call(const std::string& api, const std::string& model, const std::string& wishes = {}) const
    {
        const std::string command = "NODE_PATH='" + (sdks / "node_modules").string() + "' GATEWAY=http://127.0.0.1:"
            + std::to_string(gateway.callersPort()) + " TOKEN=tok-a timeout 60 node '" FUSEBOARD_TEST_DATA
            + "/../app/gateway/sdks/calls.cjs' " + api + " " + model + " " + wishes + " 2>&1";
        std::string out;
        std::FILE* pipe = ::popen(command.c_str(), "r");
        EXPECT_NE(pipe, nullptr);
        char piece[4096];
        while (pipe && std::fgets(piece, sizeof piece, pipe))
            out += piece;
        if (pipe)
            ::pclose(pipe);
        return out;
    }
    /// Requests that the SDK says it has sent, those that the provider has seen, and rows of the ledger: since the last look.
    void expectCounts(const std::string& said, int sent, int provider, int rows)
    {
        EXPECT_TRUE(has(said, R"("sent":)" + std::to_string(sent) + "}")) << said;
        EXPECT_EQ(upstream.requests() - std::exchange(m_requests, upstream.requests()), provider) << said;
        m_rows += static_cast<std::size_t>(rows);
        EXPECT_TRUE(gateway.waitForRows(m_rows)) << said;
        EXPECT_EQ(gateway.rows().size(), m_rows) << said;
    }

    /// What was until now is no SDK's.
    void countAnew()
    {
        m_requests = upstream.requests();
        m_rows = gateway.rows().size();
    }

    std::atomic<int> limitedLeft = 0; ///< requests of the model `limited` that are still refused
    NastyUpstream upstream {[this](const std::string& path, const std::string& model, const std::string& body) {
        if (model == "half")
            return std::string(); // as that provider knows it
        return model == "limited" && limitedLeft-- > 0 ? sdkRateLimit(path) : sdkAnswer(path, model, body);
    }};
    GatewayProcess gateway {upstream.port()};

private:
    int m_requests = 0;
    std::size_t m_rows = 0;
};

TEST_F(NodeSdks, haveTheirAnswersWholeAndInStreams)
{
    start();
    for (const char* api : apis)
        for (const char* wishes : {"", "stream"}) {
            const std::string said = call(api, "talk", wishes);
            EXPECT_TRUE(has(said, R"({"text":"It is 21 degrees.","output":20,)")) << api << said;
            expectCounts(said, 1, 1, 1);
            EXPECT_EQ(nano(gateway.rows().back(), "cost"), 50'000) << gateway.rows().back();
        }
}

TEST_F(NodeSdks, callAToolAndGoOnWithItsAnswer)
{
    start();
    for (const char* api : apis)
        for (const char* wishes : {"tools", "tools stream"}) {
            const std::string said = call(api, "talk", wishes);
            EXPECT_TRUE(has(said,
                R"({"tool":{"name":"weather","arguments":"{\"city\":\"Oslo\"}"},"text":"It is 21 degrees.","output":40,)"))
                << api << said;
            expectCounts(said, 2, 2, 2);
            EXPECT_TRUE(has(upstream.lastBody(), "21 degrees")) << upstream.lastBody();
        }
    EXPECT_EQ(costOf(gateway.rows()), 12 * 50'000);
}

TEST_F(NodeSdks, listModelsAndCountTokens)
{
    start();
    for (const char* api : {"models", "anthropic-models", "model", "anthropic-model"}) {
        const std::string said = call(api, "");
        EXPECT_TRUE(has(said, R"({"models":["m"],)")) << said;
        expectCounts(said, 1, 1, 0);
    }
    const std::string said = call("count", "talk");
    EXPECT_TRUE(has(said, R"({"tokens":17,)")) << said;
    expectCounts(said, 1, 1, 0);
}

TEST_F(NodeSdks, seeAFreezeAsADeniedPermissionAndDoNotTryAgain)
{
    start();
    ASSERT_EQ(gateway.hold("team/team-a", 1, "frozen").status, 200);
    for (const char* api : apis)
        for (const char* wishes : {"", "stream"}) {
            const std::string said = call(api, "talk", wishes);
            EXPECT_TRUE(has(said, R"({"error":"PermissionDeniedError","status":403,"code":"breaker_open",)")) << api << said;
            EXPECT_TRUE(has(said, "was frozen by A. Smith") && has(said, "a drill")) << said;
            expectCounts(said, 1, 0, 0);
        }
}

TEST_F(NodeSdks, seeASpentBudgetAsADeniedPermissionAndDoNotTryAgain)
{
    start("[" + budget("team", "team-a", 40'000) + "]");
    for (const char* api : apis) {
        const std::string said = call(api, "talk");
        EXPECT_TRUE(has(said, R"({"error":"PermissionDeniedError","status":403,"code":"budget_spent",)")) << api << said;
        expectCounts(said, 1, 0, 0);
    }
}

TEST_F(NodeSdks, comeAgainWhenAProviderSaysSo)
{
    start();
    for (const char* api : apis) {
        limitedLeft = 1;
        const auto begin = std::chrono::steady_clock::now();
        const std::string said = call(api, "limited");
        EXPECT_TRUE(has(said, R"({"text":"It is 21 degrees.",)")) << api << said;
        EXPECT_GE(std::chrono::steady_clock::now() - begin, std::chrono::seconds(1)) << "Retry-After reaches the SDK";
        expectCounts(said, 2, 2, 2);
    }
    EXPECT_EQ(costOf(gateway.rows()), 3 * 50'000);
}

TEST_F(NodeSdks, waitWhereTheirTeamSpendsTooFast)
{
    start("[]",
        R"(,"breakers":[{"rule":"spend-rate","scope":{"kind":"team","id":"team-a"},"throttlePerHour":"45000000"}])"); // 75
                                                                                                                      // calls
    while (gateway.call("tok-a", chatPath, chat("talk")).status == 200) { }
    for (const char* api : {"chat", "messages"}) {
        countAnew();
        const std::string said = call(api, "talk"); // one passes in four seconds
        EXPECT_TRUE(has(said, R"({"text":"It is 21 degrees.",)")) << api << said;
        expectCounts(said, 2, 1, 1);
    }
}

TEST_F(NodeSdks, doNotComeAgainWhereAProviderSaysSo)
{
    start();
    for (const char* api : apis) {
        const std::string said = call(api, "full");
        EXPECT_TRUE(has(said, R"({"error":"RateLimitError","status":429,)")) << api << said;
        expectCounts(said, 1, 1, 1);
    }
}

TEST_F(NodeSdks, raiseAnErrorWhereAStreamIsCut)
{
    start();
    for (const char* api : apis) {
        const std::string said = call(api, "cut", "stream");
        EXPECT_TRUE(has(said, R"({"error":"APIError")") && has(said, "what was received is not whole")) << api << said;
        expectCounts(said, 1, 1, 1);
        EXPECT_TRUE(has(gateway.rows().back(), R"("cut":"upstream")")) << gateway.rows().back();
    }
}

TEST_F(NodeSdks, askAgainForAWholeAnswerThatWasCutAndEachIsCharged)
{
    start();
    const std::string said = call("chat", "half");
    EXPECT_TRUE(has(said, R"({"error":"InternalServerError","status":502,"code":"upstream_cut",)")) << said;
    expectCounts(said, 3, 3, 3);
    EXPECT_GT(costOf(gateway.rows()), 0);
}

TEST_F(NodeSdks, areToldOfAModelThatNobodyKnows)
{
    start("[" + budget("team", "team-a", 40'000'000) + "]");
    for (const char* api : apis) {
        const std::string unpriced = call(api, "moon");
        EXPECT_TRUE(has(unpriced, R"({"error":"PermissionDeniedError","status":403,"code":"model_unpriced",)")) << unpriced;
        expectCounts(unpriced, 1, 0, 0);
    }
    ASSERT_EQ(gateway.admin("PUT", "/v1/policy", GatewayProcess::policyOf(2, "[]")).status, 200);
    for (const char* api : apis) {
        const std::string gone = call(api, "gone");
        EXPECT_TRUE(has(gone, R"({"error":"NotFoundError","status":404,)")) << gone;
        expectCounts(gone, 1, 1, 1);
    }
}

} // namespace
