// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/usagelist.h"

/// Who is who in an Anthropic organisation (`contracts/PROVIDERS.md` 2.4, 2.5).
namespace fuseboard::anthropic {

inline constexpr auto workspacesList = "workspaces";
inline constexpr auto keysList = "api_keys";
inline constexpr auto usersList = "users";

std::string namesPath(const UsageTask& task, const std::string& page);
Result<UsagePage> parseNames(const UsageTask& task, std::string_view body);

/// As a shape of `KnownMembers`.
std::string_view knownOfNames(const UsageTask& task);

} // namespace fuseboard::anthropic
