// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/provider/apifault.h"

#include <expected>
#include <string>
#include <string_view>

namespace fuseboard::sandbox {

/// The project that calls of the gateway's one key belong to.
inline constexpr std::string_view gatewayProject = "proj_gateway";
inline constexpr std::string_view gatewayKey = "key_gateway";

/// Who is who (`contracts/PROVIDERS.md` 1.3): `/organization/projects`, `/organization/projects/{id}/api_keys` and
/// `/organization/users`. `path` begins with /v1/organization/; a path that is none of these answers 404.
std::expected<std::string, ApiFault> directoryAnswer(std::string_view path, std::string_view query);

} // namespace fuseboard::sandbox
