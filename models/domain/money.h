// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/error.h"

#include <array>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace fuseboard {

/// An ISO 4217 code in upper case. Default: no currency, which only an amount of zero may have.
class Currency {
public:
    constexpr Currency() = default;
    /// Accepts three ASCII letters in either case (providers write `usd`).
    static Result<Currency> parse(std::string_view text);
    static constexpr Currency usd() { return Currency({'U', 'S', 'D'}); }

    [[nodiscard]] std::string text() const;
    [[nodiscard]] constexpr bool isSet() const { return m_code[0] != 0; }
    auto operator<=>(const Currency&) const = default;

private:
    constexpr explicit Currency(std::array<char, 3> code)
        : m_code(code)
    {
    }
    std::array<char, 3> m_code {};
};

/// An amount of money: a signed 64-bit count of nano-units (1e-9; about ±9.2 billion units) and its currency.
/// Credits are negative. No floating point anywhere.
struct Money {
    std::int64_t nano = 0;
    Currency currency;

    /// Exact: a text with more than nine fraction digits that are not zero is an error, as is one that does not fit.
    /// Accepts `-12.5`, `.5`, `3`, `1.25e-3`; no grouping, no sign `+`, no currency sign.
    static Result<Money> parse(std::string_view decimal, Currency currency);
    /// Shortest exact decimal: `12.5`, `-0.000000001`, `0`.
    [[nodiscard]] std::string text() const;
    /// Rounded half away from zero to `digits` (0..9) fraction digits: `12.50`.
    [[nodiscard]] std::string rounded(int digits) const;
    [[nodiscard]] bool isZero() const { return nano == 0; }
    bool operator==(const Money&) const = default;
};

/// Adding two currencies, or past 64 bits, is an error. Zero without a currency adds to anything.
Result<Money> add(Money a, Money b);
Result<Money> subtract(Money a, Money b);
/// amount × numerator ÷ denominator, in 128 bits, rounded half away from zero; denominator > 0.
Result<Money> scale(Money amount, std::int64_t numerator, std::int64_t denominator);

__extension__ using Int128 = __int128;

/// The decimal text as an integer count of 10^-`fractionDigits`; exact or an error.
Result<std::int64_t> parseScaledDecimal(std::string_view decimal, int fractionDigits);
/// As parseScaledDecimal, but rounds half away from zero below the last digit.
Result<std::int64_t> parseScaledDecimalRounded(std::string_view decimal, int fractionDigits);

} // namespace fuseboard
