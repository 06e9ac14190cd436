// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/invoice/providerprices.h"

#include "sandbox/invoice/builtinprices.h"

#include <boost/json.hpp>

#include <algorithm>
#include <cstdlib>

namespace fuseboard::sandbox {
namespace {

namespace json = boost::json;

constexpr std::int64_t picoPerNano = 1000;
constexpr int decimalsOfThousandPrice = 9; // 1e-9 USD per 1,000 tokens is 1e-12 USD per token

std::optional<std::string_view> textAt(const json::object& object, std::string_view key)
{
    const auto* found = object.if_contains(key);
    if (found == nullptr || !found->is_string())
        return std::nullopt;
    return std::string_view(found->get_string());
}

using RateTable = std::array<PicoPerToken, meters.size()>;

/// A catalogue entry says only what differs: cached input and cache writes cost as input where it is silent.
std::expected<RateTable, std::string> ratesFrom(const json::object& entry, const std::string& model)
{
    const auto* rates = entry.if_contains("rates");
    if (rates == nullptr || !rates->is_object())
        return std::unexpected(model + " has no rates");
    const auto& object = rates->get_object();
    for (const auto& member : object)
        if (!std::ranges::contains(
                std::array<std::string_view, 5> {"input", "cached_input", "cache_write", "cache_write_1h", "output"},
                std::string_view(member.key())))
            return std::unexpected(model + " has an unknown rate " + std::string(member.key()));
    const auto rate = [&](std::string_view key) -> std::expected<std::optional<PicoPerToken>, std::string> {
        if (!object.contains(key))
            return std::nullopt;
        const auto text = textAt(object, key);
        const auto pico = text ? picoPerToken(*text) : std::nullopt;
        if (!pico)
            return std::unexpected(model + " has no usable price for " + std::string(key));
        return pico;
    };
    const auto input = rate("input"), cached = rate("cached_input"), write = rate("cache_write"),
               write1h = rate("cache_write_1h"), output = rate("output");
    for (const auto* each : {&input, &cached, &write, &write1h, &output})
        if (!*each)
            return std::unexpected(each->error());
    if (!*input)
        return std::unexpected(model + " has no price for input");
    const PicoPerToken plain = **input;
    const PicoPerToken written = write->value_or(plain);
    return RateTable {plain, cached->value_or(plain), written, write1h->value_or(written), output->value_or(0)};
}

} // namespace

std::optional<PicoPerToken> picoPerToken(std::string_view text)
{
    constexpr std::int64_t most = 1'000'000'000'000; // a thousand dollars per 1,000 tokens
    std::int64_t value = 0;
    int decimals = -1;
    bool anyDigit = false;
    for (const char c : text) {
        if (c == '.' && decimals < 0 && anyDigit) {
            decimals = 0;
            continue;
        }
        if (c < '0' || c > '9' || decimals == decimalsOfThousandPrice || value > most)
            return std::nullopt;
        value = value * 10 + (c - '0');
        anyDigit = true;
        if (decimals >= 0)
            ++decimals;
    }
    if (!anyDigit || decimals == 0)
        return std::nullopt;
    for (int i = std::max(decimals, 0); i < decimalsOfThousandPrice; ++i)
        if (__builtin_mul_overflow(value, 10, &value))
            return std::nullopt;
    return value > most ? std::nullopt : std::optional(value);
}

std::expected<ProviderPrices, std::string> ProviderPrices::parse(std::string_view text)
{
    boost::system::error_code error;
    const json::value document = json::parse(text, error);
    if (error || !document.is_object())
        return std::unexpected("it is no JSON object");
    const auto* catalogue = document.get_object().if_contains("catalogue");
    if (catalogue == nullptr || !catalogue->is_array())
        return std::unexpected("it has no catalogue");
    ProviderPrices prices;
    for (const auto& entry : catalogue->get_array()) {
        if (!entry.is_object())
            return std::unexpected("the catalogue has an entry that is no object");
        const auto& object = entry.get_object();
        const auto name = textAt(object, "model"), vendor = textAt(object, "vendor");
        if (!name || name->empty() || !vendor)
            return std::unexpected("the catalogue has an entry without model or vendor");
        Model model {.vendor = std::string(*vendor)};
        const auto rates = ratesFrom(object, std::string(*name));
        if (!rates)
            return std::unexpected(rates.error());
        model.rates = *rates;
        if (const auto* longContext = object.if_contains("long_context")) {
            const auto* over = longContext->is_object() ? longContext->get_object().if_contains("over_tokens") : nullptr;
            if (over == nullptr || !over->is_int64() || over->get_int64() <= 0)
                return std::unexpected(std::string(*name) + " has a long_context without over_tokens");
            const auto longRates = ratesFrom(longContext->get_object(), std::string(*name));
            if (!longRates)
                return std::unexpected(longRates.error());
            model.longOver = over->get_int64();
            model.longRates = *longRates;
        }
        if (!prices.m_models.emplace(*name, std::move(model)).second)
            return std::unexpected("the catalogue names " + std::string(*name) + " twice");
    }
    if (prices.m_models.empty())
        return std::unexpected("the catalogue is empty");
    return prices;
}

const ProviderPrices& ProviderPrices::builtIn()
{
    static const ProviderPrices prices = [] {
        auto parsed = parse(builtInPrices);
        if (!parsed)
            std::abort(); // the build's own file; a test reads it
        return std::move(*parsed);
    }();
    return prices;
}

std::vector<std::pair<std::string, std::string>> ProviderPrices::modelsAndVendors() const
{
    std::vector<std::pair<std::string, std::string>> out;
    for (const auto& [name, model] : m_models)
        out.emplace_back(name, model.vendor);
    return out;
}

std::string ProviderPrices::vendorOf(std::string_view model) const
{
    const auto found = m_models.find(model);
    return found == m_models.end() ? std::string() : found->second.vendor;
}

std::optional<CallCost> ProviderPrices::cost(std::string_view name, const MeteredTokens& tokens) const
{
    const auto found = m_models.find(name);
    if (found == m_models.end())
        return std::nullopt;
    const Model& model = found->second;
    const Rates& rates = model.longOver && tokens.prompt() > *model.longOver ? model.longRates : model.rates;

    std::array<std::int64_t, meters.size()> pico {};
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < meters.size(); ++i)
        if (tokens.of(meters[i]) < 0 || __builtin_mul_overflow(tokens.of(meters[i]), rates[i], &pico[i])
            || __builtin_add_overflow(sum, pico[i], &sum))
            return std::nullopt;

    CallCost cost;
    cost.nano = sum / picoPerNano + (sum % picoPerNano != 0 ? 1 : 0);
    std::int64_t given = 0;
    for (std::size_t i = 0; i < meters.size(); ++i)
        given += cost.nanoByMeter[i] = pico[i] / picoPerNano;
    // What flooring left over goes to the meters that lost most; ties to the first named.
    while (given < cost.nano) {
        const auto largest = std::ranges::max_element(pico, {}, [](std::int64_t p) { return p % picoPerNano; });
        ++cost.nanoByMeter[static_cast<std::size_t>(largest - pico.begin())];
        *largest = 0;
        ++given;
    }
    return cost;
}

} // namespace fuseboard::sandbox
