// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace fuseboard::gateway {

enum class Dialect { openai, anthropic };

/// What a path of the callers' door asks for.
enum class Api { chat, responses, embeddings, models, messages, countTokens };

inline Dialect dialectOf(Api api)
{
    return api == Api::messages || api == Api::countTokens ? Dialect::anthropic : Dialect::openai;
}
inline const char* toText(Dialect dialect) { return dialect == Dialect::openai ? "openai" : "anthropic"; }
/// As rows name it: `chat/completions`.
inline const char* toText(Api api)
{
    switch (api) {
    case Api::chat: return "chat/completions";
    case Api::responses: return "responses";
    case Api::embeddings: return "embeddings";
    case Api::models: return "models";
    case Api::messages: return "messages";
    case Api::countTokens: return "messages/count_tokens";
    }
    return "";
}

} // namespace fuseboard::gateway
