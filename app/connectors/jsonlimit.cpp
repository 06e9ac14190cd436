// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/jsonlimit.h"

#include "connectors/jsonmoney.h"

namespace fuseboard::json {

std::optional<LimitAmount> dollarsOr(Object& object, std::string_view name, int exponent, const Place& place)
{
    if (!optional(object, name, place))
        return std::nullopt;
    return moneyIn(Currency::usd(), object, name, exponent, place);
}

std::optional<LimitAmount> quantityOr(Object& object, std::string_view name, std::string unit, const Place& place)
{
    constexpr int nanoDigits = 9;
    const auto value = optional(object, name, place);
    if (!value)
        return std::nullopt;
    const auto nano = parseScaledDecimalRounded(decimal(*value, place / name), nanoDigits);
    if (!nano)
        throw Fault {place / name, "not a number that a limit can have"};
    return UnitQuantity {*nano, std::move(unit)};
}

} // namespace fuseboard::json
