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

/// The account's costs by day, workspace, model and endpoint. A key's are taken off those, and have tokens and calls. The
/// provider always tells of 30 days: others than the task's are passed over.
Result<UsagePage> parseActivity(const UsageTask& task, std::string_view body, const RowOrigin& origin);
Result<UsagePage> parseWorkspaces(const UsageTask& task, std::string_view body);
/// Names, and either what each key has spent today, or the keys to be asked for.
Result<UsagePage> parseKeys(const UsageTask& task, std::string_view body, const RowOrigin& origin);

} // namespace fuseboard::openrouter
