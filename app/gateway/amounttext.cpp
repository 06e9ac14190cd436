// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/amounttext.h"

namespace fuseboard::gateway {
namespace {

constexpr int mostDigits = 9;

std::string shown(Int128 nano, int digits)
{
    constexpr std::int64_t cent = 10'000'000;
    const Money money {static_cast<std::int64_t>(nano), {}};
    const bool isSmall = money.nano > -cent && money.nano < cent;
    return isSmall ? money.text() : money.rounded(digits);
}

Int128 shownNano(Int128 nano, int digits)
{
    const auto read = Money::parse(shown(nano, digits), Currency::usd());
    return read ? Int128 {read->nano} : nano;
}

} // namespace

std::string amountText(Int128 nano, const Currency& currency, int digits)
{
    return shown(nano, digits) + " " + currency.text();
}

int digitsToCompare(std::initializer_list<Int128> amounts, std::int64_t limitNano)
{
    for (int digits = centDigits; digits < mostDigits; ++digits) {
        Int128 exact = 0, seen = 0;
        for (const Int128 amount : amounts) {
            exact += amount;
            seen += shownNano(amount, digits);
        }
        const Int128 limit = shownNano(limitNano, digits);
        if ((exact > limitNano) == (seen > limit) && (exact >= limitNano) == (seen >= limit))
            return digits;
    }
    return mostDigits;
}

} // namespace fuseboard::gateway
