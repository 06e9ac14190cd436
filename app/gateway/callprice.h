// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/pricelist.h"
#include "gateway/meter.h"

namespace fuseboard::gateway {

/// What a metered call costs: by the model the provider named, else the one asked for; empty where neither has a price.
std::optional<Money> priceOf(const PriceList& prices, const std::string& modelAsked, const Metering& metering);

/// The most a call may cost, to be set aside while it runs: each byte of its body a token of the dearest input class,
/// and its whole output cap. Zero where the model has no price.
std::int64_t worstCaseNano(const PriceList& prices, const RequestFacts& facts);

} // namespace fuseboard::gateway
