// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/accountreconciliation.h"
#include "domain/pricebook.h"
#include "store/spending.h"

#include <string>
#include <vector>

namespace fuseboard {

/// What the page *Reports* is to be about.
struct ReportsRequest {
    std::string periodLabel; ///< "2026-11": the UTC month that is reconciled
    Period period; ///< as the window shows it: of what has no price
    Currency currency;
    bool operator==(const ReportsRequest&) const = default;
};

/// What the history and the prices say of it, as read at one moment. Immutable once handed on.
struct Reports {
    ReportsRequest request;
    Period month; ///< UTC
    std::vector<AccountReconciliation> accounts;
    std::vector<UnpricedUsage> unpriced;
    PriceBook prices;
    Instant readAt;
};

} // namespace fuseboard
