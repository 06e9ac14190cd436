// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/pricelist.h"

namespace fuseboard {

/// The price list that comes with the program.
Result<PriceList> shippedPrices();

} // namespace fuseboard
