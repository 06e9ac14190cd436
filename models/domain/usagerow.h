// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/money.h"
#include "domain/instant.h"
#include "domain/team.h"
#include "domain/tokens.h"

namespace fuseboard {

/// Whose word a cost is (`contracts/FOCUS.md` section 4).
enum class CostBasis { invoiced, reported, estimated };

/// Which record a row belongs to, the better first. Ledgers of one account are compared, never added (DESIGN, "Spent").
/// The last is no ledger of spending: what a repository tells of merged requests, counted by day and author.
enum class Ledger { invoice, providerCost, gateway, providerUsage, telemetry, localLog, repository };
inline constexpr std::size_t ledgerCount = 6; ///< of spending

/// One gateway call (`width` zero) or one bucket of a provider. Replaced by key, never added to.
/// Key: start, width, source, account and all dimensions, and `recordId` for calls.
struct UsageRow {
    Instant start;
    std::chrono::seconds width {0};
    std::string source; ///< id of the source in this profile
    std::string account; ///< the provider account the money is owed on
    Ledger ledger = Ledger::gateway;
    std::string recordId; ///< call id; empty for buckets
    std::uint64_t seq = 0; ///< a gateway's version of the row; the higher replaces the lower

    TeamId team; ///< as the gateway says; empty where allocation decides
    std::string project, key, person, agent, model, lineItem, tag;

    TokenCounts tokens;
    std::int64_t requests = 0;
    std::int64_t failedRequests = 0;
    std::optional<Money> cost; ///< empty: nobody could price it; never zero for unknown
    CostBasis basis = CostBasis::estimated;
    std::string priceVersion;
    bool operator==(const UsageRow&) const = default;
};

} // namespace fuseboard
