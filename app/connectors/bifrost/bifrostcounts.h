// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/usagelist.h"

/// A Bifrost gateway's histograms (`contracts/GATEWAYS.md` 2): how many calls, tokens and dollars it counts, by which its log
/// of calls is checked.
namespace fuseboard::bifrost {

inline constexpr auto callsCount = "histogram";
inline constexpr auto tokensCount = "histogram/tokens";
inline constexpr auto costCount = "histogram/cost";

/// What the contract names, as shapes of `KnownMembers`.
inline constexpr std::string_view knownOfCounts =
    "buckets(timestamp count success error prompt_tokens completion_tokens total_tokens cached_read_tokens total_cost by_model)"
    " bucket_size_seconds models is_bifrost_error";

[[nodiscard]] bool isCount(const std::string& list);
std::string countsPath(const UsageTask& task);
/// The task's whole period in one count. Its bucket size is the server's choice; all must lie in what was asked for.
Result<UsagePage> parseCounts(const UsageTask& task, std::string_view body);

} // namespace fuseboard::bifrost
