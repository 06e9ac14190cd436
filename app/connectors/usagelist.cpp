// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/usagelist.h"

#include <algorithm>
#include <format>

namespace fuseboard {

bool UsageRules::statesCost() const
{
    return std::ranges::any_of(
        ledgers, [](const LedgerLists& each) { return each.ledger == Ledger::providerCost || each.ledger == Ledger::gateway; });
}

std::chrono::seconds UsageRules::finestWidth() const
{
    auto finest = std::chrono::seconds::max();
    for (const LedgerLists& ledger : ledgers)
        for (const UsageList& list : ledger.lists)
            finest = std::min(finest, list.width);
    return finest;
}

UsageRow bucketRow(const UsageTask& task, const RowOrigin& origin, Instant start)
{
    return {.start = start,
        .width = task.width,
        .source = origin.source,
        .account = origin.account,
        .ledger = task.ledger,
        .recordId = {},
        .team = {},
        .project = {},
        .key = {},
        .person = {},
        .agent = {},
        .model = {},
        .lineItem = {},
        .tokens = {},
        .cost = {},
        .priceVersion = {}};
}

std::string percentEncoded(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_'
            || c == '.' || c == '~';
        out += plain ? std::string(1, c) : std::format("%{:02X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
    }
    return out;
}

} // namespace fuseboard
