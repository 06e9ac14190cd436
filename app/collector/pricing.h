// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/pricebook.h"
#include "domain/usagerow.h"

#include <vector>

namespace fuseboard {

/// Prices what was counted and not priced: by a provider, by telemetry, in local logs; each row by the prices of its day.
/// Gateway rows carry their own cost and are never touched; a model without a price stays without cost.
void priceUsage(std::vector<UsageRow>& rows, const PriceBook& prices);

} // namespace fuseboard
