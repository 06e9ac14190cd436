// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/instant.h"
#include "domain/money.h"
#include "domain/tokens.h"
#include "domain/usageterms.h"

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace fuseboard {

/// Price of one token class in nano-units per million tokens; not negative.
using UnitPrice = std::int64_t;

/// The prices of one model, or of one long-context tier of it.
struct TokenPrices {
    UnitPrice input = 0;
    UnitPrice output = 0;
    std::optional<UnitPrice> cacheRead; ///< missing is not free: the input price stands in
    std::optional<UnitPrice> cacheWrite5m;
    std::optional<UnitPrice> cacheWrite1h; ///< missing: the 5 minute price, else the input price
    std::optional<UnitPrice> reasoning; ///< of that part of the output; missing: the output price

    [[nodiscard]] UnitPrice of(TokenClass tokenClass) const;
    bool operator==(const TokenPrices&) const = default;
};

/// A call whose prompt (cache included) is strictly longer than `abovePromptTokens` pays these prices for all its tokens.
struct PriceTier {
    std::int64_t abovePromptTokens = 0;
    TokenPrices prices;
    bool operator==(const PriceTier&) const = default;
};

/// The prices of a model in one service tier.
struct TieredPrices {
    TokenPrices base;
    std::vector<PriceTier> tiers; ///< ascending
    bool operator==(const TieredPrices&) const = default;
};

struct ModelPrice {
    TokenPrices base;
    std::vector<PriceTier> tiers; ///< ascending
    std::map<ServiceTier, TieredPrices> services; ///< complete each; a service that is missing costs as the standard one
    /// What everything is multiplied by, in millionths: `fast`, and regions (`us`, `eu`). One that is missing changes nothing.
    std::map<std::string, std::int64_t, std::less<>> factors;
    std::optional<std::int64_t> maxOutput {}; ///< tokens of one answer; empty: not told
    bool operator==(const ModelPrice&) const = default;
};

/// What one call costs, and its exact split over the token classes (they add up to `total`).
struct Charge {
    Money total;
    std::array<std::int64_t, tokenClasses.size()> nanoByClass {};
    bool operator==(const Charge&) const = default;
};

/// Where a list comes from and when it starts to count.
struct PriceOrigin {
    std::string source; ///< for people; empty: not told
    std::optional<Instant> from; ///< start of a UTC day; empty: since ever
    bool operator==(const PriceOrigin&) const = default;
};

/// What usage costs at a model's prices: the exact sum over the token classes, with `percentOff` (0..100) taken off, rounded
/// up once to the nano-unit; classes share it by largest remainder. `requests`: how many calls the tokens are of; 0: nobody
/// counted them. The tier is that which the terms tell, or that of the mean prompt where it is higher: exact where all
/// prompts lie between two thresholds, else an estimate. Where neither is known, the base.
Result<Charge> chargeAt(const ModelPrice& price, Currency currency, const TokenCounts& tokens, std::int64_t requests,
    const UsageTerms& terms, std::int64_t percentOff = 0);

/// The total of chargeAt() for one call, in nano-units.
Result<std::int64_t> costNanoAt(const ModelPrice& price, const TokenCounts& tokens, const UsageTerms& terms);

/// How closely the model of a price list or rate names that of usage, by the order in which `PriceList` looks: 4 exact, 1
/// least; 0: another model.
int modelCloseness(std::string_view named, std::string_view model);

/// Without a provider's prefix and the date of a snapshot: what snapshots of one model have in common. Never empty where the
/// model is not.
std::string_view modelFamily(std::string_view model);

/// A version of all prices. Look-up: exact, then without a provider prefix, then without a date suffix; never fuzzy
/// (`contracts/PROVIDERS.md` 7.1).
class PriceList {
public:
    PriceList() = default;
    PriceList(
        std::string version, Currency currency, std::map<std::string, ModelPrice, std::less<>> models, PriceOrigin origin = {});

    [[nodiscard]] const std::string& version() const { return m_version; }
    [[nodiscard]] Currency currency() const { return m_currency; }
    [[nodiscard]] const std::map<std::string, ModelPrice, std::less<>>& models() const { return m_models; }
    [[nodiscard]] const PriceOrigin& origin() const { return m_origin; }
    [[nodiscard]] const ModelPrice* find(std::string_view model) const;

    /// As `chargeAt` says it; a model that is not here is `unpricedModel`.
    [[nodiscard]] Result<Charge> charge(
        std::string_view model, const TokenCounts& tokens, std::int64_t requests = 1, const UsageTerms& terms = {}) const;

private:
    std::string m_version;
    Currency m_currency;
    std::map<std::string, ModelPrice, std::less<>> m_models;
    PriceOrigin m_origin;
};

} // namespace fuseboard
