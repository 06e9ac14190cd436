// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/callprice.h"
#include "gateway/meter.h"

#include <gtest/gtest.h>

using namespace fuseboard;
using namespace fuseboard::gateway;

namespace {

RequestFacts facts(bool usageAsked = false)
{
    return {.model = "asked", .stream = true, .usageAsked = usageAsked, .inputBytes = 300};
}

struct Whole {
    const char* name;
    Api api;
    std::string body;
    Metering metering;
};

const Whole wholes[] {
    {"a chat answer with cached and written input", Api::chat,
        R"({"model":"gpt-5.6-2026-07-01","usage":{"prompt_tokens":100,"completion_tokens":20,"total_tokens":120,
            "prompt_tokens_details":{"cached_tokens":40,"cache_write_tokens":10},"completion_tokens_details":{"reasoning_tokens":5}}})",
        {{.input = 50, .cacheRead = 40, .cacheWrite5m = 10, .output = 20, .reasoning = 5}, false, "gpt-5.6-2026-07-01"}},
    {"cached parts larger than the whole", Api::chat,
        R"({"model":"m","usage":{"prompt_tokens":10,"completion_tokens":1,"prompt_tokens_details":{"cached_tokens":40}}})",
        {{.input = 10, .output = 1}, false, "m"}},
    {"a response", Api::responses,
        R"({"model":"m","usage":{"input_tokens":7,"input_tokens_details":{"cached_tokens":3},"output_tokens":9,
            "output_tokens_details":{"reasoning_tokens":2}}})",
        {{.input = 4, .cacheRead = 3, .output = 9, .reasoning = 2}, false, "m"}},
    {"an embedding has no output", Api::embeddings, R"({"model":"m","data":[],"usage":{"prompt_tokens":8,"total_tokens":8}})",
        {{.input = 8}, false, "m"}},
    {"a message with both cache writes", Api::messages,
        R"({"type":"message","model":"c","usage":{"input_tokens":5,"cache_read_input_tokens":100,"cache_creation_input_tokens":30,
            "cache_creation":{"ephemeral_5m_input_tokens":10,"ephemeral_1h_input_tokens":20},"output_tokens":6}})",
        {{.input = 5, .cacheRead = 100, .cacheWrite5m = 10, .cacheWrite1h = 20, .output = 6}, false, "c"}},
    {"a message whose cache write is not split", Api::messages,
        R"({"model":"c","usage":{"input_tokens":5,"cache_creation_input_tokens":30,"cache_read_input_tokens":null,"output_tokens":6}})",
        {{.input = 5, .cacheWrite5m = 30, .output = 6}, false, "c"}},
    {"a stated zero stays zero", Api::chat, R"({"model":"m","usage":{"prompt_tokens":0,"completion_tokens":0}})",
        {{}, false, "m"}},
    {"no usage is counted, never zero", Api::chat, R"({"model":"m","choices":[{"message":{"content":"123456789"}}]})",
        {{.input = 100, .output = 3}, true, "m"}},
    {"null usage is counted", Api::messages, R"({"model":"c","content":[{"type":"text","text":"1234"}],"usage":null})",
        {{.input = 100, .output = 2}, true, "c"}},
    {"half a usage is counted for the other half", Api::chat,
        R"({"model":"m","usage":{"prompt_tokens":9},"choices":[{"message":{"content":"123"}}]})",
        {{.input = 9, .output = 1}, true, "m"}},
    {"negative usage is none", Api::chat, R"({"model":"m","usage":{"prompt_tokens":-9,"completion_tokens":-1}})",
        {{.input = 100}, true, "m"}},
    {"fractions are no counts", Api::chat, R"({"model":"m","usage":{"prompt_tokens":9.5,"completion_tokens":"1"}})",
        {{.input = 100}, true, "m"}},
};

