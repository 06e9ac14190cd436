// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/jsonreader.h"
#include "domain/money.h"

namespace fuseboard::json {

/// The amount that two members of an object state: a JSON number or a numeric text, read from its text and rounded once,
/// since providers print amounts finer than a nano-unit. `exponent`: -2 for cents.
Money money(Object& object, std::string_view amount, std::string_view currency, int exponent, const Place& place);
/// The same where the document says nothing of the currency.
Money moneyIn(Currency currency, Object& object, std::string_view amount, int exponent, const Place& place);

} // namespace fuseboard::json
