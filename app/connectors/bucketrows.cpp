// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/bucketrows.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>

namespace fuseboard {
namespace {

auto keyOf(const UsageRow& row)
{
    return std::tie(row.start, row.width, row.ledger, row.project, row.key, row.person, row.model, row.lineItem, row.agent,
        row.tag, row.team, row.account, row.recordId);
}

/// Not past what a count may be; a provider that tells less than nothing contradicts itself.
bool addCount(std::int64_t& sum, std::int64_t more)
{
    constexpr std::int64_t largest = std::int64_t {1} << 53;
    if (__builtin_add_overflow(sum, more, &sum))
        return false;
    return sum >= 0 && sum <= largest;
}

bool addCounts(UsageRow& sum, const UsageRow& part)
{
    TokenCounts& t = sum.tokens;
    const TokenCounts& more = part.tokens;
    return addCount(t.input, more.input) && addCount(t.cacheRead, more.cacheRead) && addCount(t.cacheWrite5m, more.cacheWrite5m)
        && addCount(t.cacheWrite1h, more.cacheWrite1h) && addCount(t.output, more.output)
        && addCount(t.reasoning, more.reasoning) && addCount(sum.requests, part.requests)
        && addCount(sum.failedRequests, part.failedRequests);
}

Result<void> addPart(UsageRow& sum, const UsageRow& part)
{
    if (!addCounts(sum, part))
        return fail(ErrorCode::badAnswer, "$", "no count fits the bucket of " + toText(sum.start));
    if (!sum.cost || !part.cost) {
        sum.cost.reset();
        return {};
    }
    const auto cost = add(*sum.cost, *part.cost);
    if (!cost)
        return fail(cost.error().code, "$", "the costs of the bucket of " + toText(sum.start) + " can't be added");
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

void markParts(std::vector<UsageRow>& rows, std::size_t first)
{
    const auto hash = [](const UsageRow& row) {
        std::size_t out = 0;
        for (const std::string* text : {&row.project, &row.key, &row.person, &row.model, &row.lineItem, &row.agent, &row.tag})
            out = out * 1'000'003 ^ std::hash<std::string>()(*text);
        return out;
    };
    std::unordered_map<std::size_t, std::size_t> seen; ///< of each hash the first row
    for (std::size_t i = first; i < rows.size(); ++i) {
        const auto [before, isNew] = seen.emplace(hash(rows[i]), i);
        if (!isNew && keyOf(rows[before->second]) == keyOf(rows[i]))
            rows[i].recordId = std::to_string(i - first);
    }
}

Result<std::vector<UsageRow>> withoutRepeats(std::vector<UsageRow> rows)
{
    // Rows are large: pointers are sorted, and each row is moved once.
    std::vector<UsageRow*> order;
    order.reserve(rows.size());
    for (UsageRow& row : rows)
        order.push_back(&row);
    std::ranges::stable_sort(order, [](const UsageRow* a, const UsageRow* b) { return keyOf(*a) < keyOf(*b); });
    std::vector<UsageRow> out;
    out.reserve(rows.size());
    for (UsageRow* row : order) {
        if (out.empty() || keyOf(out.back()) != keyOf(*row))
            out.push_back(std::move(*row));
        else if (out.back() != *row)
            return fail(ErrorCode::badAnswer, "$.data", "two values for the bucket of " + toText(row->start));
    }
    return out;
}

Result<std::vector<UsageRow>> addUpParts(std::vector<UsageRow> rows)
{
    std::vector<UsageRow> out;
    out.reserve(rows.size());
    for (UsageRow& row : rows) {
        const bool isPart = row.width > std::chrono::seconds(0) && !row.recordId.empty();
        if (isPart)
            row.recordId.clear();
        if (!isPart || out.empty() || keyOf(out.back()) != keyOf(row)) {
            out.push_back(std::move(row));
            continue;
        }
        if (const auto added = addPart(out.back(), row); !added)
            return std::unexpected(added.error());
    }
    return out;
}

Result<std::vector<UsageRow>> addedUp(std::vector<UsageRow> rows)
{
    forgetCalls(rows);
    std::ranges::sort(rows, [](const UsageRow& a, const UsageRow& b) { return keyOf(a) < keyOf(b); });
    std::vector<UsageRow> sums;
    for (UsageRow& row : rows) {
        if (sums.empty() || keyOf(sums.back()) != keyOf(row))
            sums.push_back(std::move(row));
        else if (auto added = addPart(sums.back(), row); !added)
            return std::unexpected(added.error());
    }
    return sums;
}

} // namespace fuseboard
