// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/ssesplitter.h"
#include "sandbox/provider/answers.h"

#include <boost/json.hpp>
#include <gtest/gtest.h>

namespace fuseboard::sandbox {
namespace {

namespace json = boost::json;

ModelCall parsed(Api api, const std::string& body)
{
    const auto call = parseModelCall(api, body, ProviderPrices::builtIn());
    EXPECT_TRUE(call) << body << ": " << (call ? "" : call.error().message);
    return call.value_or(ModelCall {});
}

std::vector<http::SseEvent> eventsOf(const ModelCall& call)
{
    std::string bytes;
    for (const StreamPiece& piece : streamAnswer({call, "1", 5}))
        bytes += piece.bytes;
    return http::SseSplitter().feed(bytes);
}

const std::string chatHints =
    R"(,"messages":[{"role":"user","content":"hi"}],"metadata":{"sandbox_input":"1200","sandbox_cacheRead":"800",
    "sandbox_cacheWrite5m":"60","sandbox_output":"300","sandbox_reasoning":"50"})";
const MeteredTokens hinted {1200, 800, 60, 0, 300, 50};

TEST(Dialects, SizesFollowFromTheBytesWithoutHints)
{
    const std::string body = R"({"model":"gpt-5.6","messages":[{"role":"user","content":"hello"}]})";
    const ModelCall call = parsed(Api::chat, body);
    EXPECT_EQ(call.tokens.input, (std::ssize(body) + 3) / 4);
    EXPECT_EQ(call.tokens, parsed(Api::chat, body).tokens);
    EXPECT_GT(call.tokens.output, 0);
    EXPECT_EQ(parsed(Api::embeddings, R"({"model":"text-embedding-3-small","input":["a","b"]})").tokens.output, 0);
}

TEST(Dialects, HintsComeInThreeShapes)
{
    EXPECT_EQ(parsed(Api::chat, R"({"model":"gpt-5.6")" + chatHints + "}").tokens, hinted);
    EXPECT_EQ(
        parsed(Api::chat,
            R"({"model":"gpt-5.6","messages":[{"role":"user"}],"metadata":{"sandbox":{"input":1200,"cacheRead":"800","cacheWrite5m":60,"output":300,"reasoning":50}}})")
            .tokens,
        hinted);
    EXPECT_EQ(parsed(Api::messages, R"({"model":"claude-opus-5","max_tokens":400,"messages":[{"role":"user"}],
        "metadata":{"user_id":"sandbox input=1200 cacheRead=800 cacheWrite5m=60 output=300 reasoning=50"}})")
                  .tokens,
        hinted);
    EXPECT_EQ(parsed(Api::embeddings, R"({"model":"text-embedding-3-small","input":"a","user":"sandbox input=9"})").tokens,
        (MeteredTokens {.input = 9}));
}

TEST(Dialects, TheCallersMaximumCutsTheOutput)
{
    const ModelCall call = parsed(Api::chat, R"({"model":"gpt-5.6","max_completion_tokens":20)" + chatHints + "}");
    EXPECT_EQ(call.tokens.output, 20);
    EXPECT_EQ(call.tokens.reasoning, 20);
    EXPECT_EQ(json::parse(wholeAnswer({call, "1", 5})).at("choices").at(0).at("finish_reason").as_string(), "length");
}

struct BadCall {
    const char* name;
    Api api;
    const char* body;
    int status;
};
void PrintTo(const BadCall& call, std::ostream* out) { *out << call.name; }
class BadModelCall : public testing::TestWithParam<BadCall> { };

TEST_P(BadModelCall, IsRefused)
{
    const auto call = parseModelCall(GetParam().api, GetParam().body, ProviderPrices::builtIn());
    ASSERT_FALSE(call);
    EXPECT_EQ(call.error().status, GetParam().status);
    EXPECT_FALSE(call.error().message.empty());
}

