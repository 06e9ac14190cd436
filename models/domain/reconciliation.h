// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/period.h"
#include "domain/pricelist.h"
#include "domain/untold.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace fuseboard {

/// What one ledger says of one model and hour or day.
struct LedgerFigures {
    TokenCounts tokens;
    std::int64_t requests = 0;
    std::int64_t brokenRequests = 0; ///< failed or cut: their last tokens may not have been seen
    std::optional<std::int64_t> nano; ///< empty: it states no money
    LedgerFigures& operator+=(const LedgerFigures& other);
    bool operator==(const LedgerFigures&) const = default;
};

/// Why a bill differs from what gateways measured.
enum class Cause {
    timeZone, ///< the provider's day begins at another hour
    lateData, ///< the provider's figures of the day may still change
    cacheClass, ///< the same tokens in other classes: cached, written to the cache
    missingStream, ///< calls that broke off at the gateway went on at the provider
    bypass, ///< calls that no gateway saw: billed elsewhere
    price, ///< the same tokens at another price
    unknown,
};

/// Positive: the bill is higher for this reason.
struct Difference {
    Cause cause {};
    std::int64_t nano = 0;
    bool operator==(const Difference&) const = default;
};

/// One model and UTC day of an account, in one currency. `billedNano` - `measuredNano` is the sum of the differences, exactly,
/// where the day is compared.
struct ReconciledDay {
    std::string model; ///< empty: what the bill states for no single model
    Instant day;
    std::int64_t measuredNano = 0;
    std::int64_t billedNano = 0; ///< what it is by the provider's counts where it has stated no money yet
    bool isStated = false; ///< the provider stated the money
    bool isCompared = true; ///< false: of the account's whole day the provider stated neither money nor counts; billed zero
    std::vector<Difference> differences; ///< none twice, none zero, in the order of `Cause`
    bool operator==(const ReconciledDay&) const = default;
};

struct ModelLedgers {
    std::map<Instant, LedgerFigures> measured; ///< by gateways, by UTC hour; from a day before to a day after the period
    std::map<Instant, LedgerFigures> counted; ///< by the provider, by the day it calls so
    std::map<Instant, std::int64_t> billed; ///< by the provider, by day
    std::optional<TokenPrices> prices; ///< what tokens that differ are worth
};

/// One provider account.
struct AccountLedgers {
    std::map<std::string, ModelLedgers> models;
    std::map<Instant, std::int64_t> billed; ///< by day, of bills that name no model
    Instant settledBefore; ///< the provider's figures of earlier days are final
    UntoldDays untold; ///< but of these, of which it has not told all
    [[nodiscard]] bool isFinal(Instant day) const;
};

/// Compares, day by day, what was measured with what was billed, and says why they differ. Nothing is added up over ledgers
/// (SAFETY MO5). A provider's day that begins at another hour is recognised where most of the days agree once moved.
std::vector<ReconciledDay> reconcile(const AccountLedgers& account, Period days);

/// Of all days together that are compared.
struct Reconciled {
    std::int64_t measuredNano = 0, billedNano = 0;
    std::map<Cause, std::int64_t> byCause;
    std::int64_t notComparedNano = 0; ///< measured on the other days

    /// Within two per cent of the bill.
    [[nodiscard]] bool agrees() const;
};
Reconciled sumOf(const std::vector<ReconciledDay>& days);

} // namespace fuseboard
