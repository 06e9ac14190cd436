// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/callprice.h"

#include <algorithm>

namespace fuseboard::gateway {
namespace {

/// What 64 bits can't hold is more than any budget; sums of it must still fit.
constexpr std::int64_t beyondAnyBudget = 10'000'000'000'000'000;

std::int64_t nanoOf(const Result<Charge>& charge) { return charge ? charge->total.nano : beyondAnyBudget; }

bool isPriced(const PriceList& prices, const std::string& modelAsked, const Metering& metering)
{
    return prices.find(metering.model) || prices.find(modelAsked);
}

} // namespace

std::optional<Money> priceOf(const PolicyDocument& policy, const std::string& modelAsked, const Metering& metering)
{
    const PriceList& prices = policy.prices;
    const ModelPrice* price = prices.find(metering.model);
    if (!price)
        price = prices.find(modelAsked);
    if (!price && !policy.unpriced)
        return {};
    const auto charge = price ? chargeAt(*price, prices.currency(), metering.tokens, 1, {})
                              : chargeAt({.base = *policy.unpriced, .tiers = {}, .services = {}, .factors = {}},
                                    prices.currency(), metering.tokens, 1, {});
    return Money {nanoOf(charge), prices.currency()};
}

std::string priceVersionOf(const PolicyDocument& policy, const std::string& modelAsked, const Metering& metering)
{
    const bool byCeiling = policy.unpriced && !isPriced(policy.prices, modelAsked, metering);
    return policy.prices.version() + (byCeiling ? "+unpriced" : "");
}

std::optional<std::int64_t> worstCaseNano(const PolicyDocument& policy, Api api, const RequestFacts& facts)
{
    std::vector<TokenCounts> inputs {{.input = facts.inputTokens}};
    // The OpenAI dialect keeps prompts unasked; where that has a price of its own, the list says so.
    if (facts.writesCache || dialectOf(api) == Dialect::openai)
        inputs.push_back({.cacheWrite5m = facts.inputTokens});
    if (facts.writesLongCache)
        inputs.push_back({.cacheWrite1h = facts.inputTokens});
    std::optional<std::int64_t> most;
    for (const TokenCounts& tokens : inputs) {
        const auto cost = mostOfOutput(policy, facts.model, {tokens, true, {}}, facts.outputCap);
        if (!cost)
            return {};
        most = std::max(most.value_or(0), *cost);
    }
    return most;
}

std::optional<std::int64_t> mostOfOutput(
    const PolicyDocument& policy, const std::string& modelAsked, Metering metering, std::int64_t outputCap)
{
    std::int64_t most = 0;
    metering.tokens.output = std::max(metering.tokens.output, outputCap);
    for (const std::int64_t reasoning : {std::int64_t {0}, metering.tokens.output}) {
        metering.tokens.reasoning = reasoning;
        const auto cost = priceOf(policy, modelAsked, metering);
        if (!cost)
            return {};
        most = std::max(most, cost->nano);
    }
    return most;
}

} // namespace fuseboard::gateway
