// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/invoice/providerprices.h"

#include <functional>
#include <string>
#include <vector>

namespace fuseboard::sandbox {

/// Calls of one key and model within an hour, or a single call: what the usage and costs endpoints add up.
struct UsageFact {
    std::int64_t at = 0; ///< Unix seconds
    std::string project, key, user, model; ///< user: empty for a machine
    bool embeddings = false;
    std::int64_t requests = 0;
    MeteredTokens tokens;
    CallCost cost;
    bool operator==(const UsageFact&) const = default;
};

/// The facts of [from, to), Unix seconds, in time order.
using UsageFacts = std::function<std::vector<UsageFact>(std::int64_t from, std::int64_t to)>;

inline constexpr std::int64_t secondsPerHour = 3600;
inline constexpr std::int64_t secondsPerDay = 86400;

} // namespace fuseboard::sandbox
