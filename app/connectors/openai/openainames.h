// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/usagelist.h"

/// Who is who in an OpenAI organisation (`contracts/PROVIDERS.md` 1.3): projects, each project's keys, users.
namespace fuseboard::openai {

inline constexpr auto projectsList = "projects";
inline constexpr auto keysList = "api_keys"; ///< of the project that the task's subject names
inline constexpr auto usersList = "users";

std::string namesPath(const UsageTask& task, const std::string& page);
/// A page of projects is followed by the lists of their keys.
Result<UsagePage> parseNames(const UsageTask& task, std::string_view body);

/// As a shape of `KnownMembers`.
std::string_view knownOfNames(const UsageTask& task);

} // namespace fuseboard::openai
