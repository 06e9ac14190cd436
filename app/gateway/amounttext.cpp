// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/amounttext.h"

namespace fuseboard::gateway {

std::string amountText(Int128 nano, const Currency& currency)
{
    constexpr std::int64_t cent = 10'000'000;
    const Money money {static_cast<std::int64_t>(nano), currency};
    const bool isSmall = money.nano > -cent && money.nano < cent;
    return (isSmall ? money.text() : money.rounded(2)) + " " + currency.text();
}

} // namespace fuseboard::gateway
