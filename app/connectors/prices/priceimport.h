// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/pricelist.h"

namespace fuseboard {

/// A model that a foreign price map tells something senseless of.
struct LeftOut {
    std::string model, why;
    bool operator==(const LeftOut&) const = default;
};

/// What a foreign price map says of prices by the token.
struct PriceImport {
    std::map<std::string, ModelPrice, std::less<>> models; ///< in US dollars
    std::vector<LeftOut> leftOut; ///< each named; the others count all the same
    std::int64_t otherMeters = 0; ///< models that are priced by images, seconds, pages and the like
};

/// LiteLLM's map (`contracts/PROVIDERS.md` 7.1). A document that is none is `badAnswer`, and nothing of it counts.
///
/// Long contexts: the whole request pays the rates of the highest threshold it is above, as LiteLLM, and the providers
/// themselves, bill it (ccusage takes them for the part above alone); xAI's thresholds include the threshold itself. A rate
/// that a threshold or a service tier lacks is that of the next simpler one.
Result<PriceImport> readLiteLlmPrices(std::string_view json);

/// models.dev's `api.json` (7.2). A model counts as "provider/model"; those of the providers that made them also by their
/// own name.
Result<PriceImport> readModelsDevPrices(std::string_view json);

/// Either of the two, by its shape; anything else is `badAnswer`. `isLiteLlm` tells which it was.
struct ForeignPrices {
    PriceImport import;
    bool isLiteLlm = false;
};
Result<ForeignPrices> readForeignPrices(std::string_view json);

/// A list from today on: a map of LiteLLM's as it is; models.dev's adds the models that `known` lacks, since it knows
/// fewer rates of each.
PriceList listFrom(const ForeignPrices& foreign, const PriceList& known, Instant now, const std::string& source);

} // namespace fuseboard
