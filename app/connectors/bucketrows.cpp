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

} // namespace fuseboard