INSTANTIATE_TEST_SUITE_P(Rows, BadModelCall,
    testing::Values(BadCall {"no_json", Api::chat, "{", 400}, BadCall {"no_object", Api::chat, "[]", 400},
        BadCall {"no_model", Api::chat, R"({"messages":[{"role":"user"}]})", 400},
        BadCall {"model_is_no_text", Api::chat, R"({"model":5,"messages":[{"role":"user"}]})", 400},
        BadCall {"unknown_model", Api::chat, R"({"model":"gpt-9","messages":[{"role":"user"}]})", 404},
        BadCall {"other_vendors_model", Api::chat, R"({"model":"claude-opus-5","messages":[{"role":"user"}]})", 404},
        BadCall {"embedding_model_chats", Api::chat, R"({"model":"text-embedding-3-small","messages":[{"role":"user"}]})", 404},
        BadCall {"no_messages", Api::chat, R"({"model":"gpt-5.6"})", 400},
        BadCall {"empty_messages", Api::chat, R"({"model":"gpt-5.6","messages":[]})", 400},
        BadCall {"message_without_role", Api::chat, R"({"model":"gpt-5.6","messages":[{}]})", 400},
        BadCall {"stream_is_text", Api::chat, R"({"model":"gpt-5.6","stream":"yes","messages":[{"role":"user"}]})", 400},
        BadCall {"no_max_tokens", Api::messages, R"({"model":"claude-opus-5","messages":[{"role":"user"}]})", 400},
        BadCall {
            "max_tokens_zero", Api::messages, R"({"model":"claude-opus-5","max_tokens":0,"messages":[{"role":"user"}]})", 400},
        BadCall {"no_input", Api::responses, R"({"model":"gpt-5.6"})", 400},
        BadCall {"unknown_hint", Api::responses, R"({"model":"gpt-5.6","input":"a","metadata":{"sandbox_inptu":"5"}})", 400},
        BadCall {"negative_hint", Api::responses, R"({"model":"gpt-5.6","input":"a","metadata":{"sandbox_input":"-5"}})", 400},
        BadCall {
            "unknown_trouble", Api::responses, R"({"model":"gpt-5.6","input":"a","metadata":{"sandbox_fail":"418"}})", 400}),
    [](const auto& row) { return row.param.name; });

TEST(Dialects, ChatSaysItsUsageInclusive)
{
    const auto answer = json::parse(wholeAnswer({parsed(Api::chat, R"({"model":"gpt-5.6")" + chatHints + "}"), "1", 5}));
    EXPECT_EQ(answer.at("object").as_string(), "chat.completion");
    const auto& usage = answer.at("usage");
    EXPECT_EQ(usage.at("prompt_tokens").as_int64(), 2060);
    EXPECT_EQ(usage.at("completion_tokens").as_int64(), 300);
    EXPECT_EQ(usage.at("total_tokens").as_int64(), 2360);
    EXPECT_EQ(usage.at("prompt_tokens_details").at("cached_tokens").as_int64(), 800);
    EXPECT_EQ(usage.at("prompt_tokens_details").at("cache_write_tokens").as_int64(), 60);
    EXPECT_EQ(usage.at("completion_tokens_details").at("reasoning_tokens").as_int64(), 50);
}

TEST(Dialects, AChatStreamTellsUsageOnlyWhenAskedAndInAChunkWithoutChoices)
{
    const auto events = eventsOf(
        parsed(Api::chat, R"({"model":"gpt-5.6","stream":true,"stream_options":{"include_usage":true})" + chatHints + "}"));
    ASSERT_GE(events.size(), 4U);
    EXPECT_EQ(events.back().data, "[DONE]");
    const auto last = json::parse(events[events.size() - 2].data);
    EXPECT_TRUE(last.at("choices").as_array().empty());
    EXPECT_EQ(last.at("usage").at("prompt_tokens").as_int64(), 2060);
    EXPECT_TRUE(json::parse(events.front().data).at("usage").is_null());
    EXPECT_EQ(json::parse(events.front().data).at("choices").at(0).at("delta").at("role").as_string(), "assistant");
    EXPECT_EQ(json::parse(events[events.size() - 3].data).at("choices").at(0).at("finish_reason").as_string(), "stop");

    for (const http::SseEvent& event : eventsOf(parsed(Api::chat, R"({"model":"gpt-5.6","stream":true)" + chatHints + "}")))
        EXPECT_FALSE(event.data.contains("usage")) << event.data;
}

