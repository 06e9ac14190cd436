// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/usagelist.h"

/// LiteLLM's log of single calls (`contracts/GATEWAYS.md` 1.6), to be added up to hours.
namespace fuseboard::litellm {

inline constexpr auto callsList = "logs/v2";
inline constexpr auto olderCallsList = "logs/ui"; ///< where a server has no other; the same answers

std::string callsPath(const UsageTask& task, const std::string& page);
/// A row a call, of the hour in which it began. The row's tag is the caller's first.
Result<UsagePage> parseCalls(const UsageTask& task, std::string_view body, const RowOrigin& origin);

} // namespace fuseboard::litellm
