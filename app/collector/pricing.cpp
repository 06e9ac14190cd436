// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "collector/pricing.h"

namespace fuseboard {

void priceUsage(std::vector<UsageRow>& rows, const PriceList& prices)
{
    for (UsageRow& row : rows) {
        if (row.ledger != Ledger::providerUsage || row.cost)
            continue;
        const auto charge = prices.charge(row.model, row.tokens, row.requests);
        if (!charge)
            continue;
        row.cost = charge->total;
        row.basis = CostBasis::estimated;
        row.priceVersion = prices.version();
    }
}

} // namespace fuseboard
