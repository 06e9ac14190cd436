// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "documents/pricelistdocument.h"

#include "documents/policydocument.h"
#include "domain/iso4217.h"

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

constexpr int factorDigits = 6;
constexpr std::int64_t largestFactor = 100'000'000;

std::vector<PriceTier> readTiers(const DocumentObject& object)
{
    std::vector<PriceTier> tiers;
    for (const auto& [element, path] : object.array("tiers")) {
        const DocumentObject tier(element, path, object.faults(),
            {"above", "input", "output", "cacheRead", "cacheWrite5m", "cacheWrite1h", "reasoning"});
        const auto above = tier.integer("above", 1, 1'000'000'000);
        if (above && !tiers.empty() && *above <= tiers.back().abovePromptTokens)
            tier.faults().add(tier.pathOf("above"), "tiers must ascend");
        tiers.push_back({above.value_or(0), readTokenPrices(tier)});
    }
    return tiers;
}

/// The members of an object, each with its path; what is no object is a fault.
std::vector<std::pair<std::string_view, std::pair<simdjson::dom::element, std::string>>> members(
    const DocumentObject& object, std::string_view key)
{
    std::vector<std::pair<std::string_view, std::pair<simdjson::dom::element, std::string>>> out;
    const auto list = object.has(key) ? object.required(key) : std::nullopt;
    simdjson::dom::object inner;
    if (list && list->get_object().get(inner) != simdjson::SUCCESS)
        object.faults().add(object.pathOf(key), "must be an object");
    else if (list)
        for (const auto& member : inner)
            out.push_back({member.key, {member.value, object.pathOf(key) + "." + std::string(member.key.substr(0, 20))}});
    return out;
}

void readServices(const DocumentObject& object, ModelPrice& price)
{
    for (const auto& [name, place] : members(object, "services")) {
        const DocumentObject service(place.first, place.second, object.faults(),
            {"input", "output", "cacheRead", "cacheWrite5m", "cacheWrite1h", "reasoning", "tiers"});
        const ServiceTier tier = UsageTerms::parse(name).tier;
        if (tier == ServiceTier::standard)
            object.faults().add(place.second, "a service is batch, flex or priority");
        else if (!price.services.emplace(tier, TieredPrices {readTokenPrices(service), readTiers(service)}).second)
            object.faults().add(place.second, "stands here twice");
    }
}

void readFactors(const DocumentObject& object, ModelPrice& price)
{
    for (const auto& [name, place] : members(object, "factors")) {
        std::string_view text;
        const auto factor = place.first.get_string().get(text) == simdjson::SUCCESS ? parseScaledDecimal(text, factorDigits)
                                                                                    : fail(ErrorCode::badDecimal);
        if (name != "fast" && name != "us" && name != "eu")
            object.faults().add(place.second, "a factor is fast, us or eu");
        else if (!factor || *factor < 0 || *factor > largestFactor)
            object.faults().add(place.second, "must be a decimal of at most 100 with at most six fraction digits");
        else
            price.factors.insert_or_assign(std::string(name), *factor);
    }
}

ModelPrice modelPrice(simdjson::dom::element element, const std::string& path, Faults& faults)
{
    const DocumentObject object(element, path, faults,
        {"input", "output", "cacheRead", "cacheWrite5m", "cacheWrite1h", "reasoning", "tiers", "services", "factors",
            "maxOutput"});
    ModelPrice price {.base = readTokenPrices(object), .tiers = readTiers(object), .services = {}, .factors = {}};
    readServices(object, price);
    readFactors(object, price);
    if (object.has("maxOutput"))
        price.maxOutput = object.integer("maxOutput", 1, 1'000'000'000);
    return price;
}

/// The exact decimal of a unit price: what Money::text() says of the same count of nano-units.
std::string decimal(UnitPrice price) { return Money {price, {}}.text(); }

void writeTiers(JsonWriter& out, const std::vector<PriceTier>& tiers)
{
    if (tiers.empty())
        return;
    out.key("tiers").beginArray();
    for (const PriceTier& tier : tiers) {
        out.beginObject().member("above", tier.abovePromptTokens);
        writeTokenPrices(out, tier.prices);
        out.endObject();
    }
    out.endArray();
}

void writeModel(JsonWriter& out, const ModelPrice& price)
{
    out.beginObject();
    writeTokenPrices(out, price.base);
    writeTiers(out, price.tiers);
    if (!price.services.empty()) {
        out.key("services").beginObject();
        for (const auto& [service, prices] : price.services) {
            out.key(UsageTerms {.tier = service, .region = {}}.text()).beginObject();
            writeTokenPrices(out, prices.base);
            writeTiers(out, prices.tiers);
            out.endObject();
        }
        out.endObject();
    }
    if (!price.factors.empty()) {
        out.key("factors").beginObject();
        for (const auto& [name, factor] : price.factors) // millionths, as the decimal that nano-units of a thousandth are
            out.member(name, decimal(factor * 1000));
        out.endObject();
    }
    if (price.maxOutput)
        out.member("maxOutput", *price.maxOutput);
    out.endObject();
}

} // namespace

TokenPrices readTokenPrices(const DocumentObject& object)
{
    return {.input = unitPrice(object, "input").value_or(0),
        .output = unitPrice(object, "output").value_or(0),
        .cacheRead = unitPriceIfSet(object, "cacheRead"),
        .cacheWrite5m = unitPriceIfSet(object, "cacheWrite5m"),
        .cacheWrite1h = unitPriceIfSet(object, "cacheWrite1h"),
        .reasoning = unitPriceIfSet(object, "reasoning")};
}

void writeTokenPrices(JsonWriter& out, const TokenPrices& prices)
{
    out.member("input", decimal(prices.input)).member("output", decimal(prices.output));
    if (prices.cacheRead)
        out.member("cacheRead", decimal(*prices.cacheRead));
    if (prices.cacheWrite5m)
        out.member("cacheWrite5m", decimal(*prices.cacheWrite5m));
    if (prices.cacheWrite1h)
        out.member("cacheWrite1h", decimal(*prices.cacheWrite1h));
    if (prices.reasoning)
        out.member("reasoning", decimal(*prices.reasoning));
}

PriceList readPriceList(simdjson::dom::element element, const std::string& path, Faults& faults)
{
    const DocumentObject object(element, path, faults, {"version", "currency", "source", "from", "models"});
    const auto version = object.text("version");
    Currency currency;
    if (const auto text = object.text("currency")) {
        const auto parsed = knownCurrency(*text);
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
    PriceOrigin origin {.source = object.textOr("source", {}), .from = {}};
    if (object.has("from"))
        if (const auto day = object.text("from")) {
            const auto from = parseInstant(*day + "T00:00:00Z");
            if (from)
                origin.from = *from;
            else
                faults.add(object.pathOf("from"), "must be a day like 2026-08-01");
        }
    return PriceList(version.value_or(""), currency, std::move(models), std::move(origin));
}

void writePriceList(JsonWriter& out, const PriceList& prices)
{
    out.beginObject().member("version", prices.version()).member("currency", prices.currency().text());
    if (!prices.origin().source.empty())
        out.member("source", prices.origin().source);
    if (prices.origin().from)
        out.member("from", toText(*prices.origin().from).substr(0, 10));
    out.key("models").beginObject();
    for (const auto& [name, price] : prices.models()) {
        out.key(name);
        writeModel(out, price);
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
