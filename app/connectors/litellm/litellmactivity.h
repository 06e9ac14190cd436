// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/usagelist.h"

/// LiteLLM's daily aggregates (`contracts/GATEWAYS.md` 1.6), of all users, so of all calls, with or without a team. A page may
/// hold only a part of a day. They tell models by key and providers by key, but not models by provider: a model's account is
/// its key's only provider of that day, else the model's prefix, else not known.
namespace fuseboard::litellm {

inline constexpr auto activityList = "daily_activity";

/// What the contract names, as shapes of `KnownMembers`.
inline constexpr std::string_view knownOfActivity =
    "results(date metrics(spend prompt_tokens completion_tokens cache_read_input_tokens cache_creation_input_tokens "
    "total_tokens"
    " successful_requests failed_requests api_requests flat_cost compression_saved_tokens compression_savings_spend"
    " prompt_caching_savings_spend gateway_injected_caching_savings_spend autorouter_savings_spend total_response_time_ms"
    " timed_requests) breakdown(models model_groups providers endpoints mcp_servers api_keys entities)) metadata";

std::string activityPath(const UsageTask& task, const std::string& page);
/// A row for each model and key. What the day has beyond them has a row too, without what is not told of it.
Result<UsagePage> parseActivity(const UsageTask& task, std::string_view body, const RowOrigin& origin);

} // namespace fuseboard::litellm
