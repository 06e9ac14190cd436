// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "budgetfixture.h"

#include <format>

using namespace fuseboard::test;

namespace {

constexpr const char* countPath = "/v1/messages/count_tokens?beta=true";
constexpr const char* count = R"({"input_tokens":17})";

std::string whole(int status, const std::string& body, const char* type = "application/json")
{
    return std::format("HTTP/1.1 {} X\r\nContent-Type: {}\r\nContent-Length: {}\r\n\r\n{}", status, type, body.size(), body);
}

/// A provider that counts tokens and describes models, as the official ones do.
class FreeQuestions : public testing::Test {
protected:
    void start(const std::string& budgets = "[]", const std::string& more = {})
    {
        gateway.write(GatewayProcess::policyOf(1, budgets, {"large"}, more));
        gateway.start();
    }
    static std::string answerTo(const std::string& path, const std::string& model)
    {
        if (path.starts_with("/v1/messages/count_tokens") && model != "silent" && model != "answers")
            return model == "full" ? whole(429, R"({"type":"error","error":{"type":"rate_limit_error","message":"slowly"}})")
                : model == "html"  ? whole(200, count, "text/html")
                                   : whole(200, count);
        if (path == "/v1/models/m" || path == "/v1/models/house%2Fm")
            return whole(200, R"({"id":"m","type":"model"})");
        if (path == "/v1/models/locked")
            return whole(401, R"({"error":{"message":"upstream-secret is no key"}})");
        return path.starts_with("/v1/models/") ? whole(404, R"({"error":{"message":"no such model"}})") : std::string();
    }
    /// Nothing of a question is kept or charged.
    void expectNoRow() { EXPECT_TRUE(gateway.rows().empty()); }

    NastyUpstream upstream {
        [](const std::string& path, const std::string& model, const std::string&) { return answerTo(path, model); }};
    GatewayProcess gateway {upstream.port()};
};

TEST_F(FreeQuestions, countsOfTokensGoToTheProviderAndCostNothing)
{
    start("[" + budget("team", "team-a", 1) + "]"); // too little for any call
    const Answer answer = gateway.call("tok-a", countPath, chat("m"));
    EXPECT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(answer.body, count);
    ASSERT_EQ(upstream.requests(), 1);
    EXPECT_TRUE(upstream.heads().front().starts_with(std::string("POST ") + countPath)) << upstream.heads().front();
    EXPECT_TRUE(has(upstream.heads().front(), "upstream-secret") && !has(upstream.heads().front(), "tok-a"));
    EXPECT_EQ(upstream.lastBody(), chat("m"));
    EXPECT_EQ(gateway.call("tok-a", "/v1/messages", chat("m")).status, 403);
    expectNoRow();
}

TEST_F(FreeQuestions, aFreezeRefusesThemAndAProbesKeyAsksNone)
{
    start();
    ASSERT_EQ(gateway.hold("model/m", 1, "frozen").status, 200);
    const Answer ofModel = gateway.call("tok-a", countPath, chat("m"));
    EXPECT_EQ(ofModel.status, 403);
    EXPECT_TRUE(has(ofModel.body, R"({"type":"error","error":{"type":"permission_error",)")) << ofModel.body;
    EXPECT_EQ(gateway.call("tok-a", countPath, chat("large")).status, 200);
    ASSERT_EQ(gateway.hold("team/team-a", 1, "frozen").status, 200);
    EXPECT_EQ(gateway.call("tok-a", countPath, chat("large")).status, 403);
    EXPECT_EQ(gateway.call("tok-a", "/v1/models/m", {}).status, 403);
    EXPECT_EQ(gateway.call("probe-a", countPath, chat("large")).status, 403);
    EXPECT_EQ(upstream.requests(), 1);
}

TEST_F(FreeQuestions, areAskedOfTheModelThatWouldServeTheCall)
{
    start("[]",
        R"(,"tiers":[{"tier":"premium","dialect":"anthropic","model":"large","upstream":"sandbox"}],"aliases":[{"model":"smart","tier":"premium"}])");
    EXPECT_EQ(gateway.call("tok-a", countPath, chat("smart")).status, 200);
    EXPECT_TRUE(has(upstream.lastBody(), R"("model":"large")")) << upstream.lastBody();
    ASSERT_EQ(gateway.hold("model/smart", 1, "frozen").status, 200);
    EXPECT_EQ(gateway.call("tok-a", countPath, chat("smart")).status, 403);
}

TEST_F(FreeQuestions, onlyACountOrTheProvidersErrorIsPassedOn)
{
    start();
    const Answer answered = gateway.call("tok-a", countPath, chat("answers")); // served as a call
    EXPECT_EQ(answered.status, 502);
    EXPECT_FALSE(has(answered.body, "usage")) << answered.body;
    EXPECT_EQ(gateway.call("tok-a", countPath, chat("html")).status, 502);
    EXPECT_EQ(gateway.call("tok-a", countPath, R"({"model":"m","model":"m"})").status, 400);
    const Answer full = gateway.call("tok-a", countPath, chat("full"));
    EXPECT_EQ(full.status, 429);
    EXPECT_TRUE(has(full.body, "slowly")) << full.body;
    expectNoRow();
}

TEST_F(FreeQuestions, whoLeavesEndsTheProvidersPartToo)
{
    start();
    RawSocket caller = gateway.open("tok-a", countPath, chat("silent"));
    while (upstream.requests() < 1) { } // until it has reached the provider
    caller.close();
    EXPECT_TRUE(upstream.waitForHangUps(1));
    expectNoRow();
}

TEST_F(FreeQuestions, oneModelIsDescribed)
{
    start();
    for (const char* path : {"/v1/models/m", "/v1/models/house%2Fm"})
        EXPECT_EQ(gateway.call("tok-a", path, {}).body, R"({"id":"m","type":"model"})");
    const Answer unknown = gateway.call("tok-a", "/v1/models/other", {});
    EXPECT_EQ(unknown.status, 404);
    EXPECT_TRUE(has(unknown.body, "no such model")) << unknown.body;
    const Answer locked = gateway.call("tok-a", "/v1/models/locked", {});
    EXPECT_EQ(locked.status, 502);
    EXPECT_TRUE(has(locked.body, "upstream_key_refused") && !has(locked.body, "secret")) << locked.body;
    EXPECT_EQ(upstream.requests(), 4);
    for (const char* path : {"/v1/models/", "/v1/models/m/permissions", "/v1/modelsm", "/v1/models/.", "/v1/models/m%3fx=1",
             "/v1/models/m%5cfiles", "/v1/models/m%2520"})
        EXPECT_TRUE(has(gateway.call("tok-a", path, {}).body, "unknown_path")) << path;
    EXPECT_EQ(gateway.call("nobody", "/v1/models/m", {}).status, 401);
    EXPECT_EQ(gateway.call("tok-a", "/v1/models/m", chat("m")).status, 405); // models are not deleted or made here
    EXPECT_EQ(upstream.requests(), 4);
}

} // namespace
