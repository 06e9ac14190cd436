// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "loops/conversation.h"

#include "documents/jsonwriter.h"

#include <format>

namespace fuseboard::test::loops {
namespace {

using gateway::Api;

std::string callId(std::string_view prefix, std::size_t turn, std::size_t call)
{
    return std::format("{}{:08x}{:02x}", prefix, (turn + 1) * 2654435761U, call);
}

void writeTools(JsonWriter& out, Api api)
{
    out.key("tools").beginArray();
    for (const char* name : {"Read", "Grep", "Edit", "Bash"}) {
        out.beginObject();
        const char* schema = R"({"type":"object","properties":{"path":{"type":"string"}}})";
        if (api == Api::messages)
            out.member("name", name).member("description", "A tool.").key("input_schema").raw(schema);
        else if (api == Api::responses)
            out.member("type", "function").member("name", name).key("parameters").raw(schema);
        else
            out.member("type", "function")
                .key("function")
                .beginObject()
                .member("name", name)
                .key("parameters")
                .raw(schema)
                .endObject();
        out.endObject();
    }
    out.endArray();
}

void writeMessage(JsonWriter& out, std::string_view role, std::string_view text)
{
    out.beginObject().member("role", role).member("content", text).endObject();
}

void writeChat(JsonWriter& out, const Conversation& conversation, std::size_t turns)
{
    out.key("messages").beginArray();
    writeMessage(out, "system", conversation.system);
    writeMessage(out, "user", conversation.task);
    for (std::size_t i = 0; i < turns; ++i) {
        const Turn& turn = conversation.turns[i];
        out.beginObject().member("role", "assistant").key("content");
        turn.said.empty() ? out.null() : out.text(turn.said);
        if (!turn.calls.empty()) {
            out.key("tool_calls").beginArray();
            for (std::size_t c = 0; c < turn.calls.size(); ++c) {
                out.beginObject().member("id", callId("call_", i, c)).member("type", "function").key("function").beginObject();
                out.member("name", turn.calls[c].tool).member("arguments", turn.calls[c].arguments).endObject().endObject();
            }
            out.endArray();
        }
        out.endObject();
        for (std::size_t c = 0; c < turn.calls.size(); ++c) {
            out.beginObject().member("role", "tool").member("tool_call_id", callId("call_", i, c));
            out.member("content", turn.calls[c].result).endObject();
        }
        if (!turn.asked.empty())
            writeMessage(out, "user", turn.asked);
    }
    out.endArray();
}

void writeItem(JsonWriter& out, std::string_view role, std::string_view part, std::string_view text)
{
    out.beginObject().member("type", "message").member("role", role).key("content").beginArray();
    out.beginObject().member("type", part).member("text", text).endObject().endArray().endObject();
}

void writeResponses(JsonWriter& out, const Conversation& conversation, std::size_t turns)
{
    out.member("instructions", conversation.system).member("store", false).key("input").beginArray();
    writeItem(out, "user", "input_text", conversation.task);
    for (std::size_t i = 0; i < turns; ++i) {
        const Turn& turn = conversation.turns[i];
        out.beginObject().member("type", "reasoning").member("id", callId("rs_", i, 0)).key("summary").beginArray().endArray();
        out.member("encrypted_content", callId("gAAAA", i * 7 + 3, 1)).endObject();
        if (!turn.said.empty())
            writeItem(out, "assistant", "output_text", turn.said);
        for (std::size_t c = 0; c < turn.calls.size(); ++c) {
            out.beginObject().member("type", "function_call").member("call_id", callId("call_", i, c));
            out.member("name", turn.calls[c].tool).member("arguments", turn.calls[c].arguments).endObject();
        }
        for (std::size_t c = 0; c < turn.calls.size(); ++c) {
            out.beginObject().member("type", "function_call_output").member("call_id", callId("call_", i, c));
            out.member("output", turn.calls[c].result).endObject();
        }
        if (!turn.asked.empty())
            writeItem(out, "user", "input_text", turn.asked);
    }
    out.endArray();
}

/// The mark of what to keep moves to the newest block with each call.
void writeText(JsonWriter& out, std::string_view text, bool marked)
{
    out.beginObject().member("type", "text").member("text", text);
    if (marked)
        out.key("cache_control").raw(R"({"type":"ephemeral"})");
    out.endObject();
}

void writeAnswer(JsonWriter& out, const Turn& turn, std::size_t index)
{
    out.beginObject().member("role", "assistant").key("content").beginArray();
    if (!turn.said.empty())
        writeText(out, turn.said, false);
    for (std::size_t c = 0; c < turn.calls.size(); ++c) {
        out.beginObject().member("type", "tool_use").member("id", callId("toolu_", index, c));
        out.member("name", turn.calls[c].tool).key("input").raw(turn.calls[c].arguments).endObject();
    }
    out.endArray().endObject();
}

void writeResults(JsonWriter& out, const Turn& turn, std::size_t index, bool newest)
{
    out.beginObject().member("role", "user").key("content").beginArray();
    for (std::size_t c = 0; c < turn.calls.size(); ++c) {
        out.beginObject().member("type", "tool_result").member("tool_use_id", callId("toolu_", index, c));
        if (index % 2 == 0)
            out.member("content", turn.calls[c].result);
        else
            out.key("content")
                .beginArray()
                .beginObject()
                .member("type", "text")
                .member("text", turn.calls[c].result)
                .endObject()
                .endArray();
        if (turn.calls[c].failed)
            out.member("is_error", true);
        if (newest && c + 1 == turn.calls.size() && turn.asked.empty())
            out.key("cache_control").raw(R"({"type":"ephemeral"})");
        out.endObject();
    }
    if (!turn.asked.empty() || turn.calls.empty())
        writeText(out, turn.asked, newest);
    out.endArray().endObject();
}

void writeMessages(JsonWriter& out, const Conversation& conversation, std::size_t turns)
{
    out.member("max_tokens", 32'000).key("system").beginArray();
    writeText(out, conversation.system, true);
    out.endArray().key("messages").beginArray();
    out.beginObject().member("role", "user").key("content").beginArray();
    writeText(out, conversation.task, turns == 0);
    out.endArray().endObject();
    for (std::size_t i = 0; i < turns; ++i) {
        writeAnswer(out, conversation.turns[i], i);
        writeResults(out, conversation.turns[i], i, i + 1 == turns);
    }
    out.endArray();
}

} // namespace

std::string LabelledSession::body(const Call& call) const
{
    const Conversation& conversation = conversations[call.conversation];
    JsonWriter out;
    out.beginObject().member("model", api == Api::messages ? "claude-sonnet-4-5" : "gpt-5.6").member("stream", true);
    if (api == Api::messages)
        writeMessages(out, conversation, call.turns);
    else if (api == Api::responses)
        writeResponses(out, conversation, call.turns);
    else
        writeChat(out, conversation, call.turns);
    writeTools(out, api);
    return std::move(out.endObject()).str();
}

std::int64_t costNano(const LabelledSession& session, std::size_t bodyBytes)
{
    return session.priceFactor * (static_cast<std::int64_t>(bodyBytes) / 4 * 3'000 + 400 * 15'000);
}

} // namespace fuseboard::test::loops
