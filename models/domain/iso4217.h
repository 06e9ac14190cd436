// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/money.h"

#include <optional>

namespace fuseboard {

/// Digits after the point of the smallest unit of a currency that ISO 4217 has in use; empty of anything else. Upper case.
std::optional<int> minorDigits(std::string_view code);

/// What may enter: three letters in either case of a currency in use. What is stored already is read by `Currency::parse`.
Result<Currency> knownCurrency(std::string_view text);

/// Of currencies that are no more, those that a bank's table of past rates still has a column for.
bool isPastCurrency(std::string_view code);

} // namespace fuseboard
