// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/transcripts/transcriptlines.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <format>

namespace fuseboard::test {
namespace {

constexpr std::int64_t proseLength = 1 << 20;

/// Words, line ends and what a tool's answer quotes; among it usage as a text, which is none.
std::string makeProse(Dice& dice)
{
    constexpr std::array<std::string_view, 12> pieces {"const auto ", "return ", "the ", "\\n    ", "value ",
        "\\\"name\\\": ", "ünïcode ", "if (", ") {\\n", "\\\"usage\\\":{\\\"input_tokens\\\":12} ", "test ", "\\t"};
    std::string out;
    while (static_cast<std::int64_t>(out.size()) < proseLength) {
        out += pieces[dice.next() % pieces.size()];
        out += dice.word(static_cast<std::size_t>(dice.between(2, 11)));
        out += ' ';
    }
    return out;
}

/// Where a cut leaves no half escape or character behind: after a space.
std::size_t afterSpace(std::string_view text, std::size_t from) { return text.find(' ', from) + 1; }

} // namespace

std::string timeText(std::int64_t millis)
{
    return std::format("{:%FT%T}Z", std::chrono::sys_time(std::chrono::milliseconds(millis)));
}

LineWriter::LineWriter(std::uint64_t seed)
    : m_dice(seed)
    , m_prose(makeProse(m_dice))
{
}

void LineWriter::text(std::string& out, std::int64_t length)
{
    while (length > 0) {
        const auto piece = std::min<std::int64_t>(length, proseLength / 4);
        const auto from = afterSpace(m_prose, static_cast<std::size_t>(m_dice.between(0, proseLength / 2)));
        const auto to = afterSpace(m_prose, from + static_cast<std::size_t>(piece));
        out.append(m_prose, from, to - from);
        length -= piece;
    }
}

void LineWriter::head(std::string& out, std::string_view type, const Session& session, bool sidechain, std::int64_t millis)
{
    out += R"({"parentUuid":")" + m_dice.uuid() + R"(","isSidechain":)" + (sidechain ? "true" : "false")
        + R"(,"userType":"external","cwd":")" + session.directory + R"(","sessionId":")" + session.id + R"(","version":")"
        + session.version + R"(","gitBranch":")" + session.branch + R"(","type":")";
    out += type;
    out += R"(","uuid":")" + m_dice.uuid() + R"(","timestamp":")" + timeText(millis) + '"';
}

void LineWriter::message(std::string& out, const Response& response, std::int64_t output)
{
    out += R"("message":{"id":")" + response.message + R"(","type":"message","role":"assistant","model":")" + response.model
        + R"(","content":[{"type":"text","text":")";
    text(out, m_dice.between(100, 1500));
    const auto& [input, read, write5m, write1h, all] = response.tokens;
    out += std::format(
        R"("}}],"stop_reason":null,"stop_sequence":null,"usage":{{"input_tokens":{},"cache_creation_input_tokens":{},"cache_read_input_tokens":{},)",
        input, write5m + write1h, read);
    if (response.writesBySpan)
        out += std::format(
            R"("cache_creation":{{"ephemeral_5m_input_tokens":{},"ephemeral_1h_input_tokens":{}}},)", write5m, write1h);
    out += std::format(R"("output_tokens":{},"service_tier":"standard")", output);
    if (response.us)
        out += R"(,"inference_geo":"us")";
    if (response.fast)
        out += R"(,"speed":"fast")";
    out += "}}";
}

void LineWriter::assistant(
    std::string& out, const Session& session, const Response& response, std::int64_t output, std::int64_t millis)
{
    head(out, "assistant", session, response.sidechain, millis);
    out += R"(,"requestId":")" + response.request + "\",";
    message(out, response, output);
    out += "}\n";
}

void LineWriter::progress(std::string& out, const Session& session, const Response& response, std::int64_t millis)
{
    head(out, "progress", session, false, millis);
    out += R"(,"data":{"type":"agent_progress","message":{"type":"assistant","timestamp":")" + timeText(millis)
        + R"(","requestId":")" + response.request + R"(","isSidechain":true,)";
    message(out, response, response.tokens.back());
    out += "}}}\n";
}

void LineWriter::toolResult(std::string& out, const Session& session, std::int64_t millis, bool looksLikeUsage)
{
    const bool huge = m_dice.oneIn(400), big = m_dice.oneIn(6);
    head(out, "user", session, false, millis);
    out += R"(,"message":{"role":"user","content":[{"type":"tool_result","tool_use_id":"toolu_)" + m_dice.word(22)
        + R"(","content":")";
    text(out, huge ? m_dice.between(200'000, 900'000) : big ? m_dice.between(10'000, 60'000) : m_dice.between(200, 8'000));
    out += R"("}]},"toolUseResult":{"stdout":")";
    text(out, m_dice.between(50, 2'000));
    out += '"';
    if (looksLikeUsage) // as the result of a subagent tells what its calls added up to
        out += R"(,"totalTokens":31000,"usage":{"input_tokens":1000,"output_tokens":30000})";
    out += "}}\n";
}

void LineWriter::summary(std::string& out)
{
    out += R"({"type":"summary","summary":")";
    text(out, 60);
    out += R"(","leafUuid":")" + m_dice.uuid() + "\"}\n";
}

void LineWriter::garbage(std::string& out) { out += "\x01\x02 half a disk block\n"; }

} // namespace fuseboard::test
