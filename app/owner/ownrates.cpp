// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "owner/ownrates.h"

#include "domain/iso4217.h"

#include <toml++/toml.hpp>

#include <algorithm>
#include <array>
#include <format>

namespace fuseboard {
namespace {

constexpr std::array<std::string_view, 12> members {"account", "model", "from", "until", "discount", "currency", "input",
    "output", "cacheRead", "cacheWrite5m", "cacheWrite1h", "reasoning"};
constexpr int nanoDigits = 9;

/// Thrown while a file is read; `name` is the member.
struct Fault {
    std::string name, why;
};

std::string text(const toml::table& table, std::string_view name)
{
    const auto* node = table.get(name);
    if (!node)
        return {};
    if (const auto value = node->value_exact<std::string>(); value && !value->empty())
        return *value;
    throw Fault {std::string(name), "must be a text that is not empty"};
}

std::optional<Instant> day(const toml::table& table, std::string_view name)
{
    const std::string value = text(table, name);
    if (value.empty())
        return std::nullopt;
    if (const auto at = parseInstant(value + "T00:00:00Z"))
        return *at;
    throw Fault {std::string(name), "must be a day like 2026-07-01"};
}

std::optional<UnitPrice> price(const toml::table& table, std::string_view name)
{
    const std::string value = text(table, name);
    if (value.empty())
        return std::nullopt;
    const auto nano = parseScaledDecimal(value, nanoDigits);
    if (!nano || *nano < 0)
        throw Fault {std::string(name), "must be a decimal like \"2.5\" with at most nine fraction digits"};
    return *nano;
}

OwnRate readRate(const toml::table& table)
{
    for (const auto& [name, node] : table)
        if (std::ranges::find(members, name.str()) == members.end())
            throw Fault {std::string(name.str()), "not known here"};
    OwnRate rate {.account = text(table, "account"),
        .model = text(table, "model"),
        .from = day(table, "from"),
        .until = day(table, "until"),
        .committed = {},
        .currency = {}};
    const auto input = price(table, "input"), output = price(table, "output");
    const auto* discount = table.get("discount");
    if ((discount != nullptr) == (input || output))
        throw Fault {"discount", "either a discount or prices are needed"};
    if (discount) {
        rate.percentOff = discount->value_exact<std::int64_t>().value_or(-1);
        if (rate.percentOff < 0 || rate.percentOff > 100)
            throw Fault {"discount", "must be whole percent, 0 to 100"};
        return rate;
    }
    if (!input || !output)
        throw Fault {input ? "output" : "input", "missing"};
    if (rate.model.empty())
        throw Fault {"model", "missing; prices are of one model"};
    const auto currency = knownCurrency(text(table, "currency"));
    if (!currency)
        throw Fault {"currency", "must be one like USD"};
    rate.currency = *currency;
    rate.committed = ModelPrice {.base = {.input = *input,
                                     .output = *output,
                                     .cacheRead = price(table, "cacheRead"),
                                     .cacheWrite5m = price(table, "cacheWrite5m"),
                                     .cacheWrite1h = price(table, "cacheWrite1h"),
                                     .reasoning = price(table, "reasoning")},
        .tiers = {},
        .services = {},
        .factors = {}};
    return rate;
}

std::string placeOf(const std::string& fileName, const toml::source_region& region)
{
    return std::format("{}, line {}", fileName, region.begin.line);
}

} // namespace

Result<std::vector<OwnRate>> parseOwnRates(std::string_view tomlText, const std::string& fileName)
{
    toml::table document;
    try {
        document = toml::parse(tomlText);
    } catch (const toml::parse_error& error) {
        return fail(ErrorCode::badConfig, placeOf(fileName, error.source()), std::string(error.description()));
    }
    std::vector<OwnRate> rates;
    for (const auto& [name, node] : document) {
        if (name.str() != "rate" || !node.is_array_of_tables())
            return fail(ErrorCode::badConfig, placeOf(fileName, node.source()),
                std::format("{}: only [[rate]] is known here", name.str()));
        for (const toml::node& each : *node.as_array())
            try {
                rates.push_back(readRate(*each.as_table()));
            } catch (const Fault& fault) {
                return fail(ErrorCode::badConfig, placeOf(fileName, each.source()), fault.name + ": " + fault.why);
            }
    }
    return rates;
}

} // namespace fuseboard
