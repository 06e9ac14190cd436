// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/blast.h"

#include <limits>

namespace fuseboard {

std::int64_t BlastPreview::running() const
{
    std::int64_t sum = 0;
    for (const LeverOutlook& outlook : outlooks) // what other systems count may be anything
        if (outlook.look && __builtin_add_overflow(sum, outlook.look->running.value_or(0), &sum))
            return std::numeric_limits<std::int64_t>::max();
    return sum;
}

std::optional<Money> BlastPreview::moneySetAside() const
{
    std::optional<Money> sum;
    for (const LeverOutlook& outlook : outlooks) {
        if (!outlook.look || !outlook.look->moneySetAside)
            continue;
        const auto more = add(sum.value_or(Money {}), *outlook.look->moneySetAside);
        if (!more)
            return std::nullopt;
        sum = *more;
    }
    return sum;
}

std::set<TeamId> BlastPreview::alsoStops() const
{
    std::set<TeamId> out;
    for (const LeverOutlook& outlook : outlooks)
        if (outlook.look)
            out.insert(outlook.look->alsoStops.begin(), outlook.look->alsoStops.end());
    return out;
}

} // namespace fuseboard
