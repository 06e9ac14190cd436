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
    std::int64_t inputBytes = 0; ///< of the body: no token is shorter than a byte
    std::int64_t outputCap = 0; ///< the most tokens the call may produce
    std::string body; ///< built anew from what was understood
};

/// Reads a request body whole. Members that stand twice are refused: two readers could take different ones. A chat stream
/// is made to report its usage.
Result<RequestFacts> readRequest(Api api, const std::string& body);

} // namespace fuseboard::gateway
