// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/requestfacts.h"

#include <gtest/gtest.h>

using namespace fuseboard::gateway;

namespace {

TEST(RequestFacts, aChatStreamIsMadeToReportItsUsage)
{
    const auto plain =
        readRequest(Api::chat, R"({ "model":"m", "stream":true, "messages":[{"role":"user","content":"é \u0000 \"q\""}] })");
    ASSERT_TRUE(plain);
    EXPECT_EQ(plain->body,
        R"({"model":"m","stream":true,"messages":[{"role":"user","content":"é \u0000 \"q\""}],"stream_options":{"include_usage":true}})");
    EXPECT_FALSE(plain->usageAsked);
    const auto asked = readRequest(
        Api::chat, R"({"model":"m","stream":true,"stream_options":{"include_usage":true,"include_obfuscation":false}})");
    ASSERT_TRUE(asked);
    EXPECT_TRUE(asked->usageAsked);
    EXPECT_EQ(
        asked->body, R"({"model":"m","stream":true,"stream_options":{"include_obfuscation":false,"include_usage":true}})");
    const auto refused = readRequest(Api::chat, R"({"model":"m","stream":true,"stream_options":{"include_usage":false}})");
    EXPECT_FALSE(refused->usageAsked);
    EXPECT_NE(refused->body.find(R"("include_usage":true)"), std::string::npos);
}

TEST(RequestFacts, othersAreSentAsTheyWere)
{
    for (const Api api : {Api::responses, Api::messages, Api::embeddings}) {
        const auto facts =
            readRequest(api, R"({"model":"m","stream":true,"temperature":0.7,"n":-3,"big":18446744073709551615,"tiny":1e-09})");
        ASSERT_TRUE(facts);
        EXPECT_EQ(
            facts->body, R"({"model":"m","stream":true,"temperature":0.7,"n":-3,"big":18446744073709551615,"tiny":1e-09})");
    }
    EXPECT_FALSE(readRequest(Api::embeddings, R"({"model":"m","stream":true})")->stream);
}

TEST(RequestFacts, capsBoundTheOutput)
{
    EXPECT_EQ(readRequest(Api::chat, R"({"model":"m","max_tokens":5})")->outputCap, 5);
    EXPECT_EQ(readRequest(Api::chat, R"({"model":"m","max_tokens":5,"max_completion_tokens":7,"n":3})")->outputCap, 21);
    EXPECT_EQ(readRequest(Api::chat, R"({"model":"m","max_tokens":9,"max_completion_tokens":7})")->outputCap, 9);
    EXPECT_EQ(readRequest(Api::responses, R"({"model":"m","max_output_tokens":9})")->outputCap, 9);
    EXPECT_GT(readRequest(Api::chat, R"({"model":"m"})")->outputCap, 1000);
    EXPECT_EQ(readRequest(Api::embeddings, R"({"model":"m"})")->outputCap, 0);
}

TEST(RequestFacts, choicesThatOthersMayReadAsMoreAreRefused)
{
    for (const char* n : {"8.0", R"("8")", "1e2", "0", "-1", "129", "true", "[8]", "18446744073709551615"})
        EXPECT_FALSE(readRequest(Api::chat, std::string(R"({"model":"m","n":)") + n + "}")) << n;
    EXPECT_EQ(readRequest(Api::chat, R"({"model":"m","max_tokens":2,"n":128})")->outputCap, 256);
    EXPECT_EQ(readRequest(Api::chat, R"({"model":"m","max_tokens":2,"n":null})")->outputCap, 2);
}

