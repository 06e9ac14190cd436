// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/money.h"

#include <QString>

namespace fuseboard {

/// An amount as a person types it: grouping and decimal sign of the locale, with or without the currency's code or
/// sign. Negative amounts are refused.
Result<Money> parseAmount(const QString& text, Currency currency);
/// The amount as parseAmount reads it back.
QString amountForInput(const Money& amount);

} // namespace fuseboard
