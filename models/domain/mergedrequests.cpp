// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/mergedrequests.h"

namespace fuseboard {
namespace {

UsageRow rowOf(const MergedRequests& merged)
{
    return {.start = merged.day,
        .width = std::chrono::days(1),
        .source = merged.source,
        .account = merged.account,
        .ledger = Ledger::repository,
        .recordId = {},
        .team = {},
        .project = {},
        .key = {},
        .person = merged.person,
        .agent = {},
        .model = {},
        .lineItem = {},
        .tag = {},
        .tokens = {},
        .requests = merged.requests,
        .cost = {},
        .priceVersion = {}};
}

} // namespace

std::map<TeamId, std::int64_t> mergedByTeam(
    const std::vector<MergedRequests>& merged, const std::vector<AllocationRule>& rules, const Period& period)
{
    std::map<TeamId, std::int64_t> out;
    for (const MergedRequests& each : merged) {
        if (!period.contains(each.day + std::chrono::hours(12)))
            continue;
        const auto shares = allocate(rowOf(each), rules);
        const auto parts = splitByShares(each.requests, shares);
        for (std::size_t i = 0; i < shares.size(); ++i)
            out[shares[i].team] += parts[i];
    }
    return out;
}

std::optional<std::int64_t> nanoPerMerged(std::int64_t spentNano, std::optional<std::int64_t> requests)
{
    if (requests.value_or(0) <= 0)
        return std::nullopt;
    const Int128 half = spentNano < 0 ? -(*requests / 2) : *requests / 2;
    return static_cast<std::int64_t>((Int128 {spentNano} + half) / *requests);
}

} // namespace fuseboard
