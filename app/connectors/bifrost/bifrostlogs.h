// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/usagelist.h"

/// A Bifrost gateway's log of calls (`contracts/GATEWAYS.md` 2), to be added up to hours.
namespace fuseboard::bifrost {

inline constexpr auto logsList = "logs";

/// What the contract names, as shapes of `KnownMembers`.
inline constexpr std::string_view knownOfLogs =
    "logs(id timestamp object provider model number_of_retries fallback_index selected_key_id virtual_key_id virtual_key_name"
    " routing_rule_id latency cost status stream token_usage error_details team_id cache_debug) pagination stats has_logs"
    " is_bifrost_error";

std::string logsPath(const UsageTask& task, const std::string& page);
/// A row for each call that has ended, of the hour of its time stamp. Its account is Bifrost's provider.
Result<UsagePage> parseLogs(const UsageTask& task, std::string_view body, const RowOrigin& origin);

} // namespace fuseboard::bifrost
