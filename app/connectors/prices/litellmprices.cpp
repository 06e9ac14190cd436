// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/prices/priceimport.h"

#include "connectors/jsonreader.h"

#include <array>
#include <charconv>
#include <set>

namespace fuseboard {
namespace {

constexpr int nanoPerMillionDigits = 15; ///< dollars a token to nano-dollars a million tokens
constexpr int factorDigits = 6;
constexpr UnitPrice dearest = 1'000'000'000'000'000; ///< a dollar a token: nothing costs more
constexpr std::int64_t largestFactor = 100'000'000;

enum class Rate { input, output, cacheRead, cacheWrite5m, cacheWrite1h, reasoning };
constexpr std::array<std::pair<std::string_view, Rate>, 6> rateNames {{{"input_cost_per_token", Rate::input},
    {"output_cost_per_token", Rate::output}, {"cache_read_input_token_cost", Rate::cacheRead},
    {"cache_creation_input_token_cost", Rate::cacheWrite5m}, {"cache_creation_input_token_cost_above_1hr", Rate::cacheWrite1h},
    {"output_cost_per_reasoning_token", Rate::reasoning}}};
constexpr std::array<std::pair<std::string_view, ServiceTier>, 3> serviceNames {
    {{"_batches", ServiceTier::batch}, {"_flex", ServiceTier::flex}, {"_priority", ServiceTier::priority}}};

/// Which rate a member of a model is.
struct RateKey {
    ServiceTier service = ServiceTier::standard;
    std::int64_t above = 0; ///< tokens of prompt; 0: any
    Rate rate = Rate::input;
    auto operator<=>(const RateKey&) const = default;
};

bool cut(std::string_view& text, std::string_view end)
{
    if (!text.ends_with(end))
        return false;
    text.remove_suffix(end.size());
    return true;
}

/// "input_cost_per_token_above_272k_tokens_priority"; empty where the member is no rate by the token.
std::optional<RateKey> rateKey(std::string_view name)
{
    RateKey key;
    for (const auto& [end, service] : serviceNames)
        if (cut(name, end)) {
            key.service = service;
            break;
        }
    if (auto rest = name; cut(rest, "k_tokens"))
        if (const auto at = rest.rfind("_above_"); at != std::string_view::npos) {
            const std::string_view digits = rest.substr(at + 7);
            const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), key.above);
            if (read.ec != std::errc() || read.ptr != digits.data() + digits.size() || key.above <= 0 || key.above > 100'000)
                return std::nullopt;
            key.above *= 1000;
            name = rest.substr(0, at);
        }
    for (const auto& [text, rate] : rateNames)
        if (name == text) {
            key.rate = rate;
            return key;
        }
    return std::nullopt;
}

using Rates = std::map<RateKey, UnitPrice>;

struct Entry {
    Rates rates;
    std::map<std::string, std::int64_t, std::less<>> factors;
    std::string provider;
    std::string mode; ///< "chat", "embedding", …
    std::vector<std::pair<std::int64_t, Rates>> ranges; ///< of `tiered_pricing`: from where, and its rates
};

UnitPrice unitPrice(json::Value value, const std::string& path)
{
    const auto price = parseScaledDecimalRounded(json::decimal(value, path), nanoPerMillionDigits);
    if (!price || *price < 0 || *price > dearest)
        throw json::Fault {path, "not a price"};
    return *price;
}

std::optional<std::int64_t> factor(json::Value value, const std::string& path)
{
    simdjson::ondemand::json_type type = value.type();
    if (type != simdjson::ondemand::json_type::number)
        return std::nullopt; // among factors stand words (PROVIDERS 7.1)
    const auto parsed = parseScaledDecimalRounded(json::decimal(value, path), factorDigits);
    if (!parsed || *parsed < 0 || *parsed > largestFactor)
        throw json::Fault {path, "not a factor"};
    return *parsed;
}

void readRange(json::Object range, Entry& entry, const std::string& path)
{
    std::int64_t from = -1;
    Rates rates;
    for (auto field : range) {
        const std::string key(std::string_view(field.escaped_key()));
        json::Value value = field.value();
        if (key == "range") {
            for (auto bound : json::array(value, path)) {
                const auto tokens = parseScaledDecimalRounded(json::decimal(bound.value(), path), 0);
                from = from < 0 ? tokens.value_or(-1) : from;
            }
        } else if (const auto rate = rateKey(key)) {
            rates[*rate] = unitPrice(value, path + "." + key);
        }
    }
    if (from < 0 || (!entry.ranges.empty() && from <= entry.ranges.back().first))
        throw json::Fault {path + ".range", "not a range after the last"};
    entry.ranges.emplace_back(from, std::move(rates));
}

Entry readEntry(json::Object model)
{
    Entry entry;
    for (auto field : model) {
        const std::string key(std::string_view(field.escaped_key()));
        json::Value value = field.value();
        if (value.is_null())
            continue;
        if (const auto rate = rateKey(key)) {
            entry.rates[*rate] = unitPrice(value, key);
        } else if (key == "litellm_provider") {
            entry.provider = json::text(value, key);
        } else if (key == "mode") {
            entry.mode = json::text(value, key);
        } else if (key == "provider_specific_entry") {
            for (auto part : json::object(value, key)) {
                const std::string name(std::string_view(part.escaped_key()));
                if (const auto known = factor(part.value(), name); known && (name == "fast" || name == "us" || name == "eu"))
                    entry.factors[name] = *known;
            }
        } else if (key == "regional_processing_uplift_multiplier_us" || key == "regional_processing_uplift_multiplier_eu") {
            if (const auto known = factor(value, key))
                entry.factors[key.substr(key.size() - 2)] = *known;
        } else if (key == "tiered_pricing") {
            for (auto range : json::array(value, key))
                readRange(json::object(range.value(), key), entry, key);
        }
    }
    return entry;
}

/// A rate, or that of the next simpler key: without the service tier, then without the threshold.
std::optional<UnitPrice> rateOf(const Rates& rates, RateKey key)
{
    for (const RateKey& each : {key, RateKey {ServiceTier::standard, key.above, key.rate}, RateKey {key.service, 0, key.rate},
             RateKey {ServiceTier::standard, 0, key.rate}})
        if (const auto found = rates.find(each); found != rates.end())
            return found->second;
    return std::nullopt;
}

TokenPrices pricesOf(const Rates& rates, ServiceTier service, std::int64_t above)
{
    const auto rate = [&](Rate which) { return rateOf(rates, {service, above, which}); };
    const auto input = rate(Rate::input);
    if (!input)
        throw json::Fault {"input_cost_per_token", "missing"};
    return {.input = *input,
        .output = rate(Rate::output).value_or(0), // what only reads, an embedding, has none
        .cacheRead = rate(Rate::cacheRead),
        .cacheWrite5m = rate(Rate::cacheWrite5m),
        .cacheWrite1h = rate(Rate::cacheWrite1h),
        .reasoning = rate(Rate::reasoning)};
}

TieredPrices tiersOf(const Entry& entry, ServiceTier service)
{
    TieredPrices out {.base = pricesOf(entry.rates, service, 0), .tiers = {}};
    std::set<std::int64_t> thresholds;
    for (const auto& [key, price] : entry.rates)
        if (key.above > 0 && (key.service == service || key.service == ServiceTier::standard))
            thresholds.insert(key.above);
    for (const std::int64_t above : thresholds)
        out.tiers.push_back({entry.provider == "xai" ? above - 1 : above, pricesOf(entry.rates, service, above)});
    return out;
}

/// Rates that a range omits are its input rate; its output is the model's (PROVIDERS 7.1).
TokenPrices rangePrices(const Entry& entry, const Rates& rates)
{
    TokenPrices prices = pricesOf(rates, ServiceTier::standard, 0);
    if (!rateOf(rates, {.rate = Rate::output}))
        prices.output = rateOf(entry.rates, {.rate = Rate::output}).value_or(0);
    return prices;
}

ModelPrice priceOf(const Entry& entry)
{
    ModelPrice price {.base = {}, .tiers = {}, .services = {}, .factors = entry.factors};
    if (!entry.ranges.empty()) {
        price.base = rangePrices(entry, entry.ranges.front().second);
        for (auto range = std::next(entry.ranges.begin()); range != entry.ranges.end(); ++range)
            price.tiers.push_back({range->first, rangePrices(entry, range->second)});
        return price;
    }
    const TieredPrices standard = tiersOf(entry, ServiceTier::standard);
    price.base = standard.base;
    price.tiers = standard.tiers;
    for (const auto& [key, unused] : entry.rates)
        if (key.service != ServiceTier::standard && !price.services.contains(key.service))
            price.services.emplace(key.service, tiersOf(entry, key.service));
    return price;
}

/// What writes something and has no price for it is sold otherwise, by the image for example.
bool isByTheToken(const Entry& entry)
{
    const bool onlyReads = entry.mode == "embedding" || entry.mode == "rerank" || entry.mode == "moderation";
    const auto input = entry.rates.find({.rate = Rate::input});
    if (entry.mode == "rerank" && input != entry.rates.end() && input->second == 0) // by the query
        return false;
    const auto hasOutput = [](const auto& range) { return range.second.contains({.rate = Rate::output}); };
    const bool pricesOutput = entry.rates.contains({.rate = Rate::output}) || std::ranges::any_of(entry.ranges, hasOutput);
    return (!entry.ranges.empty() || input != entry.rates.end()) && (pricesOutput || onlyReads);
}

} // namespace

Result<PriceImport> readLiteLlmPrices(std::string_view text)
{
    return json::parse<PriceImport>(
        text,
        [](json::Object& root) {
            PriceImport out;
            for (auto field : root) {
                const std::string model(std::string_view(field.unescaped_key()));
                json::Value value = field.value();
                if (model == "sample_spec" || model == "fallback_generalizations")
                    continue;
                try {
                    const Entry entry = readEntry(json::object(value, model));
                    if (!isByTheToken(entry))
                        ++out.otherMeters;
                    else if (!out.models.emplace(model, priceOf(entry)).second)
                        out.leftOut.push_back({model, "stands there twice; the first counts"});
                } catch (const json::Fault& fault) {
                    out.leftOut.push_back({model, fault.path + ": " + fault.why});
                }
            }
            if (out.models.empty())
                throw json::Fault {"$", "no model with a price by the token"};
            return out;
        },
        json::Twice::allowed);
}

} // namespace fuseboard
