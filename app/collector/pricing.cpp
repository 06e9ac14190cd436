// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "collector/pricing.h"

namespace fuseboard {

void priceUsage(std::vector<UsageRow>& rows, const PriceBook& prices)
{
    for (UsageRow& row : rows) {
        const bool counted =
            row.ledger == Ledger::providerUsage || row.ledger == Ledger::telemetry || row.ledger == Ledger::localLog;
        if (!counted || row.cost)
            continue;
        // What is not sold by the token, such as searches and images, has no price here, and is not free.
        const bool byTheToken = row.tokens != TokenCounts() || row.requests == 0;
        if (row.ledger == Ledger::providerUsage && !byTheToken)
            continue;
        const auto priced =
            prices.charge(row.account, row.model, row.tokens, row.start, row.requests, UsageTerms::parse(row.lineItem));
        if (!priced)
            continue;
        row.cost = priced->charge.total;
        row.basis = CostBasis::estimated;
        row.priceVersion = priced->version;
    }
}

} // namespace fuseboard
