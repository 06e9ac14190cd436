// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "documents/policydocument.h"
#include "fuzz/target.h"
#include "gateway/callprice.h"
#include "gateway/meter.h"
#include "gateway/requestfacts.h"

#include <simdjson.h>

#include <array>

namespace fuseboard::test {
namespace {

using gateway::Api;
using gateway::RequestFacts;

constexpr std::array apis {Api::chat, Api::responses, Api::messages, Api::embeddings, Api::countTokens};
constexpr std::int64_t mostOutput = 128'000'000; // 128 answers of the longest cap

const PolicyDocument& policy()
{
    static const PolicyDocument made = *parsePolicy(
        R"({"revision":1,"zone":"Etc/UTC","fiscalDay":1,"teams":[],"tokens":[],"budgets":[],"routes":[],)"
        R"("prices":{"version":"v","currency":"USD","models":{"m":{"input":"5","output":"30","cacheRead":"0.5"}}}})");
    return made;
}

/// Two writers may escape the same text in two ways.
std::string plainly(const std::string& json)
{
    simdjson::dom::parser parser;
    simdjson::dom::element root;
    return parser.parse(json).get(root) == simdjson::SUCCESS ? simdjson::minify(root) : std::string();
}

bool isSame(const RequestFacts& one, const RequestFacts& other)
{
    return one.model == other.model && one.stream == other.stream && one.choices == other.choices && one.tools == other.tools
        && one.statesCap == other.statesCap && one.outputCap == other.outputCap && one.writesCache == other.writesCache
        && plainly(one.body) == plainly(other.body);
}

/// What is sent is understood as what was understood.
std::string passedFault(Api api, const RequestFacts& facts)
{
    const auto again = gateway::readRequest(api, facts.body);
    if (!again)
        return "what is sent would be refused: " + again.error().detail;
    if (!isSame(facts, *again))
        return "what is sent is another call";
    if (facts.stream && api == Api::chat && !again->usageAsked)
        return "a stream whose usage is not asked for";
    return {};
}

std::string changedFault(Api api, const RequestFacts& facts)
{
    RequestFacts other = facts;
    if (!gateway::setModel(other, "an \"other\" model"))
        return "its model can't be changed";
    auto again = gateway::readRequest(api, other.body);
    if (!again || again->model != "an \"other\" model")
        return "its model is not changed";
    if (!gateway::setModel(*again, facts.model))
        return "its model can't be changed back";
    const auto back = gateway::readRequest(api, again->body);
    if (!back || back->model != facts.model || back->stream != facts.stream || back->outputCap != facts.outputCap)
        return "a changed model changes more";
    if (facts.statesCap || facts.capName.empty())
        return {};
    RequestFacts capped = facts;
    gateway::setOutputCap(api, capped, 77);
    const auto bounded = gateway::readRequest(api, capped.body);
    if (!bounded || !bounded->statesCap || bounded->outputCap != 77 * facts.choices || bounded->model != facts.model)
        return "a cap that is set does not bound it";
    return {};
}

std::string factsFault(Api api, const RequestFacts& facts)
{
    if (facts.outputCap < 0 || facts.outputCap > mostOutput || facts.inputTokens < 64 || facts.inputBytes < 0
        || facts.pictureTokens < 0 || facts.choices < 1 || facts.choices > 128)
        return "a figure that can't be";
    if (const auto most = gateway::worstCaseNano(policy(), api, facts); most && *most <= 0)
        return "a worst case that costs nothing";
    std::string fault = passedFault(api, facts);
    return fault.empty() ? changedFault(api, facts) : fault;
}

std::string answerFault(Api api, const std::string& body, std::string& kind)
{
    gateway::Meter meter(api, {.model = "m", .stream = false, .usageAsked = false, .inputBytes = 300, .body = {}});
    const bool isAnswer = meter.readWhole(body);
    if (!isAnswer)
        meter.readPart(body);
    kind += isAnswer ? 'a' : '-';
    const auto metering = meter.metering();
    kind += metering.counted ? 'c' : 's';
    const auto& t = metering.tokens;
    if (t.input < 0 || t.cacheRead < 0 || t.cacheWrite5m < 0 || t.cacheWrite1h < 0 || t.output < 0 || t.reasoning < 0)
        return "a negative count";
    if (!isAnswer && !metering.counted)
        return "what is no answer states its usage";
    // A stated zero is zero; what nobody stated never is.
    const auto price = gateway::priceOf(policy(), "m", metering);
    if (!price || price->nano < 0 || (price->nano == 0 && !meter.statesInput()))
        return "a call whose usage nobody stated costs nothing";
    return {};
}

std::vector<std::string> corpus()
{
    return {R"({"model":"m","messages":[{"role":"user","content":"hello"}]})",
        R"({"model":"m","stream":true,"messages":[{"role":"user","content":"é \u0000 \"q\""}]})",
        R"({"model":"m","stream":true,"stream_options":{"include_usage":true,"include_obfuscation":false}})",
        R"({"model":"m","max_tokens":5,"max_completion_tokens":7,"n":3})", R"({"model":"m","max_output_tokens":9})",
        R"({"model":"m","max_tokens":null,"max_completion_tokens":null,"stop":null})", R"({"model":"m","max_tokens":0})",
        R"({"model":"m","background":true})",
        R"({"model":"m","previous_response_id":"r","conversation":"c","prompt":{"id":"p"}})",
        R"({"model":"m","tools":[{"type":"function","function":{"name":"f"}}],"functions":[]})",
        R"({"model":"m","messages":[{"content":[{"type":"image_url","image_url":{"url":"data:image/png;base64,AAAA"}}]}]})",
        R"({"model":"m","messages":[{"content":[{"type":"image","source":{"type":"base64","media_type":"image/png","data":"AAAA"}}]}]})",
        R"({"model":"m","input":[{"content":[{"type":"input_file","file_id":"f","file_url":"u"}]}]})",
        R"({"model":"m","system":[{"type":"text","text":"s","cache_control":{"type":"ephemeral","ttl":"1h"}}]})",
        R"({"model":"m","big":18446744073709551615,"tiny":1e-09,"deep":[[[[[[[[1]]]]]]]]})", R"({"model":"m","Model":"n"})",
        R"({"a":{"model":"x"},"b":["model",{"model":"y"}],"c":"\"model\":","model":"m"})", R"({"mod\u0065l":"m"})", "[]",
        "null", "",
        R"({"model":"gpt","usage":{"prompt_tokens":100,"completion_tokens":20,"prompt_tokens_details":{"cached_tokens":40,"cache_write_tokens":10},"completion_tokens_details":{"reasoning_tokens":5}}})",
        R"({"model":"m","usage":{"input_tokens":7,"input_tokens_details":{"cached_tokens":3},"output_tokens":9,"output_tokens_details":{"reasoning_tokens":2}}})",
        R"({"type":"message","model":"c","usage":{"input_tokens":5,"cache_read_input_tokens":100,"cache_creation_input_tokens":30,"cache_creation":{"ephemeral_5m_input_tokens":10,"ephemeral_1h_input_tokens":20},"output_tokens":6}})",
        R"({"model":"m","choices":[{"message":{"content":"123456789","tool_calls":[{"function":{"arguments":"{}"}}]}}],"usage":null})"};
}

