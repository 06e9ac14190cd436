// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/allocation.h"
#include "domain/period.h"

#include <map>

namespace fuseboard {

/// What a person merged on one UTC day. What is spent and what is merged may go together; neither shows that one made the
/// other.
struct MergedRequests {
    Instant day;
    std::string source, account, person;
    std::int64_t requests = 0;
    bool operator==(const MergedRequests&) const = default;
};

/// By the rules that give a person's usage to teams; empty: of no team. They add up to all, and each is 0 at least. A day
/// belongs to the period that its middle is in.
std::map<TeamId, std::int64_t> mergedByTeam(
    const std::vector<MergedRequests>& merged, const std::vector<AllocationRule>& rules, const Period& period);

/// What was spent for each of them, rounded half away from zero; empty where none is known. A correlation, no credit.
std::optional<std::int64_t> nanoPerMerged(std::int64_t spentNano, std::optional<std::int64_t> requests);

} // namespace fuseboard
