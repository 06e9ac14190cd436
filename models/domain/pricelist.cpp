// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/pricelist.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace fuseboard {
namespace {

constexpr std::int64_t tokensPerUnitPrice = 1'000'000;

bool allDigits(std::string_view text)
{
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// `-20260801` or `-2026-08-01` at the end, as providers date their snapshots.
std::string_view withoutDate(std::string_view model)
{
    const auto endsIn = [&](std::size_t length) { return model.size() > length && model[model.size() - length] == '-'; };
    if (endsIn(9) && allDigits(model.substr(model.size() - 8)))
        return model.substr(0, model.size() - 9);
    if (endsIn(11)) {
        const auto date = model.substr(model.size() - 10);
        if (allDigits(date.substr(0, 4)) && date[4] == '-' && allDigits(date.substr(5, 2)) && date[7] == '-'
            && allDigits(date.substr(8)))
            return model.substr(0, model.size() - 11);
    }
    return model;
}

const TokenPrices& pricesFor(const ModelPrice& model, std::int64_t promptTokens)
{
    const TokenPrices* chosen = &model.base;
    for (const PriceTier& tier : model.tiers)
        if (promptTokens > tier.abovePromptTokens)
            chosen = &tier.prices;
    return *chosen;
}

} // namespace

UnitPrice TokenPrices::of(TokenClass tokenClass) const
{
    switch (tokenClass) {
    case TokenClass::input: return input;
    case TokenClass::cacheRead: return cacheRead.value_or(input);
    case TokenClass::cacheWrite5m: return cacheWrite5m.value_or(input);
    case TokenClass::cacheWrite1h: return cacheWrite1h.value_or(cacheWrite5m.value_or(input));
    case TokenClass::output: return output;
    }
    return input;
}

PriceList::PriceList(std::string version, Currency currency, std::map<std::string, ModelPrice, std::less<>> models)
    : m_version(std::move(version))
    , m_currency(currency)
    , m_models(std::move(models))
{
}

const ModelPrice* PriceList::find(std::string_view model) const
{
    const auto slash = model.find('/');
    const std::string_view bare = slash == std::string_view::npos ? model : model.substr(slash + 1);
    for (const std::string_view candidate : {model, bare, withoutDate(model), withoutDate(bare)})
        if (const auto it = m_models.find(candidate); it != m_models.end())
            return &it->second;
    return nullptr;
}

Result<Charge> PriceList::charge(std::string_view model, const TokenCounts& tokens, std::int64_t requests) const
{
    const ModelPrice* price = find(model);
    if (!price)
        return fail(ErrorCode::unpricedModel, std::string(model), m_version);
    const TokenPrices& prices = pricesFor(*price, tokens.prompt() / std::max<std::int64_t>(requests, 1));

    std::array<Int128, tokenClasses.size()> exact {}; // in millionths of a nano-unit
    for (std::size_t i = 0; i < exact.size(); ++i)
        exact[i] = static_cast<Int128>(tokens.of(tokenClasses[i])) * prices.of(tokenClasses[i]);
    const Int128 sum = std::accumulate(exact.begin(), exact.end(), Int128 {0});
    const Int128 rounded = (sum + tokensPerUnitPrice - 1) / tokensPerUnitPrice;
    if (rounded > std::numeric_limits<std::int64_t>::max())
        return fail(ErrorCode::overflow, std::string(model));

    Charge charge {.total = {static_cast<std::int64_t>(rounded), m_currency}};
    std::int64_t left = charge.total.nano;
    for (std::size_t i = 0; i < exact.size(); ++i) {
        charge.nanoByClass[i] = static_cast<std::int64_t>(exact[i] / tokensPerUnitPrice);
        left -= charge.nanoByClass[i];
    }
    std::array<std::size_t, exact.size()> order {};
    std::ranges::iota(order, std::size_t {0});
    std::ranges::stable_sort(order, std::greater<> {}, [&](std::size_t i) { return exact[i] % tokensPerUnitPrice; });
    for (std::size_t i = 0; left > 0; ++i, --left)
        ++charge.nanoByClass[order[i]];
    return charge;
}

} // namespace fuseboard
