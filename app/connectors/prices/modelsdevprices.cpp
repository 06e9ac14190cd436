// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/prices/priceimport.h"

#include "connectors/jsonreader.h"

#include <algorithm>
#include <array>

namespace fuseboard {
namespace {

constexpr int nanoDigits = 9; ///< dollars a million tokens to nano-dollars
constexpr UnitPrice dearest = 1'000'000'000'000'000;
/// Those that made their models; others resell them under the same names.
constexpr std::array<std::string_view, 6> makers {"anthropic", "openai", "google", "mistral", "xai", "deepseek"};

struct Costs {
    std::optional<UnitPrice> input, output, reasoning, cacheRead, cacheWrite;
};

UnitPrice unitPrice(json::Value value, const std::string& path)
{
    const auto price = parseScaledDecimalRounded(json::decimal(value, path), nanoDigits);
    if (!price || *price < 0 || *price > dearest)
        throw json::Fault {path, "not a price"};
    return *price;
}

/// The rate that a member of `cost` is; null: another meter.
std::optional<UnitPrice>* rateIn(Costs& costs, std::string_view name)
{
    const std::array<std::pair<std::string_view, std::optional<UnitPrice>*>, 5> rates {
        {{"input", &costs.input}, {"output", &costs.output}, {"reasoning", &costs.reasoning}, {"cache_read", &costs.cacheRead},
            {"cache_write", &costs.cacheWrite}}};
    const auto found = std::ranges::find(rates, name, [](const auto& rate) { return rate.first; });
    return found == rates.end() ? nullptr : found->second;
}

TokenPrices pricesOf(const Costs& own, const Costs& base)
{
    const auto input = own.input ? own.input : base.input, output = own.output ? own.output : base.output;
    if (!input || !output)
        throw json::Fault {input ? "output" : "input", "missing"};
    return {.input = *input,
        .output = *output,
        .cacheRead = own.cacheRead ? own.cacheRead : base.cacheRead,
        .cacheWrite5m = own.cacheWrite ? own.cacheWrite : base.cacheWrite,
        .cacheWrite1h = {},
        .reasoning = own.reasoning ? own.reasoning : base.reasoning};
}

struct Tier {
    std::int64_t above = 0;
    Costs costs;
};

Tier readTier(json::Object object)
{
    Tier tier;
    for (auto field : object) {
        const std::string key(std::string_view(field.escaped_key()));
        json::Value value = field.value();
        if (key == "tier") {
            json::Object kind = json::object(value, key);
            tier.above = json::count(json::required(kind, "size", key), "tier.size");
        } else if (auto* rate = rateIn(tier.costs, key); rate && !value.is_null()) {
            *rate = unitPrice(value, key);
        }
    }
    if (tier.above == 0)
        throw json::Fault {"tier", "without a size"};
    return tier;
}

constexpr std::int64_t olderThreshold = 200'000; ///< `context_over_200k`, which `tiers` replaces

ModelPrice readCost(json::Object cost)
{
    Costs base;
    std::vector<Tier> tiers;
    std::optional<Tier> older;
    for (auto field : cost) {
        const std::string key(std::string_view(field.escaped_key()));
        json::Value value = field.value();
        if (value.is_null())
            continue;
        if (key == "tiers") {
            for (auto tier : json::array(value, key))
                tiers.push_back(readTier(json::object(tier.value(), key)));
        } else if (key == "context_over_200k") {
            older = Tier {.above = olderThreshold, .costs = {}};
            for (auto part : json::object(value, key)) {
                const std::string name(std::string_view(part.escaped_key()));
                json::Value price = part.value();
                if (auto* rate = rateIn(older->costs, name); rate && !price.is_null())
                    *rate = unitPrice(price, key + "." + name);
            }
        } else if (auto* rate = rateIn(base, key)) {
            *rate = unitPrice(value, key);
        }
    }
    if (tiers.empty() && older)
        tiers.push_back(*older);
    std::ranges::sort(tiers, {}, &Tier::above);
    if (std::ranges::adjacent_find(tiers, {}, &Tier::above) != tiers.end())
        throw json::Fault {"tiers", "two of one size"};
    ModelPrice price {.base = pricesOf(base, base), .tiers = {}, .services = {}, .factors = {}};
    for (const Tier& tier : tiers)
        price.tiers.push_back({tier.above, pricesOf(tier.costs, base)});
    return price;
}

void readModels(json::Object models, const std::string& provider, PriceImport& out)
{
    for (auto field : models) {
        const std::string id(std::string_view(field.unescaped_key()));
        json::Value value = field.value();
        try {
            json::Object model = json::object(value, id);
            const auto cost = json::optional(model, "cost", id);
            if (!cost) {
                ++out.otherMeters;
                continue;
            }
            const ModelPrice price = readCost(json::object(*cost, "cost"));
            out.models.emplace(provider + "/" + id, price);
            if (std::ranges::find(makers, provider) != makers.end())
                out.models.emplace(id, price);
        } catch (const json::Fault& fault) {
            out.leftOut.push_back({provider + "/" + id, fault.path + ": " + fault.why});
        }
    }
}

} // namespace

Result<PriceImport> readModelsDevPrices(std::string_view text)
{
    return json::parse<PriceImport>(
        text,
        [](json::Object& root) {
            PriceImport out;
            for (auto field : root) {
                const std::string provider(std::string_view(field.unescaped_key()));
                json::Object object = json::object(field.value(), provider);
                readModels(json::object(json::required(object, "models", provider), provider + ".models"), provider, out);
            }
            if (out.models.empty())
                throw json::Fault {"$", "no model with a price by the token"};
            return out;
        },
        json::Twice::allowed);
}

} // namespace fuseboard
