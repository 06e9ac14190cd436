// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/provider/answers.h"

#include <algorithm>

namespace fuseboard::sandbox {
namespace {

constexpr std::array<std::string_view, 12> words {
    " the", " sum", " was", " not", " yet", " due", " and", " one", " row", " had", " too", " few"};
constexpr std::int64_t mostDeltas = 48; // as many as a reader can watch, few enough for long answers
constexpr std::int64_t tokensPerDelta = 12;

} // namespace

std::string Reply::fullId() const
{
    switch (call.api) {
    case Api::chat: return "chatcmpl-" + id;
    case Api::responses: return "resp_" + id;
    case Api::embeddings: return "embd-" + id;
    case Api::messages: return "msg_" + id;
    }
    return id;
}

std::vector<Delta> deltasOf(const ModelCall& call)
{
    const std::int64_t visible = call.tokens.output - call.tokens.reasoning;
    const std::int64_t count = std::clamp<std::int64_t>((visible + tokensPerDelta - 1) / tokensPerDelta, 1, mostDeltas);
    std::vector<Delta> deltas;
    std::int64_t written = 0;
    for (std::int64_t i = 1; i <= count; ++i) {
        Delta delta;
        for (const std::int64_t upTo = visible * i / count; written < upTo; ++written)
            delta.text += words[static_cast<std::size_t>(written) % words.size()];
        delta.outputSoFar = call.tokens.reasoning + written;
        deltas.push_back(std::move(delta));
    }
    return deltas;
}

std::string textOf(const std::vector<Delta>& deltas)
{
    std::string text;
    for (const Delta& delta : deltas)
        text += delta.text;
    return text;
}

std::string wholeAnswer(const Reply& reply)
{
    switch (reply.call.api) {
    case Api::chat: return wholeChat(reply);
    case Api::responses: return wholeResponse(reply);
    case Api::embeddings: return embeddings(reply);
    case Api::messages: return wholeMessage(reply);
    }
    return {};
}

std::vector<StreamPiece> streamAnswer(const Reply& reply)
{
    switch (reply.call.api) {
    case Api::chat: return streamChat(reply);
    case Api::responses: return streamResponse(reply);
    case Api::messages: return streamMessage(reply);
    case Api::embeddings: break; // this endpoint has no stream
    }
    return {{embeddings(reply), 0}};
}

} // namespace fuseboard::sandbox
