// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/focus/focuscolumns.h"
#include "connectors/focus/focusrows.h"

namespace fuseboard {

/// One line of a FOCUS file, as far as it is used.
struct FocusCharge {
    Period billing, period;
    std::string account, project, key, person, model, service, serviceCategory, tag;
    Currency currency;
    Int128 cost = 0; ///< in 1e-18 of the currency
    TokenCounts tokens;
    std::int64_t requests = 0;
    CostBasis basis = CostBasis::reported;
};

/// A value that is missing, malformed or out of range is an error whose subject is its column.
Result<FocusCharge> readCharge(const std::vector<std::string>& fields, const FocusHeader& header, const FocusReading& how);

} // namespace fuseboard
