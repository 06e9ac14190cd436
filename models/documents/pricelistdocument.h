// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "documents/documentobject.h"
#include "documents/jsonwriter.h"
#include "domain/pricelist.h"

namespace fuseboard {

/// Prices of token classes at a place of a larger document: "input" and "output" must be there.
TokenPrices readTokenPrices(const DocumentObject& object);
/// Their members, without the braces.
void writeTokenPrices(JsonWriter& out, const TokenPrices& prices);

/// The price list at a path of a larger document. Faults go to the list; the answer counts only where there are none.
PriceList readPriceList(simdjson::dom::element element, const std::string& path, Faults& faults);
void writePriceList(JsonWriter& out, const PriceList& prices);

} // namespace fuseboard
