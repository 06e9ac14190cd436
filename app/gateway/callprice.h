// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "documents/policydocument.h"
#include "gateway/meter.h"

namespace fuseboard::gateway {

/// What a metered call costs: by the model the provider named, else the one asked for, else as the policy says of what has
/// no price; empty where it says nothing.
std::optional<Money> priceOf(const PolicyDocument& policy, const std::string& modelAsked, const Metering& metering);
/// By which prices: the list's version, and `+unpriced` where it knows neither model.
std::string priceVersionOf(const PolicyDocument& policy, const std::string& modelAsked, const Metering& metering);

/// The most a call may cost, to be set aside while it runs: its input in the dearest class it can be in, and its whole
/// output cap. Empty where its model has no price.
std::optional<std::int64_t> worstCaseNano(const PolicyDocument& policy, Api api, const RequestFacts& facts);

/// The most a call may have cost whose input is stated and whose output nobody knows. Empty where it has no price.
std::optional<std::int64_t> mostOfOutput(
    const PolicyDocument& policy, const std::string& modelAsked, const Metering& metering, std::int64_t outputCap);

} // namespace fuseboard::gateway