TEST(Meter, readsUsageOffWholeAnswers)
{
    for (const Whole& row : wholes) {
        SCOPED_TRACE(row.name);
        Meter meter(row.api, facts());
        EXPECT_TRUE(meter.readWhole(row.body));
        EXPECT_EQ(meter.metering(), row.metering);
    }
}

TEST(Meter, whatIsNoJsonObjectIsNoAnswer)
{
    for (const char* body : {"", "<html>", "[]", "null", "{\"a\":1", "{\"a\":1}x"})
        EXPECT_FALSE(Meter(Api::chat, facts()).readWhole(body)) << body;
}

struct Stream {
    const char* name;
    Api api;
    bool usageAsked;
    std::string bytes;
    Metering metering;
    std::string kinds; ///< p pass, d drop, l last, f failure, n nonsense
};

const std::string chatText = R"(data: {"model":"m","choices":[{"delta":{"content":"abcdef"}}],"usage":null})"
                             "\n\n";
const std::string chatUsage =
    R"(data: {"model":"m","choices":[],"usage":{"prompt_tokens":100,"completion_tokens":4,"prompt_tokens_details":{"cached_tokens":60}}})"
    "\n\n";
const std::string messageStart =
    "event: message_start\n"
    R"(data: {"type":"message_start","message":{"model":"c","usage":{"input_tokens":12,"cache_read_input_tokens":8,"output_tokens":1}}})"
    "\n\n";
const std::string messageText =
    "event: content_block_delta\n"
    R"(data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"abcdefghi"}})"
    "\n\n";
const std::string messageDelta =
    "event: message_delta\n"
    R"(data: {"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":40}})"
    "\n\n";
const std::string messageStop = "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n";
const std::string responseText = "event: response.output_text.delta\n"
                                 R"(data: {"type":"response.output_text.delta","delta":"abcdef"})"
                                 "\n\n";
const std::string responseDone = "event: response.completed\n"
                                 R"(data: {"type":"response.completed","response":{"model":"r","usage":{"input_tokens":7,)"
                                 R"("input_tokens_details":{"cached_tokens":3},"output_tokens":9}}})"
                                 "\n\n";

const Stream streams[] {
    {"a chat whose caller did not ask for usage", Api::chat, false, chatText + chatUsage + "data: [DONE]\n\n",
        {{.input = 40, .cacheRead = 60, .output = 4}, false, "m"}, "pdl"},
    {"a chat whose caller asked for it", Api::chat, true, chatText + chatUsage + "data: [DONE]\n\n",
        {{.input = 40, .cacheRead = 60, .output = 4}, false, "m"}, "ppl"},
    {"a chat without usage", Api::chat, false, chatText + chatText + "data: [DONE]\n\n",
        {{.input = 100, .output = 4}, true, "m"}, "ppl"},
    {"a chat that fails", Api::chat, false, chatText + "data: {\"error\":{\"message\":\"x\"}}\n\n",
        {{.input = 100, .output = 2}, true, "m"}, "pf"},
    {"a chat that turns to nonsense", Api::chat, false, chatText + "data: {\"choi\n\n",
        {{.input = 100, .output = 2}, true, "m"}, "pn"},
    {"a message", Api::messages, false, messageStart + messageText + messageDelta + messageStop,
        {{.input = 12, .cacheRead = 8, .output = 40}, false, "c"}, "pppl"},
    {"a message cut before its final usage", Api::messages, false, messageStart + messageText,
        {{.input = 12, .cacheRead = 8, .output = 3}, true, "c"}, "pp"},
    {"a message that fails", Api::messages, false, messageStart + "event: error\ndata: {\"type\":\"error\",\"error\":{}}\n\n",
        {{.input = 12, .cacheRead = 8, .output = 1}, true, "c"}, "pf"},
    {"a response", Api::responses, false, responseText + responseDone, {{.input = 4, .cacheRead = 3, .output = 9}, false, "r"},
        "pl"},
    {"a response cut before its end", Api::responses, false, responseText, {{.input = 100, .output = 2}, true, ""}, "p"},
};

