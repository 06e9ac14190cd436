// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sdkanswers.h"

#include <format>
#include <vector>

namespace fuseboard::test {
namespace {

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

std::string whole(int status, const std::string& body, const std::string& fields = {})
{
    return std::format(
        "HTTP/1.1 {} X\r\nContent-Type: application/json\r\n{}Content-Length: {}\r\n\r\n{}", status, fields, body.size(), body);
}

std::string failure(const std::string& path, int status, const std::string& type, const std::string& fields = {})
{
    const std::string inner = R"({"type":")" + type + R"(","message":"provider says no","code":")" + type + R"("})";
    return whole(status,
        path.starts_with("/v1/messages") ? R"({"type":"error","error":)" + inner + "}" : R"({"error":)" + inner + "}", fields);
}

/// Events of a stream, each a chunk of its own.
class Events {
public:
    void add(const std::string& json, const std::string& name = {})
    {
        const std::string event = (name.empty() ? "" : "event: " + name + "\n") + "data: " + json + "\n\n";
        m_chunks.push_back(std::format("{:x}\r\n{}\r\n", event.size(), event));
    }
    /// Events that state their name as their type.
    void addTyped(const std::string& type, const std::string& more = {})
    {
        add(R"({"type":")" + type + "\"" + (more.empty() ? "" : "," + more) + "}", type);
    }
    [[nodiscard]] std::string text(bool isCut) const
    {
        std::string out = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
        for (std::size_t i = 0; i < (isCut ? m_chunks.size() / 2 : m_chunks.size()); ++i)
            out += m_chunks[i];
        return isCut ? out : out + "0\r\n\r\n";
    }

private:
    std::vector<std::string> m_chunks;
};

struct Asked {
    std::string model;
    bool tool = false; ///< the answer calls it
    [[nodiscard]] std::string quotedModel() const { return R"("model":")" + model + "\""; }
};

constexpr const char* first = "It is ";
constexpr const char* second = "21 degrees.";
const std::string arguments = R"({\"city\":\"Oslo\"})"; // as it stands in a JSON text
const std::string text = std::string(first) + second;

std::string chatWhole(const Asked& asked)
{
    const std::string message = asked.tool
        ? R"("content":null,"tool_calls":[{"id":"call_1","type":"function","function":{"name":"weather","arguments":")"
            + arguments + R"("}}]},"finish_reason":"tool_calls")"
        : R"("content":")" + text + R"("},"finish_reason":"stop")";
    return R"({"id":"c","object":"chat.completion","created":1,)" + asked.quotedModel()
        + R"(,"choices":[{"index":0,"message":{"role":"assistant",)" + message
        + R"(}],"usage":{"prompt_tokens":10,"completion_tokens":20,"total_tokens":30}})";
}

Events chatEvents(const Asked& asked)
{
    Events events;
    const auto chunk = [&](const std::string& choices, const std::string& more = {}) {
        events.add(R"({"id":"c","object":"chat.completion.chunk","created":1,)" + asked.quotedModel() + R"(,"choices":[)"
            + choices + "]" + more + "}");
    };
    const auto delta = [&](const std::string& json, const std::string& finish = "null") {
        chunk(R"({"index":0,"delta":)" + json + R"(,"finish_reason":)" + finish + "}");
    };
    if (asked.tool) {
        delta(
            R"({"role":"assistant","content":null,"tool_calls":[{"index":0,"id":"call_1","type":"function","function":{"name":"weather","arguments":""}}]})");
        delta(R"({"tool_calls":[{"index":0,"function":{"arguments":")" + arguments + R"("}}]})");
    } else {
        delta(R"({"role":"assistant","content":""})");
        delta(std::string(R"({"content":")") + first + "\"}");
        delta(std::string(R"({"content":")") + second + "\"}");
    }
    delta("{}", asked.tool ? R"("tool_calls")" : R"("stop")");
    chunk("", R"(,"usage":{"prompt_tokens":10,"completion_tokens":20,"total_tokens":30})");
    events.add("[DONE]");
    return events;
}

std::string responseItem(const Asked& asked, bool isDone)
{
    const std::string status = isDone ? R"("status":"completed")" : R"("status":"in_progress")";
    if (asked.tool)
        return R"({"id":"fc_1","type":"function_call",)" + status + R"(,"call_id":"call_1","name":"weather","arguments":")"
            + (isDone ? arguments : "") + "\"}";
    return R"({"id":"msg_1","type":"message",)" + status + R"(,"role":"assistant","content":[)"
        + (isDone ? R"({"type":"output_text","annotations":[],"text":")" + text + "\"}" : "") + "]}";
}

std::string response(const Asked& asked, bool isDone)
{
    return R"({"id":"resp_1","object":"response","created_at":1,"error":null,"incomplete_details":null,"instructions":null,"metadata":{},)"
        + asked.quotedModel()
        + R"(,"parallel_tool_calls":true,"temperature":1,"tool_choice":"auto","tools":[],"top_p":1,"status":")"
        + (isDone ? "completed" : "in_progress") + R"(","output":[)" + (isDone ? responseItem(asked, true) : "")
        + R"(],"usage":)" + (isDone ? R"({"input_tokens":10,"output_tokens":20,"total_tokens":30})" : "null") + "}";
}

