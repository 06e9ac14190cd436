// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/error.h"

#include <array>
#include <string>
#include <vector>

namespace fuseboard {

/// The columns of a FOCUS file that become something here.
enum class FocusColumn {
    billingAccountId,
    billingCurrency,
    billingPeriodStart,
    billingPeriodEnd,
    chargePeriodStart,
    chargePeriodEnd,
    effectiveCost,
    serviceCategory,
    serviceName, // up to here every file has them
    consumedQuantity,
    consumedUnit,
    skuMeter,
    skuPriceDetails,
    subAccountId,
    tags,
    costBasis,
    credentialId,
    modelId,
    principalId,
};
inline constexpr std::size_t focusColumns = 19, requiredFocusColumns = 9;

/// Where each column stands in a file.
struct FocusHeader {
    std::string version; ///< "1.4", "1.3" or "1.2 or older", by the columns that are there (`contracts/FOCUS.md` 12)
    std::array<int, focusColumns> places {}; ///< -1: not there
    std::size_t width = 0; ///< of a record
    std::vector<std::string> unknown; ///< columns that FOCUS does not know, without those that begin with `x_`

    [[nodiscard]] int placeOf(FocusColumn column) const { return places[static_cast<std::size_t>(column)]; }
};

/// A required column that is missing, or one that stands there twice, is an error that names it.
Result<FocusHeader> readFocusHeader(const std::vector<std::string>& fields);
std::string_view nameOf(FocusColumn column);

} // namespace fuseboard
