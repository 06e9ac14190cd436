// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/callprice.h"

#include <algorithm>

namespace fuseboard::gateway {
namespace {

/// What 64 bits can't hold is more than any budget; sums of it must still fit.
constexpr std::int64_t beyondAnyBudget = 10'000'000'000'000'000;

/// The prices that a call is charged by: of the model that answered, else of the one that was asked for, else the policy's
/// ceiling. Empty: there are none.
class CallPrices {
public:
    CallPrices(const PolicyDocument& policy, std::string_view modelAsked, std::string_view modelUsed)
        : m_price(policy.prices.find(modelUsed))
    {
        if (!m_price)
            m_price = policy.prices.find(modelAsked);
        if (!m_price && policy.unpriced)
            m_price = &m_ceiling.emplace(ModelPrice {.base = *policy.unpriced, .tiers = {}, .services = {}, .factors = {}});
    }
    CallPrices(const CallPrices&) = delete;
    CallPrices& operator=(const CallPrices&) = delete;

    explicit operator bool() const { return m_price != nullptr; }
    [[nodiscard]] std::int64_t cost(const TokenCounts& tokens) const
    {
        return costNanoAt(*m_price, tokens, {}).value_or(beyondAnyBudget);
    }
    /// With so much output, be it reasoning or not.
    [[nodiscard]] std::int64_t most(TokenCounts tokens, std::int64_t outputCap) const
    {
        tokens.output = std::max(tokens.output, outputCap);
        tokens.reasoning = 0;
        const std::int64_t plain = cost(tokens);
        tokens.reasoning = tokens.output;
        return std::max(plain, cost(tokens));
    }

private:
    std::optional<ModelPrice> m_ceiling;
    const ModelPrice* m_price;
};

bool isPriced(const PriceList& prices, const std::string& modelAsked, const Metering& metering)
{
    return prices.find(metering.model) || prices.find(modelAsked);
}

} // namespace

std::optional<Money> priceOf(const PolicyDocument& policy, const std::string& modelAsked, const Metering& metering)
{
    const CallPrices prices(policy, modelAsked, metering.model);
    return prices ? std::optional(Money {prices.cost(metering.tokens), policy.prices.currency()}) : std::nullopt;
}

std::string priceVersionOf(const PolicyDocument& policy, const std::string& modelAsked, const Metering& metering)
{
    const bool byCeiling = policy.unpriced && !isPriced(policy.prices, modelAsked, metering);
    return policy.prices.version() + (byCeiling ? "+unpriced" : "");
}

std::optional<std::int64_t> worstCaseNano(const PolicyDocument& policy, Api api, const RequestFacts& facts)
{
    const CallPrices prices(policy, facts.model, {});
    if (!prices)
        return {};
    std::int64_t most = prices.most({.input = facts.inputTokens}, facts.outputCap);
    // The OpenAI dialect keeps prompts unasked; where that has a price of its own, the list says so.
    if (facts.writesCache || dialectOf(api) == Dialect::openai)
        most = std::max(most, prices.most({.cacheWrite5m = facts.inputTokens}, facts.outputCap));
    if (facts.writesLongCache)
        most = std::max(most, prices.most({.cacheWrite1h = facts.inputTokens}, facts.outputCap));
    return most;
}

std::optional<std::int64_t> mostOfOutput(
    const PolicyDocument& policy, const std::string& modelAsked, const Metering& metering, std::int64_t outputCap)
{
    const CallPrices prices(policy, modelAsked, metering.model);
    return prices ? std::optional(prices.most(metering.tokens, outputCap)) : std::nullopt;
}

} // namespace fuseboard::gateway
