// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz/fedreading.h"
#include "fuzz/target.h"
#include "gateway/meter.h"

#include <format>

namespace fuseboard::test {
namespace {

using http::SseEvent;
using Events = std::vector<SseEvent>;

struct Split {
    Events events;
    std::string bytes; ///< of all that was given out
    bool overflowed = false;
};

Split split(const std::string& stream, const Pieces& pieces)
{
    http::SseSplitter splitter;
    Split out;
    for (std::string_view left = stream; !left.empty();) {
        const std::string_view piece = left.substr(0, pieces());
        left.remove_prefix(piece.size());
        for (SseEvent& event : splitter.feed(piece)) {
            out.bytes += std::exchange(event.bytes, {});
            if (event.isEvent)
                out.events.push_back(std::move(event));
        }
    }
    out.overflowed = splitter.overflowed();
    return out;
}

/// The same by the letter of WHATWG HTML, 9.2.6, a line at a time and never in pieces.
Events splitByTheLetter(std::string stream)
{
    if (stream.starts_with("\xef\xbb\xbf"))
        stream.erase(0, 3);
    for (auto at = stream.find("\r\n"); at != std::string::npos; at = stream.find("\r\n", at))
        stream.erase(at, 1);
    Events out;
    SseEvent event;
    bool hasData = false;
    std::string_view left = stream;
    for (auto end = left.find_first_of("\r\n"); end != std::string_view::npos; end = left.find_first_of("\r\n")) {
        const std::string_view line = left.substr(0, end);
        left.remove_prefix(end + 1);
        const auto colon = line.find(':');
        const std::string_view name = line.substr(0, colon);
        std::string_view value = colon == std::string_view::npos ? "" : line.substr(colon + 1);
        if (value.starts_with(' '))
            value.remove_prefix(1);
        if (name == "data")
            event.data.append(std::exchange(hasData, true) ? "\n" : "").append(value);
        else if (name == "event")
            event.name = value;
        else if (line.empty()) {
            if (hasData)
                out.push_back(event);
            event = {};
            hasData = false;
        }
    }
    return out;
}

std::string written(const Events& events)
{
    std::string out;
    for (const SseEvent& event : events) {
        out += event.name.empty() ? "" : "event: " + event.name + "\n";
        out += "data: ";
        for (const char c : event.data)
            out.append(1, c).append(c == '\n' ? "data: " : "");
        out += "\n\n";
    }
    return out;
}

bool isCount(const TokenCounts& tokens)
{
    return tokens.input >= 0 && tokens.cacheRead >= 0 && tokens.cacheWrite5m >= 0 && tokens.cacheWrite1h >= 0
        && tokens.output >= 0 && tokens.reasoning >= 0 && tokens.total() >= 0;
}

/// What a stream of these events is metered at, in each API; how it was read goes into `kind`.
std::string meteringFault(const Events& events, std::string& kind)
{
    using gateway::Api;
    for (const Api api : {Api::chat, Api::responses, Api::messages}) {
        gateway::Meter meter(api, {.model = "m", .stream = true, .usageAsked = false, .inputBytes = 300, .body = {}});
        for (const SseEvent& event : events) {
            const auto read = meter.readEvent(event);
            kind += static_cast<char>('0' + static_cast<int>(read));
            if (read != gateway::EventKind::pass && read != gateway::EventKind::drop)
                break;
        }
        const auto metering = meter.metering(), least = meter.least();
        if (!isCount(metering.tokens) || !isCount(least.tokens))
            return "a negative count";
        if (metering.counted != least.counted || (!metering.counted && metering != least))
            return "two words of the provider";
        if (metering.counted && metering.tokens.input == 0 && !meter.statesInput())
            return "an input that nobody stated costs nothing";
        kind += metering.counted ? 'c' : 's';
    }
    return {};
}

std::vector<std::string> corpus()
{
    return {"data: a\n\ndata: b\n\n", "data: a\r\rdata: b\r\r", "event: x\r\ndata: a\r\n\r\ndata: b\r\n\r\n",
        "data: a\r\n\ndata: b\r\r\ndata: c\n\r\n", "data: a\ndata:\ndata: b\n\n",
        ": hello\nid: 7\nretry: 1\ndata: a\n\n: bye\n\n", "event: x\n\ndata: a\n\n",
        "\xef\xbb\xbf"
        "data: a\n\n",
        "data\n\n", "data: [DONE]\n\n",
        R"(data: {"model":"m","choices":[{"delta":{"content":"abcdef"}}],"usage":null})"
        "\n\n"
        R"(data: {"model":"m","choices":[],"usage":{"prompt_tokens":100,"completion_tokens":4,"prompt_tokens_details":{"cached_tokens":60}}})"
        "\n\ndata: [DONE]\n\n",
        "event: message_start\n"
        R"(data: {"type":"message_start","message":{"model":"c","usage":{"input_tokens":12,"cache_read_input_tokens":8,"output_tokens":1}}})"
        "\n\nevent: content_block_delta\n"
        R"(data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"abcdefghi"}})"
        "\n\nevent: message_delta\n"
        R"(data: {"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":40}})"
        "\n\nevent: message_stop\ndata: {\"type\":\"message_stop\"}\n\n",
        "event: response.output_text.delta\n"
        R"(data: {"type":"response.output_text.delta","delta":"abcdef"})"
        "\n\nevent: response.completed\n"
        R"(data: {"type":"response.completed","response":{"model":"r","usage":{"input_tokens":7,"input_tokens_details":{"cached_tokens":3},"output_tokens":9}}})"
        "\n\n",
        "data: {\"error\":{\"message\":\"x\"}}\n\n", "event: error\ndata: {\"type\":\"error\",\"error\":{}}\n\n"};
}

Reading read(const std::string& input)
{
    const Split whole = split(input, allAtOnce());
    Reading out {.kind = std::format("{} ", std::min<std::size_t>(whole.events.size(), 4)), .fault = {}};
    out.accepted = !whole.events.empty();
    const std::size_t seed = std::hash<std::string>()(input);
    if (split(input, inBytes()).events != whole.events || split(input, atRandom(seed, 16)).events != whole.events)
        out.fault = "other events where the stream is cut elsewhere";
    else if (whole.overflowed)
        out.fault = "a short stream is too long";
    else if (!input.starts_with(whole.bytes))
        out.fault = "other bytes than those that came";
    else if (splitByTheLetter(input) != whole.events)
        out.fault = "not the events that the standard has";
    else if (split(written(whole.events), allAtOnce()).events != whole.events)
        out.fault = "written anew, they are other events";
    else
        out.fault = meteringFault(whole.events, out.kind);
    out.kind.resize(std::min<std::size_t>(out.kind.size(), 12)); // a stream may have very many
    return out;
}

} // namespace

FuzzTarget eventsTarget()
{
    return {.name = "events",
        .inputs = {.corpus = corpus(),
            .dictionary = {"data: ", "data:", "event: ", ": ", "id: ", "\n\n", "\r\n\r\n", "\r", "\xef\xbb\xbf", "[DONE]",
                R"("usage":{"prompt_tokens":1,"completion_tokens":2})", R"("type":"message_stop")", R"("type":"error")",
                "\"choices\":[]", "null", "{}", R"("delta":"abc")", "response.completed", "message_delta"},
            .longest = 4096,
            .keepsSize = false},
        .read = read};
}

} // namespace fuseboard::test
