// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/usagelist.h"

/// LiteLLM's log of single calls (`contracts/GATEWAYS.md` 1.6), to be added up to hours.
namespace fuseboard::litellm {

inline constexpr auto callsList = "logs/v2";
inline constexpr auto olderCallsList = "logs/ui"; ///< where a server has no other; the same answers

/// What the contract names, as shapes of `KnownMembers`.
inline constexpr std::string_view knownOfCalls =
    "data(request_id call_type api_key spend total_tokens prompt_tokens completion_tokens startTime endTime completionStartTime"
    " request_duration_ms model model_id model_group custom_llm_provider api_base user metadata cache_hit cache_key "
    "request_tags"
    " team_id organization_id end_user requester_ip_address session_id status agent_id mcp_namespaced_tool_name)"
    " total page page_size total_pages";

std::string callsPath(const UsageTask& task, const std::string& page);
/// A row a call, of the hour in which it began. The row's tag is the caller's first.
Result<UsagePage> parseCalls(const UsageTask& task, std::string_view body, const RowOrigin& origin);

} // namespace fuseboard::litellm
