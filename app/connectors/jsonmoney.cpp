// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/jsonmoney.h"

#include "domain/iso4217.h"

namespace fuseboard::json {
namespace {

constexpr int nanoDigits = 9;

/// A member's text; refused where it is there twice, since the search, which goes round, then finds another one.
template <class Read>
std::string readOnce(Object& object, std::string_view name, const std::string& path, Read&& read)
{
    const std::string place = path + "." + std::string(name);
    Value value = required(object, name, path);
    const char* first = value.raw_json_token().data();
    std::string out = read(value, place);
    if (required(object, name, path).raw_json_token().data() != first)
        throw Fault {place, "there twice"};
    return out;
}

} // namespace

Money moneyIn(Currency currency, Object& object, std::string_view amount, int exponent, const std::string& path)
{
    const auto nano = parseScaledDecimalRounded(readOnce(object, amount, path, decimal), nanoDigits + exponent);
    if (!nano)
        throw Fault {path + "." + std::string(amount), "not an amount of money"};
    return {*nano, currency};
}

Money money(Object& object, std::string_view amount, std::string_view currency, int exponent, const std::string& path)
{
    const auto known = knownCurrency(readOnce(object, currency, path, text));
    if (!known)
        throw Fault {path + "." + std::string(currency), "not an ISO 4217 currency"};
    return moneyIn(*known, object, amount, exponent, path);
}

} // namespace fuseboard::json
