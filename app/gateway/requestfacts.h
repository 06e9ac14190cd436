// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/error.h"
#include "gateway/api.h"

#include <cstdint>

namespace fuseboard::gateway {

/// What the gateway must know of a call before it is sent, and the body to send.
struct RequestFacts {
    std::string model;
    bool stream = false;
    bool usageAsked = false; ///< the caller itself asked for the usage chunk of a chat stream
    std::int64_t inputBytes = 0; ///< of the body, without the data of pictures
    std::int64_t pictureTokens = 0; ///< of its pictures, in any size
    std::int64_t inputTokens = 0; ///< estimated to be rather too many
    bool writesCache = false; ///< asks for its prompt to be kept
    bool writesLongCache = false; ///< for an hour
    std::int64_t choices = 1; ///< answers asked for
    std::int64_t tools = 0; ///< offered to the model
    std::int64_t pictures = 0;
    bool statesCap = false; ///< the caller itself bounds the answer
    std::string capName; ///< of the member that bounds it, as the caller would write it; empty: there is none
    std::int64_t cappedTo = 0; ///< tokens to which the gateway bounded each answer; 0: it did not
    std::int64_t outputCap = 0; ///< the most tokens it may produce, all answers together; without a cap, as many as are likely
    std::string body; ///< built anew from what was understood
};

/// Where nobody states a cap: the longest answers of current models that are not asked for more.
constexpr std::int64_t likelyOutput = 32'000;

/// Reads a request body whole. Members that stand twice are refused, and known ones in another case: two readers could take
/// different ones. A chat stream is made to report its usage. A cap of 0 is none: there are servers that read it so.
Result<RequestFacts> readRequest(Api api, const std::string& body);
/// Another model serves the call: its name in the body, of which nothing else changes. No where it has none: then nothing
/// changes.
[[nodiscard]] bool setModel(RequestFacts& facts, std::string model);
/// For a call that states no cap of its own: bounds each answer to so many tokens, in the body too.
void setOutputCap(Api api, RequestFacts& facts, std::int64_t tokens);
/// For a call that nobody bounds: each answer will likely have no more tokens than that.
void expectOutput(Api api, RequestFacts& facts, std::int64_t tokens);

} // namespace fuseboard::gateway
