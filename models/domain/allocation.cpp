// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/allocation.h"

#include <algorithm>
#include <numeric>
#include <set>

namespace fuseboard {

bool AllocationRule::matches(const UsageRow& row) const
{
    const auto agrees = [](const std::string& wanted, const std::string& found) { return wanted.empty() || wanted == found; };
    return agrees(source, row.source) && agrees(account, row.account) && agrees(project, row.project) && agrees(key, row.key)
        && agrees(person, row.person) && agrees(agent, row.agent) && agrees(model, row.model) && agrees(tag, row.tag);
}

std::vector<TeamShare> allocate(const UsageRow& row, const std::vector<AllocationRule>& rules)
{
    if (!row.team.empty())
        return {{row.team, wholeShare}};
    for (const AllocationRule& rule : rules)
        if (rule.matches(row))
            return rule.shares.empty() ? std::vector<TeamShare> {{rule.team, wholeShare}} : rule.shares;
    return {{{}, wholeShare}};
}

bool isWhole(const std::vector<TeamShare>& shares)
{
    std::set<TeamId> teams;
    std::int64_t sum = 0;
    for (const TeamShare& share : shares) {
        if (share.millionths <= 0 || share.millionths > wholeShare || !teams.insert(share.team).second)
            return false;
        sum += share.millionths;
    }
    return sum == wholeShare;
}

std::vector<std::int64_t> splitByShares(std::int64_t whole, const std::vector<TeamShare>& shares)
{
    std::vector<std::int64_t> parts, remainders;
    std::int64_t left = whole;
    for (const TeamShare& share : shares) {
        const Int128 exact = static_cast<Int128>(whole) * share.millionths;
        parts.push_back(
            static_cast<std::int64_t>(exact / wholeShare)); // towards zero, so what is left has the sign of the whole
        remainders.push_back(static_cast<std::int64_t>(exact % wholeShare));
        left -= parts.back();
    }
    std::vector<std::size_t> order(shares.size());
    std::iota(order.begin(), order.end(), std::size_t {0});
    std::ranges::stable_sort(order, std::greater {}, [&](std::size_t i) { return std::abs(remainders[i]); });
    const std::int64_t unit = left < 0 ? -1 : 1;
    for (std::size_t i = 0; left != 0; ++i, left -= unit)
        parts[order[i]] += unit;
    return parts;
}

} // namespace fuseboard
