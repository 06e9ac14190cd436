// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/config.h"
#include "http/client.h"

namespace fuseboard::gateway {

/// The head of a call to an upstream, built anew: the caller's token, cookies, team, cost and forwarding fields stay
/// behind, and only fields that are known to be harmless and needed go on (SAFETY GW8).
http::RequestHead upstreamRequest(const http::RequestHead& caller, const UpstreamConfig& upstream, Dialect dialect);

/// Whether the answer's body is as it was asked for.
bool isPlain(const http::ResponseHead& head);

/// The fields of that upstream's answer that a caller gets.
http::Headers callerHeaders(const http::Headers& answer, const UpstreamConfig& upstream, const std::string& callId);

} // namespace fuseboard::gateway
