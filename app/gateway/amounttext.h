// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/money.h"

#include <string>

namespace fuseboard::gateway {

/// `12.35 USD`; what is less than a cent, exactly.
std::string amountText(Int128 nano, const Currency& currency);

} // namespace fuseboard::gateway
