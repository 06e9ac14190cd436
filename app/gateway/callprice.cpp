// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/callprice.h"

#include <algorithm>

namespace fuseboard::gateway {

std::optional<Money> priceOf(const PriceList& prices, const std::string& modelAsked, const Metering& metering)
{
    const std::string& model = prices.find(metering.model) ? metering.model : modelAsked;
    const auto charge = prices.charge(model, metering.tokens);
    return charge ? std::optional(charge->total) : std::nullopt;
}

std::int64_t worstCaseNano(const PriceList& prices, const RequestFacts& facts)
{
    std::int64_t most = 0;
    for (const TokenCounts& input : {TokenCounts {.input = facts.inputBytes}, TokenCounts {.cacheWrite5m = facts.inputBytes},
             TokenCounts {.cacheWrite1h = facts.inputBytes}}) {
        TokenCounts tokens = input;
        tokens.output = facts.outputCap;
        if (const auto charge = prices.charge(facts.model, tokens))
            most = std::max(most, charge->total.nano);
    }
    return most;
}

} // namespace fuseboard::gateway
