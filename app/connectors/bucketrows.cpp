// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/bucketrows.h"

#include <algorithm>
#include <tuple>

namespace fuseboard {
namespace {

auto keyOf(const UsageRow& row)
{
    return std::tie(row.start, row.width, row.ledger, row.project, row.key, row.person, row.model, row.lineItem, row.agent,
        row.tag, row.team, row.account, row.recordId);
}

constexpr std::int64_t largestCount = std::int64_t {1} << 53;

/// Both are small enough to be added.
bool isCountable(const UsageRow& row)
{
    const TokenCounts& t = row.tokens;
    return std::max(
               {t.input, t.cacheRead, t.cacheWrite5m, t.cacheWrite1h, t.output, t.reasoning, row.requests, row.failedRequests})
        <= largestCount;
}

Result<void> addTo(UsageRow& sum, const UsageRow& row)
{
    sum.tokens += row.tokens;
    sum.requests += row.requests;
    sum.failedRequests += row.failedRequests;
    if (!isCountable(sum))
        return fail(ErrorCode::badAnswer, "$", "more in the bucket of " + toText(row.start) + " than can be counted");
    if (!sum.cost || !row.cost) {
        sum.cost.reset();
        return {};
    }
    const auto cost = add(*sum.cost, *row.cost);
    if (!cost)
        return std::unexpected(cost.error());
    sum.cost = *cost;
    return {};
}

/// Keeps the last one of each call, and forgets which calls they were.
void forgetCalls(std::vector<UsageRow>& rows)
{
    std::ranges::stable_sort(rows, {}, &UsageRow::recordId);
    const auto repeated = [](const UsageRow& a, const UsageRow& b) { return !a.recordId.empty() && a.recordId == b.recordId; };
    const auto firsts = std::unique(rows.rbegin(), rows.rend(), repeated);
    rows.erase(rows.begin(), firsts.base());
    for (UsageRow& row : rows)
        row.recordId.clear();
}

} // namespace

Result<std::vector<UsageRow>> withoutRepeats(std::vector<UsageRow> rows)
{
    std::ranges::stable_sort(rows, [](const UsageRow& a, const UsageRow& b) { return keyOf(a) < keyOf(b); });
    const auto repeats = std::ranges::unique(rows);
    rows.erase(repeats.begin(), repeats.end());
    const auto twice =
        std::ranges::adjacent_find(rows, [](const UsageRow& a, const UsageRow& b) { return keyOf(a) == keyOf(b); });
    if (twice != rows.end())
        return fail(ErrorCode::badAnswer, "$.data", "two values for the bucket of " + toText(twice->start));
    return rows;
}

Result<std::vector<UsageRow>> addedUp(std::vector<UsageRow> rows)
{
    forgetCalls(rows);
    std::ranges::sort(rows, [](const UsageRow& a, const UsageRow& b) { return keyOf(a) < keyOf(b); });
    std::vector<UsageRow> sums;
    for (UsageRow& row : rows) {
        if (sums.empty() || keyOf(sums.back()) != keyOf(row))
            sums.push_back(std::move(row));
        else if (auto added = addTo(sums.back(), row); !added)
            return std::unexpected(added.error());
    }
    return sums;
}

} // namespace fuseboard