TEST(RequestFacts, whomTheGatewayAsksIsNotTheCallersToSay)
{
    for (const Api api : {Api::chat, Api::responses, Api::messages, Api::embeddings})
        for (const char* name : {"api_key", "api_base", "base_url", "API_KEY", "custom_llm_provider", "extra_headers",
                 "fallbacks", "model_list", "models", "user_config"})
            EXPECT_FALSE(readRequest(api, std::string(R"({"model":"m",")") + name + R"(":"x"})")) << name;
    EXPECT_TRUE(readRequest(Api::chat, R"({"model":"m","metadata":{"api_key":"mine"},"messages":[{"base_url":"x"}]})"));
}

TEST(RequestFacts, onlyTheCapsOfTheDialectCountAndOddOnesAreRefused)
{
    EXPECT_FALSE(readRequest(Api::chat, R"({"model":"m","max_output_tokens":1})")->statesCap);
    EXPECT_FALSE(readRequest(Api::responses, R"({"model":"m","max_tokens":1})")->statesCap);
    EXPECT_FALSE(readRequest(Api::messages, R"({"model":"m","max_tokens":0})")->statesCap);
    EXPECT_EQ(readRequest(Api::messages, R"({"model":"m","max_tokens":0})")->body, R"({"model":"m","max_tokens":0})");
    EXPECT_GT(readRequest(Api::messages, R"({"model":"m","max_tokens":0})")->outputCap, 1000);
    EXPECT_EQ(readRequest(Api::responses, R"({"model":"m","max_output_tokens":9,"n":5})")->outputCap, 9);
    for (const char* cap : {"1.0", "1e3", "-1", R"("5")", "true", "9223372036854775808"})
        EXPECT_FALSE(readRequest(Api::chat, R"({"model":"m","max_tokens":)" + std::string(cap) + "}")) << cap;
}

TEST(RequestFacts, aCapIsSetWhereTheCallerStatesNone)
{
    const auto capped = [](Api api, const char* body) {
        auto facts = readRequest(api, body);
        setOutputCap(api, *facts, 100);
        return *facts;
    };
    EXPECT_EQ(capped(Api::chat, R"({"model":"m","n":3})").body, R"({"model":"m","n":3,"max_completion_tokens":100})");
    EXPECT_EQ(capped(Api::chat, R"({"model":"m","n":3})").outputCap, 300);
    EXPECT_EQ(capped(Api::chat, R"({"max_completion_tokens":null,"model":"m","max_tokens":null})").body,
        R"({"model":"m","max_completion_tokens":100})");
    // By the name that the caller uses: there are servers that know only the older one.
    EXPECT_EQ(capped(Api::chat, R"({"max_tokens":0,"model":"m","n":2})").body, R"({"model":"m","n":2,"max_tokens":100})");
    EXPECT_EQ(capped(Api::chat, R"({"max_tokens":null,"model":"m"})").body, R"({"model":"m","max_tokens":100})");
    EXPECT_EQ(capped(Api::messages, R"({"max_tokens":0,"model":"m"})").body, R"({"model":"m","max_tokens":100})");
    EXPECT_EQ(capped(Api::responses, R"({"model":"m"})").body, R"({"model":"m","max_output_tokens":100})");
    EXPECT_EQ(capped(Api::messages, R"({"model":"m"})").body, R"({"model":"m","max_tokens":100})");
    EXPECT_EQ(capped(Api::messages, R"({"model":"m"})").cappedTo, 100);
    EXPECT_EQ(capped(Api::messages, R"({"model":"m","max_tokens":7})").body, R"({"model":"m","max_tokens":7})");
    EXPECT_EQ(capped(Api::embeddings, R"({"model":"m"})").body, R"({"model":"m"})");
}

TEST(RequestFacts, inputIsEstimatedAsRatherTooMuch)
{
    const auto tokens = [](const std::string& more) {
        return readRequest(Api::responses, R"({"model":"m","input":")" + std::string(2000, 'x') + "\"" + more + "}")
            ->inputTokens;
    };
    EXPECT_EQ(tokens(""), (2024 * 11 + 19) / 20 + 64);
    EXPECT_EQ(tokens(R"(, "a" : 1)"), (2030 * 11 + 19) / 20 + 64); // spaces are nobody's tokens
    EXPECT_GT(tokens(R"(,"previous_response_id":"r")"), 200'000);
    EXPECT_GT(tokens(R"(,"a":{"type":"input_image","image_url":"https://x"})"), 6'000);
    EXPECT_GT(tokens(R"(,"a":{"type":"input_file","file_id":"f"})"), 100'000);
    const auto cached = readRequest(Api::messages, R"({"model":"m","a":{"cache\u005fcontrol":{"ttl":"1h"}}})");
    EXPECT_TRUE(cached->writesCache && cached->writesLongCache);
}

TEST(RequestFacts, whatTwoReadersCouldTakeDifferentlyIsRefused)
{
    for (const char* body : {"", "[]", "{", R"({"stream":true})", R"({"model":1})", R"({"model":""})",
             R"({"model":"a","model":"b"})", R"({"model":"a","Model":"b"})", R"({"model":"a\u0000b"})",
             R"({"model":"a","stream":true,"stream":false})", R"({"model":"a","stream":"yes"})", R"({"model":"a","stream":1})",
             R"({"model":"a","Max_Tokens":5})", R"({"model":"a","N":8})", R"({"Model":"a","model":"a"})",
             R"({"model":"a","STREAM":true})", "{\"model\":\"\xff\"}", R"({"model":"a"} trailing)"})
        EXPECT_FALSE(readRequest(Api::chat, body)) << body;
}

TEST(RequestFacts, whatCouldNotBeMeteredIsRefused)
{
    const auto later = readRequest(Api::responses, R"({"model":"m","background":true})");
    ASSERT_FALSE(later);
    EXPECT_EQ(later.error().subject, "background");
    EXPECT_TRUE(readRequest(Api::responses, R"({"model":"m","background":false})"));
}

} // namespace
