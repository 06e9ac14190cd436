// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/jsonmoney.h"

#include "domain/iso4217.h"

namespace fuseboard::json {
namespace {

constexpr int nanoDigits = 9;

} // namespace

Money moneyIn(Currency currency, Object& object, std::string_view amount, int exponent, const Place& place)
{
    const auto nano =
        parseScaledDecimalRounded(decimal(required(object, amount, place), place / amount), nanoDigits + exponent);
    if (!nano)
        throw Fault {place / amount, "not an amount of money"};
    return {*nano, currency};
}

Money money(Object& object, std::string_view amount, std::string_view currency, int exponent, const Place& place)
{
    const auto known = knownCurrency(requiredText(object, currency, place));
    if (!known)
        throw Fault {place / currency, "not an ISO 4217 currency"};
    return moneyIn(*known, object, amount, exponent, place);
}

} // namespace fuseboard::json
