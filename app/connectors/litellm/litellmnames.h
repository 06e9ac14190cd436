// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/usagelist.h"

/// Who is who at a LiteLLM proxy (`contracts/GATEWAYS.md` 1.4, 1.5). Keys are known by their hash alone.
namespace fuseboard::litellm {

inline constexpr auto teamsList = "teams";
inline constexpr auto keysList = "keys";
/// Read for budgets alone: rows know people by another id. Which members it has is what the proxy's own admin page reads.
inline constexpr auto usersList = "users";

std::string namesPath(const UsageTask& task, const std::string& page);
/// With their budgets, where the task asks for limits.
Result<UsagePage> parseNames(const UsageTask& task, std::string_view body);

/// As a shape of `KnownMembers`.
std::string_view knownOfNames(const UsageTask& task);

} // namespace fuseboard::litellm
