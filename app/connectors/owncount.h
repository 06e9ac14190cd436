// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/period.h"
#include "domain/usagerow.h"

#include <vector>

namespace fuseboard {

/// What a provider counts by itself, to hold against what its lists told.
struct OwnCount {
    Period period; ///< whole buckets of the lists
    std::string person {}; ///< as in rows, in any case; empty: everybody
    std::optional<std::int64_t> requests {};
    std::optional<std::int64_t> tokens {}; ///< prompt and completion
    std::optional<Money> cost {};
    bool isOnlyAny = false; ///< it counts otherwise than the lists do: where it has more than a few, they must have some
    bool operator==(const OwnCount&) const = default;
};

/// The UTC days of counts that are higher than what the ledger's rows come to, in order, each in one period. Sums of tokens
/// and money may differ by a thousandth: gateways add up binary fractions.
[[nodiscard]] std::vector<Period> daysCountedMore(
    const std::vector<OwnCount>& counts, const std::vector<UsageRow>& rows, Ledger ledger);

} // namespace fuseboard
