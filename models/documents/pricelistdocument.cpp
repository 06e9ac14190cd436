// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "documents/pricelistdocument.h"

#include "documents/policydocument.h"

namespace fuseboard {
namespace {

constexpr int nanoDigits = 9;

std::optional<UnitPrice> unitPrice(const DocumentObject& object, std::string_view key)
{
    const auto text = object.text(key);
    if (!text)
        return {};
    const auto price = parseScaledDecimal(*text, nanoDigits);
    if (!price)
        object.faults().add(
            object.pathOf(key), "\"" + text->substr(0, 40) + "\" is not a decimal with at most nine fraction digits");
    else if (*price < 0)
        object.faults().add(object.pathOf(key), "a price is not negative");
    else
        return *price;
    return {};
}

std::optional<UnitPrice> unitPriceIfSet(const DocumentObject& object, std::string_view key)
{
    return object.has(key) ? unitPrice(object, key) : std::nullopt;
}

TokenPrices tokenPrices(const DocumentObject& object)
{
    return {.input = unitPrice(object, "input").value_or(0),
        .output = unitPrice(object, "output").value_or(0),
        .cacheRead = unitPriceIfSet(object, "cacheRead"),
        .cacheWrite5m = unitPriceIfSet(object, "cacheWrite5m"),
        .cacheWrite1h = unitPriceIfSet(object, "cacheWrite1h")};
}

ModelPrice modelPrice(simdjson::dom::element element, const std::string& path, Faults& faults)
{
    const DocumentObject object(
        element, path, faults, {"input", "output", "cacheRead", "cacheWrite5m", "cacheWrite1h", "tiers"});
    ModelPrice price {.base = tokenPrices(object), .tiers = {}};
    for (const auto& [tierElement, tierPath] : object.array("tiers")) {
        const DocumentObject tier(
            tierElement, tierPath, faults, {"above", "input", "output", "cacheRead", "cacheWrite5m", "cacheWrite1h"});
        const auto above = tier.integer("above", 1, 1'000'000'000);
        if (above && !price.tiers.empty() && *above <= price.tiers.back().abovePromptTokens)
            faults.add(tier.pathOf("above"), "tiers must ascend");
        price.tiers.push_back({above.value_or(0), tokenPrices(tier)});
    }
    return price;
}

/// The exact decimal of a unit price: what Money::text() says of the same count of nano-units.
std::string decimal(UnitPrice price) { return Money {price, {}}.text(); }

void writePrices(JsonWriter& out, const TokenPrices& prices)
{
    out.member("input", decimal(prices.input)).member("output", decimal(prices.output));
    if (prices.cacheRead)
        out.member("cacheRead", decimal(*prices.cacheRead));
    if (prices.cacheWrite5m)
        out.member("cacheWrite5m", decimal(*prices.cacheWrite5m));
    if (prices.cacheWrite1h)
        out.member("cacheWrite1h", decimal(*prices.cacheWrite1h));
}

} // namespace

PriceList readPriceList(simdjson::dom::element element, const std::string& path, Faults& faults)
{
    const DocumentObject object(element, path, faults, {"version", "currency", "models"});
    const auto version = object.text("version");
    Currency currency;
    if (const auto text = object.text("currency")) {
        const auto parsed = Currency::parse(*text);
        if (parsed)
            currency = *parsed;
        else
            faults.add(object.pathOf("currency"), parsed.error());
    }
    std::map<std::string, ModelPrice, std::less<>> models;
    if (const auto list = object.required("models")) {
        simdjson::dom::object members;
        if (list->get_object().get(members) != simdjson::SUCCESS)
            faults.add(object.pathOf("models"), "must be an object");
        else
            for (const auto& member : members) {
                const std::string modelPath = object.pathOf("models") + "[\"" + std::string(member.key.substr(0, 80)) + "\"]";
                if (member.key.find_first_not_of(" \t\r\n") == std::string_view::npos)
                    faults.add(modelPath, "a model needs a name");
                else if (!models.emplace(std::string(member.key), modelPrice(member.value, modelPath, faults)).second)
                    faults.add(modelPath, "stands here twice");
            }
    }
    return PriceList(version.value_or(""), currency, std::move(models));
}

void writePriceList(JsonWriter& out, const PriceList& prices)
{
    out.beginObject().member("version", prices.version()).member("currency", prices.currency().text());
    out.key("models").beginObject();
    for (const auto& [name, price] : prices.models()) {
        out.key(name).beginObject();
        writePrices(out, price.base);
        if (!price.tiers.empty()) {
            out.key("tiers").beginArray();
            for (const PriceTier& tier : price.tiers) {
                out.beginObject().member("above", tier.abovePromptTokens);
                writePrices(out, tier.prices);
                out.endObject();
            }
            out.endArray();
        }
        out.endObject();
    }
    out.endObject().endObject();
}

std::expected<PriceList, std::vector<Error>> parsePriceList(std::string_view json)
{
    Faults faults;
    simdjson::dom::parser parser;
    PriceList prices;
    if (const auto root = parseDocument(parser, json, faults))
        prices = readPriceList(*root, {}, faults);
    if (!faults.empty())
        return std::unexpected(std::move(faults).take());
    return prices;
}

std::string writePriceList(const PriceList& prices)
{
    JsonWriter out;
    writePriceList(out, prices);
    return std::move(out).str();
}

} // namespace fuseboard
