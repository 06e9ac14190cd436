// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/pricebook.h"

#include <QString>

namespace fuseboard {

/// "Batch", "Priority"; "Standard" for the usual one.
QString serviceText(ServiceTier tier);
/// "above 200k": the calls that pay a long-context tier.
QString tierText(std::int64_t abovePromptTokens);
/// `× 1.1`, of millionths.
QString factorText(std::int64_t millionths);
/// What one of `namedPrices` is called: "cacheRead above 200k" is "Cache read, above 200k".
QString priceName(const std::string& what);
/// A side of a change: `$2.50`, `× 6`; a dash where there was none.
QString changedPriceText(const PriceChange& change, const std::optional<UnitPrice>& side, Currency currency);
/// `+12.5%`; "new", "gone", or a dash where a per cent says nothing.
QString changePercentText(const PriceChange& change);

} // namespace fuseboard
