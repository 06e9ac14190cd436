// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/spent.h"

#include <map>

namespace fuseboard {

/// Calls and tokens of a team on one day.
struct UsageCount {
    std::int64_t requests = 0;
    TokenCounts tokens;
    bool operator==(const UsageCount&) const = default;
};

/// What was spent on one UTC day. Nothing is converted: each currency for itself.
struct SpentDay {
    Instant day;
    std::vector<SpentShare> shares; ///< in the currency that was asked for
    std::map<Currency, std::vector<SpentShare>> inOtherCurrencies;
    std::map<TeamId, UsageCount> usage; ///< whatever the currency
    std::int64_t unpricedRequests = 0; ///< without a price: in no sum
    bool operator==(const SpentDay&) const = default;
};

/// How finely the shares of a day are told apart: one share a day, or by the hour where a ledger knows the hour.
enum class Grain { day, hour };

/// Money of one day, of one team or model.
struct DaySum {
    Instant day;
    std::int64_t nano = 0;
    std::int64_t estimated = 0; ///< of it, priced by us
    std::int64_t elsewhere = 0; ///< of it, billed elsewhere
    bool operator==(const DaySum&) const = default;
};

/// Money of a period, of a team or model by name; `name` empty: unallocated, or no model known.
struct NamedSum {
    std::string name;
    std::int64_t nano = 0, estimated = 0, elsewhere = 0;
    bool operator==(const NamedSum&) const = default;
};

/// Usage that nobody knows a price of and that no bill covers: in no sum, and never zero.
struct UnpricedUsage {
    std::string source, account;
    std::string model; ///< or what it is for, where no model is known; empty: nobody said
    std::int64_t requests = 0; ///< that succeeded; zero where the source tells tokens alone
    TokenCounts tokens;
    Instant firstDay, lastDay; ///< starts of UTC days
    bool operator==(const UnpricedUsage&) const = default;
};

} // namespace fuseboard