TEST(Dialects, AnOfferedToolIsCalledWholeAndInPieces)
{
    const std::string tools = R"(,"tools":[{"type":"function","function":{"name":"search_orders"}}]})";
    const auto whole = json::parse(wholeAnswer({parsed(Api::chat, R"({"model":"gpt-5.6")" + chatHints + tools), "1", 5}));
    const auto& choice = whole.at("choices").at(0);
    EXPECT_EQ(choice.at("finish_reason").as_string(), "tool_calls");
    EXPECT_EQ(choice.at("message").at("tool_calls").at(0).at("function").at("name").as_string(), "search_orders");
    std::string arguments;
    for (const auto& event : eventsOf(parsed(Api::chat, R"({"model":"gpt-5.6","stream":true)" + chatHints + tools)))
        if (event.data != "[DONE]")
            if (const auto chunk = json::parse(event.data);
                chunk.at("choices").at(0).at("delta").as_object().contains("tool_calls"))
                arguments +=
                    chunk.at("choices").at(0).at("delta").at("tool_calls").at(0).at("function").at("arguments").as_string();
    EXPECT_EQ(json::parse(arguments),
        json::parse(std::string(choice.at("message").at("tool_calls").at(0).at("function").at("arguments").as_string())));
}

TEST(Dialects, AfterAToolsResultTheModelConcludes)
{
    const std::string tools = R"(,"tools":[{"name":"search_orders"}])";
    const std::pair<Api, std::string> prompts[] {
        {Api::chat, R"({"model":"gpt-5.6","messages":[{"role":"user","content":"a"},{"role":"tool","content":"b"}])"},
        {Api::responses,
            R"({"model":"gpt-5.6","input":[{"role":"user","content":"a"},{"type":"function_call_output","call_id":"1","output":"b"}])"},
        {Api::messages,
            R"({"model":"claude-opus-5","max_tokens":9,"messages":[{"role":"user","content":[{"type":"tool_result","tool_use_id":"1"}]}])"},
    };
    for (const auto& [api, prompt] : prompts)
        EXPECT_EQ(parsed(api, prompt + tools + "}").tool, "") << prompt;
    EXPECT_EQ(
        parsed(Api::messages,
            R"({"model":"claude-opus-5","max_tokens":9,"messages":[{"role":"user","content":[{"type":"text","text":"a"}]}])"
                + tools + "}")
            .tool,
        "search_orders");
}

TEST(Dialects, AResponsesStreamCountsItsEventsAndEndsWithTheWhole)
{
    const std::string body =
        R"({"model":"gpt-5.6","stream":true,"input":"hi","metadata":{"sandbox_input":"10","sandbox_output":"40","sandbox_reasoning":"8"}})";
    const ModelCall call = parsed(Api::responses, body);
    const auto events = eventsOf(call);
    EXPECT_EQ(events.front().name, "response.created");
    EXPECT_EQ(events.back().name, "response.completed");
    std::string text;
    std::int64_t number = 0;
    for (const http::SseEvent& event : events) {
        const auto data = json::parse(event.data);
        EXPECT_EQ(data.at("type").as_string(), event.name);
        EXPECT_EQ(data.at("sequence_number").as_int64(), number++);
        if (event.name == "response.output_text.delta")
            text += data.at("delta").as_string();
    }
    const auto last = json::parse(events.back().data).at("response");
    EXPECT_EQ(last.at("output").at(0).at("content").at(0).at("text").as_string(), text);
    EXPECT_EQ(last.at("usage").at("output_tokens").as_int64(), 40);
    EXPECT_EQ(last.at("usage").at("output_tokens_details").at("reasoning_tokens").as_int64(), 8);
    EXPECT_EQ(last, json::parse(wholeAnswer({call, "1", 5})));
}