std::string kindsOf(Meter& meter, const std::vector<http::SseEvent>& events)
{
    std::string kinds;
    for (const auto& event : events)
        kinds += "pdlfn"[static_cast<int>(meter.readEvent(event))];
    return kinds;
}

TEST(Meter, readsStreamsTheSameWhereverTheyAreCut)
{
    for (const Stream& row : streams) {
        SCOPED_TRACE(row.name);
        for (std::size_t cut = 0; cut <= row.bytes.size(); ++cut) {
            Meter meter(row.api, facts(row.usageAsked));
            http::SseSplitter splitter;
            std::string kinds = kindsOf(meter, splitter.feed(row.bytes.substr(0, cut)));
            kinds += kindsOf(meter, splitter.feed(row.bytes.substr(cut)));
            ASSERT_EQ(kinds, row.kinds) << cut;
            ASSERT_EQ(meter.metering(), row.metering) << cut;
        }
    }
}

TEST(Meter, noPrefixOfAStreamIsFree)
{
    for (const Stream& row : streams)
        for (std::size_t size = 0; size < row.bytes.size(); ++size) {
            Meter meter(row.api, facts());
            http::SseSplitter splitter;
            kindsOf(meter, splitter.feed(row.bytes.substr(0, size)));
            ASSERT_GT(meter.metering().tokens.total(), 0) << row.name << " " << size;
        }
}

