// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/money.h"

#include <initializer_list>
#include <string>

namespace fuseboard::gateway {

constexpr int centDigits = 2;

/// "4.98 USD"; less than a cent exactly: "0.0004 USD".
std::string amountText(Int128 nano, const Currency& currency, int digits = centDigits);
/// How many digits amounts need for their sum, as shown, to be above the limit as shown, or to reach it, where it is so.
int digitsToCompare(std::initializer_list<Int128> amounts, std::int64_t limitNano);

} // namespace fuseboard::gateway
