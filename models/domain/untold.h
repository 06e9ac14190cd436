// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/period.h"
#include "domain/usagerow.h"

#include <set>
#include <string>
#include <vector>

namespace fuseboard {

/// UTC days of which a source has not told all figures of a list, though it answered. What is known of them is kept.
struct Untold {
    enum class Why {
        leftOut, ///< the answer lacked what its contract does not guarantee
        refused, ///< the key may not read the list, or the server has none
        countedMore, ///< the provider's own count of the days says more than its list told
    };
    Ledger ledger = Ledger::providerCost;
    std::string list; ///< in the connector's words: `costs`
    Period days; ///< from the start of one to the end of another
    Why why = Why::leftOut;
    bool wasTold = false; ///< everything of these days had been told before, and stands
    bool operator==(const Untold&) const = default;
};

/// In order of ledger, list and day, each day of a list once, in as few periods as can be.
using UntoldDays = std::vector<Untold>;

/// What is still untold once a ledger was read for a period, but for those of its lists that were refused. A day that the
/// period ends in counts as read, one that it begins in does not.
void tellDays(UntoldDays& untold, Ledger ledger, Period read, const std::set<std::string>& refused);
/// Days of the list that are untold already stay as they are.
void leaveUntold(UntoldDays& untold, const Untold& more);
/// Whether the costs of a UTC day were told in part, and never whole.
[[nodiscard]] bool lacksCost(const UntoldDays& untold, Instant day);

} // namespace fuseboard
