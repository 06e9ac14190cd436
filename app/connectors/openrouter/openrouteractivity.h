// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/usagelist.h"

/// The answers of OpenRouter's management API (`contracts/PROVIDERS.md` 4).
namespace fuseboard::openrouter {

inline constexpr auto activityList = "activity"; ///< of the account; is followed by workspaces, keys and each key's own
inline constexpr auto keyActivityList = "key_activity"; ///< whose hash is the subject
inline constexpr auto workspacesList = "workspaces";
inline constexpr auto keysList = "keys"; ///< of the workspace that is the subject; empty: the default one
inline constexpr auto todayList = "workspaces_today"; ///< is followed by their keys
inline constexpr auto todayKeysList = "keys_today";

/// What the contract names, as shapes of `KnownMembers`.
inline constexpr std::string_view knownOfActivity =
    "data(byok_usage_inference completion_tokens date endpoint_id model model_permaslug prompt_tokens provider_name"
    " reasoning_tokens requests usage workspace_id)";
inline constexpr std::string_view knownOfKeys =
    "data(byok_usage byok_usage_daily byok_usage_monthly byok_usage_weekly created_at creator_user_id disabled expires_at hash"
    " include_byok_in_limit label limit limit_remaining limit_reset name updated_at usage usage_daily usage_monthly "
    "usage_weekly"
    " workspace_id)";
inline constexpr std::string_view knownOfWorkspaces =
    "data(created_at created_by default_guardrail_id default_image_model default_provider_sort default_text_model description "
    "id"
    " include_byok_in_budgets io_logging_api_key_ids io_logging_sampling_rate is_data_discount_logging_enabled"
    " is_observability_broadcast_enabled is_observability_io_logging_enabled name slug updated_at) total_count";

/// The account's costs by day, workspace, model and endpoint. A key's are taken off those, and have tokens and calls. The
/// provider always tells of 30 days: others than the task's are passed over.
Result<UsagePage> parseActivity(const UsageTask& task, std::string_view body, const RowOrigin& origin);
Result<UsagePage> parseWorkspaces(const UsageTask& task, std::string_view body);
/// Names, and either what each key has spent today, or the keys to be asked for.
Result<UsagePage> parseKeys(const UsageTask& task, std::string_view body, const RowOrigin& origin);

/// Keys and workspaces end with a page that is not full: says whether one of so many is followed by more.
void endOfPage(UsagePage& page, const UsageTask& task, std::int64_t length);

} // namespace fuseboard::openrouter
