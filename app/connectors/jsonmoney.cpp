// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/jsonmoney.h"

#include "domain/iso4217.h"

namespace fuseboard::json {
namespace {

constexpr int nanoDigits = 9;

/// A member's text; refused where it is there twice, since the search, which goes round, then finds another one.
template <class Read>
std::string readOnce(Object& object, std::string_view name, const Place& owner, Read&& read)
{
    const Place place = owner / name;
    Value value = required(object, name, owner);
    const char* first = value.raw_json_token().data();
    std::string out = read(value, place);
    if (required(object, name, owner).raw_json_token().data() != first)
        throw Fault {place, "there twice"};
    return out;
}

} // namespace

Money moneyIn(Currency currency, Object& object, std::string_view amount, int exponent, const Place& place)
{
    const auto nano = parseScaledDecimalRounded(readOnce(object, amount, place, decimal), nanoDigits + exponent);
    if (!nano)
        throw Fault {place / amount, "not an amount of money"};
    return {*nano, currency};
}

Money money(Object& object, std::string_view amount, std::string_view currency, int exponent, const Place& place)
{
    const auto known = knownCurrency(readOnce(object, currency, place, text));
    if (!known)
        throw Fault {place / currency, "not an ISO 4217 currency"};
    return moneyIn(*known, object, amount, exponent, place);
}

} // namespace fuseboard::json
