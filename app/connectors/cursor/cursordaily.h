// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/usagelist.h"

/// How much each person of a Cursor team did in a day (`contracts/PROVIDERS.md` 5.1), by which its list of events is checked.
namespace fuseboard::cursor {

inline constexpr auto dailyList = "daily-usage-data";

/// As its documentation names them; the contract names none.
inline constexpr std::string_view knownOfDaily =
    "data(userId date day email isActive totalLinesAdded totalLinesDeleted acceptedLinesAdded acceptedLinesDeleted totalApplies"
    " totalAccepts totalRejects totalTabsShown totalTabsAccepted composerRequests chatRequests agentRequests cmdkUsages"
    " subscriptionIncludedReqs apiKeyReqs usageBasedReqs bugbotUsages mostUsedModel applyMostUsedExtension"
    " tabMostUsedExtension clientVersion) period pagination(page pageSize totalUsers totalPages numPages currentPage"
    " hasNextPage hasPreviousPage)";

PageRequest dailyRequest(const UsageTask& task, std::int64_t page);
/// Each person's requests that the team pays for. How Cursor counts one is not documented: that there are some is what counts.
Result<UsagePage> parseDaily(const UsageTask& task, std::int64_t asked, std::string_view body);

} // namespace fuseboard::cursor
