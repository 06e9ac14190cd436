// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "budgets.h"

#include <gtest/gtest.h>

using namespace fuseboard;
using namespace fuseboard::test;

namespace {

constexpr const char* messagesPath = "/v1/messages";

std::string repeated(const std::string& text, int count)
{
    std::string out;
    for (int i = 0; i < count; ++i)
        out += (i > 0 ? "," : "") + text;
    return out;
}

std::string chatWith(const std::string& more)
{
    return R"({"model":"m","messages":[{"role":"user","content":"hello there"}])" + more + "}";
}

std::string tools(int count)
{
    return chatWith(R"(,"tools":[)" + repeated(R"({"type":"function","function":{"name":"look"}})", count) + "]");
}

std::string pictures(int count)
{
    return R"({"model":"m","messages":[{"role":"user","content":[)"
        + repeated(R"({"type":"image_url","image_url":{"url":"https://example.org/a.png"}})", count) + "]}]}";
}

class CallLimits : public testing::Test {
protected:
    void SetUp() override
    {
        gateway.write(GatewayProcess::policyOf(
            1, "[]", {}, R"(,"callLimits":{"promptTokens":50000,"outputTokens":1000,"choices":4,"tools":128,"pictures":5})"));
        gateway.start();
    }
    Answer chat(const std::string& body) const { return gateway.call("tok-a", chatPath, body); }

    NastyUpstream upstream;
    GatewayProcess gateway {upstream.port()};
};

/// ACCEPTANCE L4.
TEST_F(CallLimits, noneOfTheseReachesTheProvider)
{
    const std::pair<std::string, std::string> calls[] {
        {tools(5'000), "at most 128 tools here, and this one has 5000"},
        {pictures(200), "at most 5 pictures here, and this one has 200"},
        {chatWith(R"(,"n":128)"), "at most 4 answers here, and this one has 128"},
        {chatWith(R"(,"max_tokens":100000)"),
            "at most 1000 tokens of output, all answers together here, and this one has 100000"},
        {chatWith(R"(,"n":3,"max_completion_tokens":400)"), "this one has 1200"},
        {R"({"model":"m","messages":[{"role":"user","content":")" + std::string(2'000'000, 'x') + R"("}]})",
            "at most 50000 tokens in its prompt (estimated) here"},
    };
    for (const auto& [body, why] : calls) {
        const Answer answer = chat(body);
        EXPECT_EQ(answer.status, 400) << why;
        EXPECT_TRUE(has(answer.body, why) && has(answer.body, R"("code":"call_too_large")")) << answer.body;
    }
    const Answer messages = gateway.call("tok-a", messagesPath, capped("m", false, 1001));
    EXPECT_EQ(messages.status, 400);
    EXPECT_TRUE(has(messages.body, R"({"type":"error","error":{"type":"invalid_request_error")")) << messages.body;
    EXPECT_EQ(upstream.requests(), 0);
    EXPECT_TRUE(gateway.rows().empty());
}

TEST_F(CallLimits, whatKeepsToThemPassesAndIsBoundedToThem)
{
    for (const std::string& body : {tools(128), pictures(5), chatWith(R"(,"n":4,"max_tokens":250)"), capped("m", false, 1000)})
        EXPECT_EQ(chat(body).status, 200) << body.substr(0, 200);
    const Answer bounded = chat(chatWith(R"(,"n":3)"));
    EXPECT_EQ(bounded.status, 200);
    EXPECT_TRUE(has(bounded.head, "x-fuseboard-output-cap: 333")) << bounded.head;
    const Answer messages = gateway.call("tok-a", messagesPath, R"({"model":"m","messages":[{"role":"user","content":"x"}]})");
    EXPECT_TRUE(has(messages.head, "x-fuseboard-output-cap: 1000")) << messages.head;
}

} // namespace
