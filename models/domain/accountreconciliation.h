// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/calendar.h"
#include "domain/pricebook.h"
#include "domain/reconciliation.h"

#include <string_view>

namespace fuseboard {

/// What one provider account's ledgers say of each other in a period.
struct AccountReconciliation {
    std::string account;
    bool isMeasured = false; ///< a gateway saw calls of it
    bool isStated = false; ///< the provider stated money or counts
    Instant settledBefore; ///< the provider's figures of earlier days are final; the epoch where it never told
    UntoldDays untold; ///< days of the period of which the provider has not told all figures
    Reconciled sum;
    std::vector<ReconciledDay> days;
};

/// Whether the bill of an account is what gateways measured.
enum class Verdict {
    agrees, ///< within two per cent
    differs,
    notCompared, ///< one side told nothing of it, or of no day that the other told of
};
Verdict verdictOf(const AccountReconciliation& account);

/// Where most of a cause's money is, or null where nothing has that cause.
const ReconciledDay* mostOf(const AccountReconciliation& account, Cause cause);

/// Snapshots of a model are compared as one, since providers name them where gateways name what was asked for. Tokens that
/// differ are worth what the account pays by the book at the period's start, where that is in the ledgers' currency.
/// `period`: whole UTC days.
std::vector<AccountReconciliation> reconcileAll(
    std::map<std::string, AccountLedgers> accounts, const PriceBook& prices, Period period, Currency currency);

/// The UTC month that a period's label names, "2026-11"; of anything else the month of `now`.
Period utcMonth(const std::string& label, Instant now);

/// `timeZone`, `lateData`, `cacheClass`, `missingStream`, `bypass`, `price`, `unknown`
std::string_view toText(Cause cause);

} // namespace fuseboard
