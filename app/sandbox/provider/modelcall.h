// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/company/companymodel.h"
#include "sandbox/invoice/providerprices.h"
#include "sandbox/provider/apifault.h"

#include <chrono>

namespace fuseboard::sandbox {

/// What a caller asks the sandbox to do wrong.
enum class Trouble {
    none,
    badRequest, ///< 400
    rateLimit, ///< 429 with Retry-After
    serverError, ///< 500
    overloaded, ///< 529; 503 in the OpenAI dialect
    cut, ///< the connection breaks off halfway through the answer
    noUsage, ///< a whole answer that does not say what it used
};

/// One request for a model, read and checked. Where it carries no hints its sizes follow from its bytes: input is a
/// quarter of them, output a number that the bytes decide.
///
/// Hints: string members of `metadata` (`sandbox_input`, `sandbox_cacheRead`, `sandbox_cacheWrite5m`,
/// `sandbox_cacheWrite1h`, `sandbox_output`, `sandbox_reasoning`, `sandbox_delayMs`, `sandbox_chunkMs`,
/// `sandbox_again` (1: call the tool although it has just answered), `sandbox_fail`), an object `metadata.sandbox` with the
/// same names and no prefix, or, where a dialect has no free metadata, `metadata.user_id` or `user` holding `sandbox input=1200
/// cacheRead=800 output=300`. The three input classes are disjoint; reasoning is a part of output.
struct ModelCall {
    Api api = Api::chat;
    std::string model;
    bool stream = false;
    bool includeUsage = false; ///< chat: stream_options.include_usage
    MeteredTokens tokens;
    bool lengthLimited = false; ///< the caller's maximum cut the output
    Trouble trouble = Trouble::none;
    std::chrono::milliseconds delay {0}; ///< before the first byte
    std::chrono::milliseconds chunkPause {0}; ///< between pieces of a stream
    std::string offeredTool; ///< the first one
    std::string tool; ///< the one the answer calls: that offered, unless it has just answered. Empty: the answer is text
    std::size_t inputs = 1; ///< embeddings: how many
    int dimensions = 0; ///< embeddings: 0: the model's own
    bool base64 = false; ///< embeddings
};

std::expected<ModelCall, ApiFault> parseModelCall(Api api, std::string_view body, const ProviderPrices& prices);

} // namespace fuseboard::sandbox
