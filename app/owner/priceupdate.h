// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/prices/priceimport.h"
#include "domain/pricebook.h"

#include <QString>

namespace fuseboard {

/// LiteLLM's map, where its authors keep it.
inline constexpr auto liteLlmPrices =
    "https://raw.githubusercontent.com/BerriAI/litellm/main/model_prices_and_context_window.json";

/// A newer price list, from today on, and what it changes.
struct PriceUpdate {
    PriceList list;
    std::vector<PriceChange> changes; ///< against the prices until now; empty: nothing new
    std::vector<LeftOut> leftOut; ///< models that senseless things are told of
    std::int64_t otherMeters = 0; ///< models that are not priced by the token
};

/// From the text of a map of LiteLLM's or models.dev's, or of a list of ours. `place`: where it was read, for people and for
/// errors. `book`: all lists until now, not empty.
Result<PriceUpdate> readPriceUpdate(const std::string& text, const PriceBook& book, const QString& place, Instant now);

} // namespace fuseboard
