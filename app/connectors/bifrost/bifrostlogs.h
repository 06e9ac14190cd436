// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/usagelist.h"

/// A Bifrost gateway's log of calls (`contracts/GATEWAYS.md` 2), to be added up to hours.
namespace fuseboard::bifrost {

inline constexpr auto logsList = "logs";

std::string logsPath(const UsageTask& task, const std::string& page);
/// A row for each call that has ended, of the hour of its time stamp. Its account is Bifrost's provider.
Result<UsagePage> parseLogs(const UsageTask& task, std::string_view body, const RowOrigin& origin);

} // namespace fuseboard::bifrost
