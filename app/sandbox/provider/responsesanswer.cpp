// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/provider/answers.h"

#include <boost/json.hpp>

namespace fuseboard::sandbox {
namespace {

namespace json = boost::json;

json::value usageOf(const MeteredTokens& tokens)
{
    return {{"input_tokens", tokens.prompt()},
        {"input_tokens_details", {{"cached_tokens", tokens.cachedInput}, {"cache_write_tokens", tokens.cacheWrite}}},
        {"output_tokens", tokens.output}, {"output_tokens_details", json::object {{"reasoning_tokens", tokens.reasoning}}},
        {"total_tokens", tokens.prompt() + tokens.output}};
}

json::object part(const std::string& text)
{
    return {{"type", "output_text"}, {"annotations", json::array {}}, {"logprobs", json::array {}}, {"text", text}};
}

json::object item(const Reply& reply, const char* status, json::array content)
{
    return {{"id", "msg_" + reply.id}, {"type", "message"}, {"status", status}, {"role", "assistant"},
        {"content", std::move(content)}};
}

json::object response(const Reply& reply, const char* status, json::array output)
{
    const bool over = std::string_view(status) != "in_progress";
    return {{"id", reply.fullId()}, {"object", "response"}, {"created_at", reply.createdUnixSeconds}, {"status", status},
        {"background", false}, {"error", nullptr},
        {"incomplete_details",
            over && reply.call.lengthLimited ? json::value(json::object {{"reason", "max_output_tokens"}})
                                             : json::value(nullptr)},
        {"instructions", nullptr}, {"model", reply.call.model}, {"output", std::move(output)}, {"parallel_tool_calls", true},
        {"previous_response_id", nullptr}, {"service_tier", "default"}, {"store", false}, {"tool_choice", "auto"},
        {"tools", json::array {}}, {"truncation", "disabled"},
        {"usage", over && reply.tellsUsage() ? usageOf(reply.call.tokens) : json::value(nullptr)},
        {"metadata", json::object {}}};
}

json::object finished(const Reply& reply)
{
    const char* status = reply.call.lengthLimited ? "incomplete" : "completed";
    return response(reply, status, {item(reply, status, {part(textOf(deltasOf(reply.call)))})});
}

} // namespace

std::string wholeResponse(const Reply& reply) { return json::serialize(finished(reply)); }

std::vector<StreamPiece> streamResponse(const Reply& reply)
{
    std::vector<StreamPiece> pieces;
    int number = 0;
    const auto event = [&](const std::string& type, json::object body, std::int64_t soFar) {
        json::object out {{"type", type}, {"sequence_number", number++}};
        for (auto& member : body)
            out[member.key()] = std::move(member.value());
        pieces.push_back({"event: " + type + "\ndata: " + json::serialize(out) + "\n\n", soFar});
    };
    const auto place = [&](json::object more) {
        more["item_id"] = "msg_" + reply.id;
        more["output_index"] = 0;
        more["content_index"] = 0;
        return more;
    };
    const auto deltas = deltasOf(reply.call);
    const std::int64_t all = reply.call.tokens.output;
    const std::string text = textOf(deltas);
    const char* status = reply.call.lengthLimited ? "incomplete" : "completed";

    event("response.created", {{"response", response(reply, "in_progress", {})}}, 0);
    event("response.in_progress", {{"response", response(reply, "in_progress", {})}}, 0);
    event("response.output_item.added", {{"output_index", 0}, {"item", item(reply, "in_progress", {})}}, 0);
    event("response.content_part.added", place({{"part", part("")}}), 0);
    for (const Delta& delta : deltas)
        event("response.output_text.delta", place({{"delta", delta.text}, {"logprobs", json::array {}}}), delta.outputSoFar);
    event("response.output_text.done", place({{"text", text}, {"logprobs", json::array {}}}), all);
    event("response.content_part.done", place({{"part", part(text)}}), all);
    event("response.output_item.done", {{"output_index", 0}, {"item", item(reply, status, {part(text)})}}, all);
    event(std::string("response.") + status, {{"response", finished(reply)}}, all);
    return pieces;
}

} // namespace fuseboard::sandbox
