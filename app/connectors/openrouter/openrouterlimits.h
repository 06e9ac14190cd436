// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/usagelist.h"

/// What OpenRouter keeps as limits (`contracts/PROVIDERS.md` 4): the account's credits, what keys may use, and what workspaces
/// may spend, which only some plans have.
namespace fuseboard::openrouter {

inline constexpr auto creditsList = "credits";
inline constexpr auto keyLimitsList = "key_limits"; ///< without a subject the workspaces, which are followed by their keys
inline constexpr auto workspaceBudgetsList = "workspace_budgets"; ///< the same with their budgets

inline constexpr std::string_view knownOfCredits = "data(total_credits total_usage)";
inline constexpr std::string_view knownOfWorkspaceBudgets =
    "data(created_at id limit_usd reset_interval updated_at workspace_id) include_byok_in_budgets";

Result<UsagePage> parseCredits(std::string_view body);
/// A page of workspaces, each to be asked for what the task's list tells of it.
Result<UsagePage> parseLimitedWorkspaces(const UsageTask& task, std::string_view body);
Result<UsagePage> parseKeyLimits(const UsageTask& task, std::string_view body);
Result<UsagePage> parseWorkspaceBudgets(const UsageTask& task, std::string_view body);

} // namespace fuseboard::openrouter