Events responseEvents(const Asked& asked)
{
    Events events;
    int number = 0;
    const auto event = [&](const std::string& type, const std::string& more) {
        events.addTyped(type, R"("sequence_number":)" + std::to_string(number++) + "," + more);
    };
    const std::string place =
        asked.tool ? R"("item_id":"fc_1","output_index":0)" : R"("item_id":"msg_1","output_index":0,"content_index":0)";
    event("response.created", R"("response":)" + response(asked, false));
    event("response.output_item.added", R"("output_index":0,"item":)" + responseItem(asked, false));
    if (asked.tool) {
        event("response.function_call_arguments.delta", place + R"(,"delta":")" + arguments + "\"");
        event("response.function_call_arguments.done", place + R"(,"name":"weather","arguments":")" + arguments + "\"");
    } else {
        event("response.content_part.added", place + R"(,"part":{"type":"output_text","annotations":[],"text":""})");
        for (const char* piece : {first, second})
            event("response.output_text.delta", place + R"(,"logprobs":[],"delta":")" + piece + "\"");
        event("response.output_text.done", place + R"(,"logprobs":[],"text":")" + text + "\"");
        event(
            "response.content_part.done", place + R"(,"part":{"type":"output_text","annotations":[],"text":")" + text + "\"}");
    }
    event("response.output_item.done", R"("output_index":0,"item":)" + responseItem(asked, true));
    event("response.completed", R"("response":)" + response(asked, true));
    return events;
}

std::string message(const Asked& asked, const std::string& content, const std::string& stop, int output)
{
    return R"({"id":"msg_1","type":"message","role":"assistant",)" + asked.quotedModel() + R"(,"content":[)" + content
        + R"(],"stop_reason":)" + stop + R"(,"stop_sequence":null,"usage":{"input_tokens":10,"output_tokens":)"
        + std::to_string(output) + "}}";
}

std::string messageWhole(const Asked& asked)
{
    const std::string content = asked.tool ? R"({"type":"tool_use","id":"toolu_1","name":"weather","input":{"city":"Oslo"}})"
                                           : R"({"type":"text","text":")" + text + "\"}";
    return message(asked, content, asked.tool ? R"("tool_use")" : R"("end_turn")", 20);
}

Events messageEvents(const Asked& asked)
{
    Events events;
    events.addTyped("message_start", R"("message":)" + message(asked, {}, "null", 1));
    events.addTyped("content_block_start",
        R"("index":0,"content_block":)"
            + std::string(asked.tool ? R"({"type":"tool_use","id":"toolu_1","name":"weather","input":{}})"
                                     : R"({"type":"text","text":""})"));
    const auto delta = [&](const std::string& json) { events.addTyped("content_block_delta", R"("index":0,"delta":)" + json); };
    if (asked.tool)
        delta(R"({"type":"input_json_delta","partial_json":")" + arguments + "\"}");
    else
        for (const char* piece : {first, second})
            delta(std::string(R"({"type":"text_delta","text":")") + piece + "\"}");
    events.addTyped("content_block_stop", R"("index":0)");
    events.addTyped("message_delta",
        std::string(R"("delta":{"stop_reason":")") + (asked.tool ? "tool_use" : "end_turn")
            + R"(","stop_sequence":null},"usage":{"output_tokens":20})");
    events.addTyped("message_stop");
    return events;
}

} // namespace

std::string sdkAnswer(const std::string& path, const std::string& model, const std::string& body)
{
    if (path.starts_with("/v1/messages/count_tokens"))
        return whole(200, R"({"input_tokens":17})");
    if (path == "/v1/models/m")
        return whole(200, R"({"id":"m","type":"model"})");
    if (path.starts_with("/v1/models"))
        return whole(200, R"({"object":"list","data":[{"id":"m","type":"model"}],"has_more":false})");
    if (model == "gone")
        return failure(path, 404, "model_not_found");
    if (model == "full")
        return failure(path, 429, "insufficient_quota", "X-Should-Retry: false\r\n");
    const bool hasResult =
        has(body, R"("role":"tool")") || has(body, "function_call_output") || has(body, R"("type":"tool_result")");
    const Asked asked {.model = model, .tool = has(body, R"("tools":[)") && !hasResult};
    const bool isStream = has(body, R"("stream":true)"), isCut = model == "cut";
    if (path.starts_with("/v1/messages"))
        return isStream ? messageEvents(asked).text(isCut) : whole(200, messageWhole(asked));
    if (path.starts_with("/v1/responses"))
        return isStream ? responseEvents(asked).text(isCut) : whole(200, response(asked, true));
    return isStream ? chatEvents(asked).text(isCut) : whole(200, chatWhole(asked));
}

std::string sdkRateLimit(const std::string& path) { return failure(path, 429, "rate_limit_exceeded", "Retry-After: 1\r\n"); }

} // namespace fuseboard::test
