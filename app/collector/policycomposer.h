// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "documents/policydocument.h"
#include "store/organisation.h"

namespace fuseboard {

/// What a gateway is to enforce: the organisation's teams and keys, the budgets in force now, the prices and the calendar;
/// routes, and whether a budget is hard, stay as they were. The revision is the previous one's successor, or the previous
/// one where nothing else changed.
PolicyDocument policyFor(const Organisation& organisation, const PriceList& prices, const Calendar& calendar,
    const PolicyDocument& previous, Instant now);

} // namespace fuseboard
