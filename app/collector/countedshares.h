// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "collector/conversion.h"
#include "collector/hourlyspend.h"
#include "store/spending.h"

namespace fuseboard {

/// What shares are counted for.
struct CountedFor {
    Period period, previous;
    Currency currency;
};

/// Calls `take(share, isOfThePeriod)` for each share of a day, in the currency that counts; `miss(share, currency)` for one
/// that no rate holds for. Every day in order, so that each is rounded as ever.
template <class Take, class Miss>
void forCounted(const SpentDay& day, const CountedFor& what, Conversion& conversion, const Take& take, const Miss& miss)
{
    const auto each = [&](const SpentShare& share, Currency currency) {
        const Instant middle = HourlySpend::middle(share.start, share.width);
        const bool shown = what.period.contains(middle);
        const auto counted = conversion.convert(share, currency, day.day,
            shown                                ? Conversion::Part::shown
                : what.previous.contains(middle) ? Conversion::Part::previous
                                                 : Conversion::Part::other);
        if (!counted) {
            miss(share, currency);
            return;
        }
        std::optional<SpentShare> converted; // most money has the currency that counts and is not copied
        if (currency != what.currency)
            (converted = share)->nano = *counted;
        take(converted ? *converted : share, shown);
    };
    for (const SpentShare& share : day.shares)
        each(share, what.currency);
    for (const auto& [currency, shares] : day.inOtherCurrencies)
        for (const SpentShare& share : shares)
            each(share, currency);
}

} // namespace fuseboard
