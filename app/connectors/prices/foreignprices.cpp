// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/jsonreader.h"
#include "connectors/prices/priceimport.h"

#include <format>

namespace fuseboard {

Result<ForeignPrices> readForeignPrices(std::string_view text)
{
    // Members of models.dev are providers, which have models; LiteLLM's are models.
    const auto isModelsDev = json::parse<bool>(
        text,
        [](json::Object& root) {
            for (auto field : root) {
                json::Object object = json::object(field.value(), "$");
                return json::optional(object, "models", "$").has_value();
            }
            throw json::Fault {"$", "empty"};
        },
        json::Twice::allowed);
    if (!isModelsDev)
        return std::unexpected(isModelsDev.error());
    const auto wrap = [&](PriceImport import) { return ForeignPrices {std::move(import), !*isModelsDev}; };
    return (*isModelsDev ? readModelsDevPrices(text) : readLiteLlmPrices(text)).transform(wrap);
}

PriceList listFrom(const ForeignPrices& foreign, const PriceList& known, Instant now, const std::string& source)
{
    auto models = foreign.import.models;
    if (!foreign.isLiteLlm) {
        // What is in another currency can't stand in one list with it; the list it is in still knows it.
        auto merged = known.currency() == Currency::usd() ? known.models() : decltype(models)();
        for (const auto& [name, price] : models)
            if (!known.find(name))
                merged.emplace(name, price);
        models = std::move(merged);
    }
    const auto minute = std::chrono::floor<std::chrono::seconds>(now);
    return PriceList(std::format("{:%FT%TZ} {}", minute, foreign.isLiteLlm ? "LiteLLM" : "models.dev"), Currency::usd(),
        std::move(models), {.source = source, .from = dayOf(now)});
}

} // namespace fuseboard