Reading read(const std::string& input)
{
    Reading out;
    for (const Api api : apis) {
        const auto facts = gateway::readRequest(api, input);
        out.kind += facts ? std::string(1, static_cast<char>('0' + facts->stream + 2 * facts->statesCap + 4 * facts->tools))
                          : facts.error().detail.substr(0, 24);
        out.accepted |= facts.has_value();
        if (facts && out.fault.empty())
            out.fault = factsFault(api, *facts);
        if (out.fault.empty())
            out.fault = answerFault(api, input, out.kind);
    }
    return out;
}

} // namespace

FuzzTarget bodyTarget()
{
    return {.name = "bodies",
        .inputs = {.corpus = corpus(),
            .dictionary = {R"("model":"m",)", R"("stream":true,)", R"("stream_options":{},)", R"("include_usage":false)",
                R"("max_tokens":1,)", R"("max_completion_tokens":null,)", R"("max_output_tokens":2,)", R"("n":2,)",
                R"("usage":{"prompt_tokens":1})", R"("completion_tokens":1)", "\\u0000", "\\ud800", "\\\"", "{}", "[]", "null",
                "true", R"("MODEL":)", R"("cache_control")", R"("file_id")", R"("data":"AAAA")", R"("type":"image")",
                R"("tools":[{}],)", "\xc3\xa9", "\xff", " "},
            .longest = 4096,
            .keepsSize = false},
        .read = read};
}

} // namespace fuseboard::test
