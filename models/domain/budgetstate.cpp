// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/budgetstate.h"

#include <algorithm>
#include <limits>

namespace fuseboard {

std::vector<int> thresholdsCrossed(const std::vector<int>& percents, std::int64_t spentNano, std::int64_t amountNano)
{
    std::vector<int> out;
    for (const int percent : percents)
        if (spentNano > 0 && static_cast<Int128>(spentNano) * 100 >= static_cast<Int128>(amountNano) * percent)
            out.push_back(percent);
    return out;
}

std::optional<std::int64_t> percentSpent(std::int64_t spentNano, std::int64_t amountNano)
{
    if (amountNano <= 0)
        return std::nullopt;
    const Int128 scaled = static_cast<Int128>(spentNano) * 100;
    const Int128 down = scaled / amountNano - (scaled % amountNano < 0 ? 1 : 0);
    constexpr Int128 most = std::numeric_limits<std::int64_t>::max();
    return static_cast<std::int64_t>(std::clamp(down, -most, most));
}

} // namespace fuseboard
