// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/policybook.h"
#include "gateway/requestfacts.h"

namespace fuseboard::gateway {

/// Which limit of the policy's the call is above, as its caller is told; empty: none.
std::optional<std::string> aboveLimits(const CallLimits& limits, const RequestFacts& facts);

/// A call that states no cap of its own is bounded to what its policy and its model allow, or is expected to write that much:
/// where a hard budget counts it, or the policy limits every call.
void boundOutputOf(const PolicyBook& book, const Spender& spender, Api api, RequestFacts& facts);

} // namespace fuseboard::gateway
