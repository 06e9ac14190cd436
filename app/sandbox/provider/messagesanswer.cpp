// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/provider/answers.h"

#include <boost/json.hpp>

namespace fuseboard::sandbox {
namespace {

namespace json = boost::json;

json::object usageOf(const MeteredTokens& tokens, std::int64_t output)
{
    return {{"input_tokens", tokens.input}, {"cache_creation_input_tokens", tokens.cacheWrite + tokens.cacheWrite1h},
        {"cache_read_input_tokens", tokens.cachedInput},
        {"cache_creation",
            {{"ephemeral_5m_input_tokens", tokens.cacheWrite}, {"ephemeral_1h_input_tokens", tokens.cacheWrite1h}}},
        {"output_tokens", output}, {"service_tier", "standard"}};
}

const char* stopReason(const ModelCall& call)
{
    return call.lengthLimited ? "max_tokens" : call.tool.empty() ? "end_turn" : "tool_use";
}

json::object block(const Reply& reply, const std::string& text, json::object input)
{
    if (reply.call.tool.empty())
        return {{"type", "text"}, {"text", text}};
    return {{"type", "tool_use"}, {"id", "toolu_" + reply.id}, {"name", reply.call.tool}, {"input", std::move(input)}};
}

json::object message(const Reply& reply, json::array content, json::value stop, std::int64_t output)
{
    json::object out {{"id", reply.fullId()}, {"type", "message"}, {"role", "assistant"}, {"model", reply.call.model},
        {"content", std::move(content)}, {"stop_reason", std::move(stop)}, {"stop_sequence", nullptr}};
    if (reply.tellsUsage())
        out["usage"] = usageOf(reply.call.tokens, output);
    return out;
}

} // namespace

std::string wholeMessage(const Reply& reply)
{
    const std::string text = textOf(deltasOf(reply.call));
    return json::serialize(
        message(reply, {block(reply, text, {{"query", text}})}, stopReason(reply.call), reply.call.tokens.output));
}

std::vector<StreamPiece> streamMessage(const Reply& reply)
{
    const ModelCall& call = reply.call;
    std::vector<StreamPiece> pieces;
    const auto event = [&](const char* type, json::object body, std::int64_t soFar) {
        json::object out {{"type", type}};
        for (auto& member : body)
            out[member.key()] = std::move(member.value());
        pieces.push_back({std::string("event: ") + type + "\ndata: " + json::serialize(out) + "\n\n", soFar});
    };
    const auto delta = [&](const std::string& text, std::int64_t soFar) {
        json::object inner = call.tool.empty() ? json::object {{"type", "text_delta"}, {"text", text}}
                                               : json::object {{"type", "input_json_delta"}, {"partial_json", text}};
        event("content_block_delta", {{"index", 0}, {"delta", std::move(inner)}}, soFar);
    };
    // The first count is what had been written when the stream began: real streams say 1 or a few, never the sum.
    const std::int64_t begun = std::min<std::int64_t>(call.tokens.output, 1);
    event("message_start", {{"message", message(reply, {}, nullptr, begun)}}, begun);
    event("content_block_start", {{"index", 0}, {"content_block", block(reply, "", {})}}, begun);
    event("ping", {}, begun);
    if (!call.tool.empty())
        delta("{\"query\":\"", begun);
    for (const Delta& each : deltasOf(call))
        delta(each.text, each.outputSoFar);
    if (!call.tool.empty())
        delta("\"}", call.tokens.output);
    event("content_block_stop", {{"index", 0}}, call.tokens.output);
    json::object end {{"delta", {{"stop_reason", stopReason(call)}, {"stop_sequence", nullptr}}}};
    if (reply.tellsUsage()) {
        json::object usage = usageOf(call.tokens, call.tokens.output); // cumulative, not what this event adds
        usage.erase("service_tier");
        end["usage"] = std::move(usage);
    }
    event("message_delta", std::move(end), call.tokens.output);
    event("message_stop", {}, call.tokens.output);
    return pieces;
}

} // namespace fuseboard::sandbox
