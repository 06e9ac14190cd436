// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/spent.h"
#include "store/history.h"

#include <map>

namespace fuseboard {

/// Calls and tokens of a team on one day.
struct UsageCount {
    std::int64_t requests = 0;
    TokenCounts tokens;
    bool operator==(const UsageCount&) const = default;
};

/// One account's UTC day, reduced to what boards need: shares merged by quarter of an hour and dimensions.
struct DayDigest {
    Instant day;
    std::string account;
    std::vector<SpentShare> shares;
    std::map<TeamId, UsageCount> usage;
    std::int64_t unpricedRequests = 0; ///< without a price, or in another currency: in no sum
    bool complete = false; ///< made as a day whose provider's costs have settled
    bool operator==(const DayDigest&) const = default;
};

/// Allocates the rows, chooses what counts as spent and merges it. A provider's daily costs get hours and people from its
/// usage (`splitCosts`). Calls and tokens of a team are those a gateway saw; of a team that no gateway saw, the
/// provider's; what the provider counts beyond that is unallocated. Rows in another currency than `currency` are in no
/// sum, since nothing is converted silently. Keys that the organisation knows appear by their label.
DayDigest digest(const AccountDayRows& rows, const Organisation& organisation, Currency currency, bool complete);

/// Whether a provider's cost of this day is taken as settled. `answered`: when the provider last spoke; one that fell
/// silent on the day itself has not said what the day cost.
bool isComplete(Instant day, Instant answered);

} // namespace fuseboard