PolicyDocument prices()
{
    PolicyDocument policy;
    policy.prices = PriceList("1", Currency::usd(),
        {{"asked",
             {.base = {.input = 1'000'000'000,
                  .output = 2'000'000'000,
                  .cacheRead = {},
                  .cacheWrite5m = 1'250'000'000,
                  .cacheWrite1h = 3'000'000'000},
                 .tiers = {}}},
            {"used",
                {.base = {.input = 5'000'000'000,
                     .output = 7'000'000'000,
                     .cacheRead = {},
                     .cacheWrite5m = {},
                     .cacheWrite1h = {}},
                    .tiers = {}}},
            {"thinker",
                {.base = {.input = 1'000'000'000,
                     .output = 2'000'000'000,
                     .cacheRead = {},
                     .cacheWrite5m = {},
                     .cacheWrite1h = {},
                     .reasoning = 4'000'000'000},
                    .tiers = {}}}});
    return policy;
}

TEST(CallPrice, goesByTheModelThatWasUsedElseAskedFor)
{
    const TokenCounts tokens {.input = 1000, .output = 10};
    EXPECT_EQ(priceOf(prices(), "asked", {tokens, false, "used"})->nano, 5'070'000);
    EXPECT_EQ(priceOf(prices(), "asked", {tokens, false, "unknown"})->nano, 1'020'000);
    EXPECT_EQ(priceOf(prices(), "unknown", {tokens, false, ""}), std::nullopt);
    EXPECT_EQ(priceVersionOf(prices(), "unknown", {tokens, false, ""}), "1");
}

TEST(CallPrice, whatHasNoPriceCostsWhatThePolicySays)
{
    PolicyDocument policy = prices();
    policy.unpriced = TokenPrices {.input = 10'000'000'000, .output = 20'000'000'000};
    const TokenCounts tokens {.input = 1000, .output = 10};
    EXPECT_EQ(priceOf(policy, "unknown", {tokens, false, ""})->nano, 10'200'000);
    EXPECT_EQ(priceVersionOf(policy, "unknown", {tokens, false, ""}), "1+unpriced");
    EXPECT_EQ(priceOf(policy, "unknown", {tokens, false, "used"})->nano, 5'070'000);
    EXPECT_EQ(priceVersionOf(policy, "asked", {tokens, false, ""}), "1");
    EXPECT_EQ(worstCaseNano(policy, Api::chat, {.model = "unknown", .inputTokens = 1000, .outputCap = 10}), 10'200'000);
}

TEST(CallPrice, theWorstCaseIsNeverLessThanTheCharge)
{
    RequestFacts request {.model = "asked", .inputTokens = 1000, .outputCap = 50};
    const auto worst = [&](Api api) { return worstCaseNano(prices(), api, request).value_or(0); };
    const auto cost = [&](TokenCounts tokens) { return priceOf(prices(), request.model, {tokens, false, ""})->nano; };
    EXPECT_EQ(worst(Api::messages), cost({.input = 1000, .output = 50}));
    EXPECT_EQ(worst(Api::chat), cost({.cacheWrite5m = 1000, .output = 50})); // kept unasked
    request.writesCache = true;
    EXPECT_EQ(worst(Api::messages), cost({.cacheWrite5m = 1000, .output = 50}));
    request.writesLongCache = true;
    EXPECT_EQ(worst(Api::messages), cost({.cacheWrite1h = 1000, .output = 50}));
    request.model = "thinker";
    EXPECT_EQ(worst(Api::chat), cost({.input = 1000, .output = 50, .reasoning = 50}));
    request.model = "unknown";
    EXPECT_EQ(worstCaseNano(prices(), Api::chat, request), std::nullopt);
    request = {.model = "used", .inputTokens = 9'000'000'000'000'000'000, .outputCap = 1};
    EXPECT_GE(worst(Api::chat), 1'000'000'000'000'000); // nobody's budget
}

TEST(Meter, usageOnTheWayIsNotTheLastWord)
{
    Meter meter(Api::chat, facts());
    const auto piece = [](const std::string& text, int output) {
        return http::SseEvent {{},
            R"({"model":"m","choices":[{"delta":{"content":")" + text
                + R"("}}],"usage":{"prompt_tokens":10,"completion_tokens":)" + std::to_string(output) + "}}"};
    };
    EXPECT_EQ(meter.readEvent(piece("abc", 1)), EventKind::pass);
    EXPECT_EQ(meter.readEvent(piece("abcdefghijkl", 2)), EventKind::pass);
    // Cut here, more than the last statement had been produced already.
    EXPECT_EQ(meter.metering(), (Metering {{.input = 10, .output = 5}, true, "m"}));
    EXPECT_EQ(meter.readEvent({{}, "[DONE]"}), EventKind::last);
    EXPECT_EQ(meter.metering(), (Metering {{.input = 10, .output = 2}, false, "m"}));
}

TEST(Meter, absurdCountsAreNoCounts)
{
    Meter meter(Api::chat, facts());
    EXPECT_TRUE(meter.readWhole(
        R"({"model":"m","usage":{"prompt_tokens":9223372036854775807,"completion_tokens":9223372036854775807,)"
        R"("prompt_tokens_details":{"cached_tokens":9223372036854775807,"cache_write_tokens":9223372036854775807}}})"));
    EXPECT_EQ(meter.metering(), (Metering {{.input = 100}, true, "m"}));
}

TEST(Meter, goesOnWithTheNumbersOfAStream)
{
    Meter meter(Api::responses, facts());
    EXPECT_EQ(meter.nextNumber(), 0);
    for (const auto& [number, next] : {std::pair("0", 1), {"4", 5}, {"9223372036854775807", 1'000'000'001}, {"-3", 1}}) {
        const std::string event = R"({"type":"response.output_text.delta","delta":"a","sequence_number":)";
        EXPECT_EQ(meter.readEvent({{}, event + number + "}"}), EventKind::pass);
        EXPECT_EQ(meter.nextNumber(), next) << number;
    }
}

TEST(Meter, anEmptyEventKeepsAConnectionAndEndsNothing)
{
    Meter meter(Api::messages, facts());
    EXPECT_EQ(meter.readEvent({{}, {}}), EventKind::pass);
}

} // namespace
