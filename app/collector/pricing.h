// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/pricelist.h"
#include "domain/usagerow.h"

#include <vector>

namespace fuseboard {

/// Prices what a provider counted and did not price. Gateway rows carry their own cost and are never touched; a model
/// without a price stays without cost.
void priceUsage(std::vector<UsageRow>& rows, const PriceList& prices);

} // namespace fuseboard