TEST(Dialects, AMessagesStreamTellsCacheWritesByAgeAndCumulativeOutput)
{
    const auto events =
        eventsOf(parsed(Api::messages, R"({"model":"claude-opus-5","max_tokens":90,"stream":true,"messages":[{"role":"user"}],
        "metadata":{"user_id":"sandbox input=10 cacheRead=20 cacheWrite5m=30 cacheWrite1h=40 output=50"}})"));
    std::vector<std::string> names;
    for (const http::SseEvent& event : events)
        if (names.empty() || names.back() != event.name)
            names.push_back(event.name);
    EXPECT_EQ(names,
        (std::vector<std::string> {"message_start", "content_block_start", "ping", "content_block_delta", "content_block_stop",
            "message_delta", "message_stop"}));
    const auto start = json::parse(events.front().data).at("message").at("usage");
    EXPECT_EQ(start.at("input_tokens").as_int64(), 10);
    EXPECT_EQ(start.at("cache_read_input_tokens").as_int64(), 20);
    EXPECT_EQ(start.at("cache_creation_input_tokens").as_int64(), 70);
    EXPECT_EQ(start.at("cache_creation").at("ephemeral_5m_input_tokens").as_int64(), 30);
    EXPECT_EQ(start.at("cache_creation").at("ephemeral_1h_input_tokens").as_int64(), 40);
    EXPECT_EQ(start.at("output_tokens").as_int64(), 1);
    const auto end = json::parse(events[events.size() - 2].data);
    EXPECT_EQ(end.at("usage").at("output_tokens").as_int64(), 50);
    EXPECT_EQ(end.at("delta").at("stop_reason").as_string(), "end_turn");
}

TEST(Dialects, UntoldUsageIsNowhereInTheAnswer)
{
    for (const auto& [api, body] :
        std::vector<std::pair<Api, std::string>> {
            {Api::chat,
                R"({"model":"gpt-5.6","stream":true,"stream_options":{"include_usage":true},"messages":[{"role":"user"}],"metadata":{"sandbox_fail":"nousage"}})"},
            {Api::messages,
                R"({"model":"claude-opus-5","max_tokens":90,"stream":true,"messages":[{"role":"user"}],"metadata":{"user_id":"sandbox fail=nousage"}})"},
            {Api::responses, R"({"model":"gpt-5.6","stream":true,"input":"x","metadata":{"sandbox_fail":"nousage"}})"}}) {
        const ModelCall call = parsed(api, body);
        for (const http::SseEvent& event : eventsOf(call))
            EXPECT_FALSE(event.data.contains("_tokens\":")) << event.data;
        EXPECT_FALSE(wholeAnswer({call, "1", 5}).contains("_tokens\":"));
    }
}

TEST(Dialects, EmbeddingsGiveOneVectorForEachInput)
{
    const auto list = json::parse(wholeAnswer(
        {parsed(Api::embeddings, R"({"model":"text-embedding-3-small","input":["a","b"],"dimensions":8})"), "1", 5}));
    ASSERT_EQ(list.at("data").as_array().size(), 2U);
    EXPECT_EQ(list.at("data").at(1).at("index").as_int64(), 1);
    EXPECT_EQ(list.at("data").at(0).at("embedding").as_array().size(), 8U);
    const auto coded = json::parse(wholeAnswer(
        {parsed(Api::embeddings, R"({"model":"text-embedding-3-small","input":"a","encoding_format":"base64"})"), "1", 5}));
    EXPECT_EQ(coded.at("data").at(0).at("embedding").as_string().size(), 1536U * 4 / 3 * 4 / 4 * 4);
}

} // namespace
} // namespace fuseboard::sandbox
