// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/pricelist.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace fuseboard {
namespace {

constexpr std::int64_t tokensPerUnitPrice = 1'000'000;
constexpr std::int64_t wholeFactor = 1'000'000;

bool allDigits(std::string_view text)
{
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

std::string_view withoutPrefix(std::string_view model)
{
    const auto slash = model.find('/');
    return slash == std::string_view::npos || slash + 1 == model.size() ? model : model.substr(slash + 1);
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

const TokenPrices& pricesFor(const ModelPrice& model, ServiceTier service, std::int64_t promptTokens)
{
    const auto own = model.services.find(service);
    const bool standard = own == model.services.end();
    const TokenPrices* chosen = standard ? &model.base : &own->second.base;
    for (const PriceTier& tier : standard ? model.tiers : own->second.tiers)
        if (promptTokens > tier.abovePromptTokens)
            chosen = &tier.prices;
    return *chosen;
}

std::int64_t factorOf(const ModelPrice& model, std::string_view name)
{
    const auto found = model.factors.find(name);
    return found == model.factors.end() ? wholeFactor : found->second;
}

/// What one unit of `exact` is divided by to be nano-units.
struct Scale {
    Int128 factor = 1, divisor = 1;
};

Scale scaleOf(const ModelPrice& model, const UsageTerms& terms, std::int64_t percentOff)
{
    Scale scale {.factor = 1, .divisor = tokensPerUnitPrice};
    const auto times = [&](std::int64_t factor, std::int64_t whole) {
        const std::int64_t common = std::gcd(factor, whole);
        if (common > 0) { // small numbers stay small, so that 128 bits are enough
            scale.factor *= factor / common;
            scale.divisor *= whole / common;
        }
    };
    if (terms.fast)
        times(factorOf(model, "fast"), wholeFactor);
    if (!terms.region.empty())
        times(factorOf(model, terms.region), wholeFactor);
    if (percentOff != 0)
        times(100 - percentOff, 100);
    return scale;
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

PriceList::PriceList(
    std::string version, Currency currency, std::map<std::string, ModelPrice, std::less<>> models, PriceOrigin origin)
    : m_version(std::move(version))
    , m_currency(currency)
    , m_models(std::move(models))
    , m_origin(std::move(origin))
{
}

int modelCloseness(std::string_view named, std::string_view model)
{
    const std::string_view bare = withoutPrefix(model);
    int closeness = 4;
    for (const std::string_view candidate : {model, bare, withoutDate(model), withoutDate(bare)}) {
        if (named == candidate)
            return closeness;
        --closeness;
    }
    return 0;
}

std::string_view modelFamily(std::string_view model) { return withoutDate(withoutPrefix(model)); }

const ModelPrice* PriceList::find(std::string_view model) const
{
    if (model.empty())
        return nullptr;
    const std::string_view bare = withoutPrefix(model);
    for (const std::string_view candidate : {model, bare, withoutDate(model), withoutDate(bare)})
        if (const auto it = m_models.find(candidate); it != m_models.end())
            return &it->second;
    return nullptr;
}

Result<Charge> PriceList::charge(
    std::string_view model, const TokenCounts& tokens, std::int64_t requests, const UsageTerms& terms) const
{
    const ModelPrice* price = find(model);
    if (!price)
        return fail(ErrorCode::unpricedModel, std::string(model), m_version);
    auto charge = chargeAt(*price, m_currency, tokens, requests, terms);
    if (!charge)
        return fail(charge.error().code, std::string(model));
    return charge;
}

/// How long the prompts of a row's calls are: as it tells, else by their mean where it counts them, else not known to be long.
static std::int64_t promptOf(const TokenCounts& tokens, std::int64_t requests, const UsageTerms& terms)
{
    const std::int64_t told = terms.promptAbove > 0 ? terms.promptAbove + 1 : 0;
    return std::max(told, requests > 0 ? tokens.prompt() / requests : 0);
}

/// The sum over the classes before it is rounded.
struct Exact {
    Scale scale;
    std::array<Int128, tokenClasses.size()> byClass {}; ///< in nano-units, times the scale's divisor
    Int128 sum = 0;
};

static std::optional<Exact> exactCost(
    const ModelPrice& price, const TokenCounts& tokens, std::int64_t requests, const UsageTerms& terms, std::int64_t percentOff)
{
    const TokenPrices& prices = pricesFor(price, terms.tier, promptOf(tokens, requests, terms));
    Exact out {.scale = scaleOf(price, terms, percentOff)};
    const Int128 factor = out.scale.factor;
    const Int128 most = static_cast<Int128>(std::numeric_limits<std::int64_t>::max()) * out.scale.divisor;
    const Int128 mostExact = factor > 1 ? most / factor : most;
    for (std::size_t i = 0; i < out.byClass.size(); ++i) {
        const std::int64_t count = tokens.of(tokenClasses[i]);
        if (count == 0)
            continue;
        Int128& exact = out.byClass[i];
        exact = static_cast<Int128>(count) * prices.of(tokenClasses[i]);
        if (tokenClasses[i] == TokenClass::output && prices.reasoning)
            exact += static_cast<Int128>(std::min(tokens.reasoning, tokens.output)) * (*prices.reasoning - prices.output);
        if (factor > 0 && exact > mostExact)
            return {};
        exact *= factor;
        out.sum += exact;
    }
    return out;
}

static std::optional<std::int64_t> roundedUp(const Exact& exact)
{
    const Int128 sum = exact.sum + exact.scale.divisor - 1;
    // A division of 128 bits is dear, and hardly a sum needs one.
    const bool isSmall = sum <= std::numeric_limits<std::int64_t>::max() && exact.scale.divisor <= tokensPerUnitPrice;
    const Int128 rounded = isSmall ? Int128 {static_cast<std::int64_t>(sum) / static_cast<std::int64_t>(exact.scale.divisor)}
                                   : sum / exact.scale.divisor;
    if (rounded > std::numeric_limits<std::int64_t>::max())
        return {};
    return static_cast<std::int64_t>(rounded);
}

Result<std::int64_t> costNanoAt(const ModelPrice& price, const TokenCounts& tokens, const UsageTerms& terms)
{
    const auto exact = exactCost(price, tokens, 1, terms, 0);
    const auto rounded = exact ? roundedUp(*exact) : std::nullopt;
    return rounded ? Result<std::int64_t>(*rounded) : fail(ErrorCode::overflow);
}

Result<Charge> chargeAt(const ModelPrice& price, Currency currency, const TokenCounts& tokens, std::int64_t requests,
    const UsageTerms& terms, std::int64_t percentOff)
{
    const auto exact = exactCost(price, tokens, requests, terms, percentOff);
    const auto rounded = exact ? roundedUp(*exact) : std::nullopt;
    if (!rounded)
        return fail(ErrorCode::overflow);
    Charge charge {.total = {*rounded, currency}};
    const Int128 divisor = exact->scale.divisor;
    std::int64_t left = charge.total.nano;
    std::array<Int128, tokenClasses.size()> rests {};
    for (std::size_t i = 0; i < rests.size(); ++i) {
        if (exact->byClass[i] == 0)
            continue; // most calls use two classes
        charge.nanoByClass[i] = static_cast<std::int64_t>(exact->byClass[i] / divisor);
        rests[i] = exact->byClass[i] - static_cast<Int128>(charge.nanoByClass[i]) * divisor;
        left -= charge.nanoByClass[i];
    }
    for (; left > 0; --left) { // the largest first
        const auto largest = std::ranges::max_element(rests);
        ++charge.nanoByClass[static_cast<std::size_t>(largest - rests.begin())];
        *largest = -divisor;
    }
    return charge;
}

} // namespace fuseboard
