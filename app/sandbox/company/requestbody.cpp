// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/company/callplan.h"

#include <boost/json.hpp>

#include <algorithm>
#include <format>

namespace fuseboard::sandbox {
namespace {

namespace json = boost::json;

constexpr std::int64_t bytesPerToken = 4;
constexpr std::int64_t mostPromptBytes = 48 * 1024; // sizes go by hints; more bytes would only warm the machine
constexpr std::string_view filler = "Please look at the open orders of this week and say which of them need a person. ";

/// Name → text, as the provider's hints want them.
std::vector<std::pair<std::string, std::string>> hintsFor(const PlannedCall& call)
{
    std::vector<std::pair<std::string, std::string>> out;
    const auto number = [&](const char* name, std::int64_t value, bool always = false) {
        if (value != 0 || always)
            out.emplace_back(name, std::to_string(value));
    };
    number("input", call.tokens.input, true);
    number("cacheRead", call.tokens.cachedInput);
    number("cacheWrite5m", call.tokens.cacheWrite);
    number("cacheWrite1h", call.tokens.cacheWrite1h);
    if (call.api != Api::embeddings)
        number("output", call.tokens.output, true);
    number("reasoning", call.tokens.reasoning);
    number("delayMs", call.delayMilliseconds);
    if (call.stream)
        number("chunkMs", call.chunkMilliseconds);
    number("again", call.tool.empty() ? 0 : 1);
    if (!call.trouble.empty())
        out.emplace_back("fail", call.trouble);
    return out;
}

json::object openAiMetadata(const PlannedCall& call)
{
    json::object out; // this dialect wants strings
    for (const auto& [name, text] : hintsFor(call))
        out["sandbox_" + name] = text;
    return out;
}

std::string compactHints(const PlannedCall& call)
{
    std::string out = "sandbox";
    for (const auto& [name, text] : hintsFor(call))
        out += std::format(" {}={}", name, text);
    return out;
}

std::string prompt(const PlannedCall& call)
{
    const std::int64_t bytes = std::clamp<std::int64_t>(call.tokens.prompt() * bytesPerToken, 1, mostPromptBytes);
    std::string text;
    while (std::ssize(text) < bytes)
        text += filler;
    text.resize(static_cast<std::size_t>(bytes));
    return text;
}

json::array chatMessages(const PlannedCall& call)
{
    json::array messages {{{"role", "system"}, {"content", "You help the team " + call.caller->team + "."}},
        {{"role", "user"}, {"content", prompt(call)}}};
    for (int i = 0; i < call.repeatedToolCalls; ++i) {
        const std::string id = std::format("call_{}", i);
        const json::object function {{"name", call.tool}, {"arguments", "{\"query\":\"order 4711\"}"}};
        messages.push_back({{"role", "assistant"}, {"content", nullptr},
            {"tool_calls", json::array {json::object {{"id", id}, {"type", "function"}, {"function", function}}}}});
        messages.push_back({{"role", "tool"}, {"tool_call_id", id}, {"content", "no result"}});
    }
    return messages;
}

} // namespace

std::string requestBody(const PlannedCall& call)
{
    json::object body {{"model", call.model}};
    if (call.stream)
        body["stream"] = true;
    switch (call.api) {
    case Api::chat:
        body["messages"] = chatMessages(call);
        body["max_completion_tokens"] = call.tokens.output;
        if (call.stream)
            body["stream_options"] = json::object {{"include_usage", true}};
        if (!call.tool.empty())
            body["tools"] = json::array {json::object {{"type", "function"},
                {"function", json::object {{"name", call.tool}, {"parameters", json::object {{"type", "object"}}}}}}};
        body["metadata"] = openAiMetadata(call);
        break;
    case Api::responses:
        body["input"] = prompt(call);
        body["max_output_tokens"] = call.tokens.output;
        body["metadata"] = openAiMetadata(call);
        break;
    case Api::embeddings:
        body["input"] = prompt(call);
        body["dimensions"] = 64;
        body["user"] = compactHints(call);
        break;
    case Api::messages:
        body["max_tokens"] = call.tokens.output;
        body["messages"] = json::array {json::object {{"role", "user"}, {"content", prompt(call)}}};
        body["metadata"] = json::object {{"user_id", compactHints(call)}};
        break;
    }
    return json::serialize(body);
}

} // namespace fuseboard::sandbox
