// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/usagelist.h"

/// What a Cursor team may spend on demand, person by person (`contracts/PROVIDERS.md` 5.1).
namespace fuseboard::cursor {

inline constexpr auto spendList = "spend";

inline constexpr std::string_view knownOfSpend =
    "teamMemberSpend(userId name email role spendCents overallSpendCents fastPremiumRequests hardLimitOverrideDollars"
    " monthlyLimitDollars effectivePerUserLimitDollars) subscriptionCycleStart totalMembers totalPages limitedUserCount"
    " maxUserSpendCents limitedUsers";

PageRequest spendRequest(std::int64_t page);
/// Those of the members that have a limit.
Result<UsagePage> parseSpend(std::int64_t asked, std::string_view body);

} // namespace fuseboard::cursor
