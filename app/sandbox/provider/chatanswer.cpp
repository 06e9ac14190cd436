// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/provider/answers.h"

#include <boost/json.hpp>

namespace fuseboard::sandbox {
namespace {

namespace json = boost::json;

json::value usageOf(const MeteredTokens& tokens)
{
    return {{"prompt_tokens", tokens.prompt()}, {"completion_tokens", tokens.output},
        {"total_tokens", tokens.prompt() + tokens.output},
        {"prompt_tokens_details",
            {{"cached_tokens", tokens.cachedInput}, {"cache_write_tokens", tokens.cacheWrite}, {"audio_tokens", 0}}},
        {"completion_tokens_details",
            {{"reasoning_tokens", tokens.reasoning}, {"audio_tokens", 0}, {"accepted_prediction_tokens", 0},
                {"rejected_prediction_tokens", 0}}}};
}

const char* finishReason(const ModelCall& call)
{
    return call.lengthLimited ? "length" : call.tool.empty() ? "stop" : "tool_calls";
}

json::value toolCall(const Reply& reply, const std::string& arguments)
{
    return {
        {"id", "call_" + reply.id}, {"type", "function"}, {"function", {{"name", reply.call.tool}, {"arguments", arguments}}}};
}

json::object head(const Reply& reply, const char* object)
{
    return {{"id", reply.fullId()}, {"object", object}, {"created", reply.createdUnixSeconds}, {"model", reply.call.model},
        {"service_tier", "default"}, {"system_fingerprint", nullptr}};
}

std::string chunk(const Reply& reply, json::array choices, json::value usage = nullptr)
{
    json::object out = head(reply, "chat.completion.chunk");
    out["choices"] = std::move(choices);
    // Only who asked for usage gets the member, and it is null until the last chunk.
    if (reply.call.includeUsage && reply.tellsUsage())
        out["usage"] = std::move(usage);
    return "data: " + json::serialize(out) + "\n\n";
}

json::array choice(json::value delta, json::value finish = nullptr)
{
    return {
        json::object {{"index", 0}, {"delta", std::move(delta)}, {"logprobs", nullptr}, {"finish_reason", std::move(finish)}}};
}

} // namespace

std::string wholeChat(const Reply& reply)
{
    const std::string text = textOf(deltasOf(reply.call));
    json::object message {{"role", "assistant"}, {"content", text}, {"refusal", nullptr}, {"annotations", json::array {}}};
    if (!reply.call.tool.empty()) {
        message["content"] = nullptr;
        message["tool_calls"] = json::array {toolCall(reply, json::serialize(json::object {{"query", text}}))};
    }
    json::object out = head(reply, "chat.completion");
    out["choices"] = json::array {json::object {
        {"index", 0}, {"message", std::move(message)}, {"logprobs", nullptr}, {"finish_reason", finishReason(reply.call)}}};
    if (reply.tellsUsage())
        out["usage"] = usageOf(reply.call.tokens);
    return json::serialize(out);
}

std::vector<StreamPiece> streamChat(const Reply& reply)
{
    const ModelCall& call = reply.call;
    std::vector<StreamPiece> pieces;
    if (call.tool.empty()) {
        pieces.push_back({chunk(reply, choice({{"role", "assistant"}, {"content", ""}, {"refusal", nullptr}})), 0});
        for (const Delta& delta : deltasOf(call))
            pieces.push_back({chunk(reply, choice(json::object {{"content", delta.text}})), delta.outputSoFar});
    } else {
        json::value opening = toolCall(reply, "");
        opening.as_object()["index"] = 0;
        pieces.push_back(
            {chunk(reply, choice({{"role", "assistant"}, {"content", nullptr}, {"tool_calls", json::array {opening}}})), 0});
        const auto arguments = [&](const std::string& text, std::int64_t soFar) {
            const json::object part {{"index", 0}, {"function", json::object {{"arguments", text}}}};
            pieces.push_back({chunk(reply, choice(json::object {{"tool_calls", json::array {part}}})), soFar});
        };
        arguments("{\"query\":\"", call.tokens.reasoning);
        for (const Delta& delta : deltasOf(call))
            arguments(delta.text, delta.outputSoFar);
        arguments("\"}", call.tokens.output);
    }
    pieces.push_back({chunk(reply, choice(json::object {}, finishReason(call))), call.tokens.output});
    if (call.includeUsage && reply.tellsUsage())
        pieces.push_back({chunk(reply, {}, usageOf(call.tokens)), call.tokens.output});
    pieces.push_back({"data: [DONE]\n\n", call.tokens.output});
    return pieces;
}

} // namespace fuseboard::sandbox
