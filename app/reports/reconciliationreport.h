// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/reconciliation.h"

#include <string_view>

namespace fuseboard {

/// What one provider account's ledgers say of each other in a period.
struct AccountReconciliation {
    std::string account;
    bool isMeasured = false; ///< a gateway saw calls of it
    bool isStated = false; ///< the provider stated money or counts
    Reconciled sum;
    std::vector<ReconciledDay> days;
};

/// Snapshots of a model are compared as one, since providers name them where gateways name what was asked for. `period`: whole
/// UTC days.
std::vector<AccountReconciliation> reconcileAll(
    std::map<std::string, AccountLedgers> accounts, const PriceList& prices, Period period);

/// `timeZone`, `lateData`, `cacheClass`, `missingStream`, `bypass`, `price`, `unknown`
std::string_view toText(Cause cause);

} // namespace fuseboard
