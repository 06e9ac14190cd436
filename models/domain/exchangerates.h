// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/instant.h"
#include "domain/money.h"

#include <map>
#include <optional>
#include <vector>

namespace fuseboard {

/// How long a bank's daily rate stands for the days after it. Banks publish on working days; around Easter and the new year
/// five days pass without a rate, so seven bridge every gap and a table that nobody renews is noticed within a week.
inline constexpr int dailyRateHolds = 7;

/// What one unit of a currency was in another from a UTC day on. At most nine significant digits and nine fraction digits,
/// so that an amount converts across two rates in 128 bits; a smaller one is entered the other way round.
struct ExchangeRate {
    Currency from, to;
    Instant day; ///< start of the first UTC day it holds on
    std::int64_t digits = 0; ///< units of `to` for one of `from`, times 10^scale; 1 to 999,999,999
    int scale = 0; ///< 0 to 9
    int holdsDays = 0; ///< days after its own that it holds; 0: open-ended, as a person commits to it
    std::string source; ///< whose rate it is: "ECB", "treasury"
    std::string by; ///< who entered it
    Instant enteredAt;
    bool operator==(const ExchangeRate&) const = default;

    /// The shortest exact decimal: `1.0856`.
    [[nodiscard]] std::string text() const;
    [[nodiscard]] bool isOpenEnded() const { return holdsDays == 0; }
    [[nodiscard]] bool holdsOn(Instant on) const;
};

/// Digits and scale of a decimal text like `1.0856`, without trailing zeros; the rest is left as it is in `rate`.
Result<ExchangeRate> withRate(ExchangeRate rate, std::string_view decimal);
/// Two currencies, not the same, a start of a UTC day, and digits in range.
Result<void> checkRate(const ExchangeRate& rate);

/// The rate of one day between two currencies: an amount is multiplied by numerator ÷ denominator.
struct DayRate {
    std::int64_t numerator = 1, denominator = 1; ///< 1 to 10^18
    Instant day; ///< of the rate; across a third currency, of the older one
    std::string source; ///< whose and what exactly: "ECB: 1 EUR = 1.0856 USD"; both where there are two
    bool operator==(const DayRate&) const = default;

    /// As a decimal: exact where twelve significant digits are enough, else rounded to that.
    [[nodiscard]] std::string text() const;
};

/// Rounded half away from zero, once. Past 64 bits is an error.
Result<Money> convert(Money amount, const DayRate& rate, Currency to);

/// Rates by their days. Nothing is guessed: a day without a rate that holds has none.
class ExchangeRates {
public:
    ExchangeRates() = default;
    /// In the order in which they were entered: of two of the same currencies and day the later one counts, except that no
    /// bank's replaces one that a person committed to, in either direction.
    explicit ExchangeRates(const std::vector<ExchangeRate>& rates);

    /// The latest one that holds on the UTC day: of the pair itself, in either direction; else across one currency that
    /// both have a rate with, the one whose older rate is the latest.
    [[nodiscard]] std::optional<DayRate> find(Currency from, Currency to, Instant day) const;
    /// The one of each pair and direction that is in force on the UTC day, else the last before it, in order of their codes.
    [[nodiscard]] std::vector<ExchangeRate> lastOn(Instant day) const;
    /// Those of later days, in order of their codes and days.
    [[nodiscard]] std::vector<ExchangeRate> after(Instant day) const;
    /// Of rates of one pair and day in the order in which they were entered, the one that counts; none of none.
    [[nodiscard]] static const ExchangeRate* counting(const std::vector<ExchangeRate>& ofOneDay);
    [[nodiscard]] bool empty() const { return m_rates.empty(); }
    bool operator==(const ExchangeRates&) const = default;

private:
    using Pair = std::pair<Currency, Currency>;
    using Days = std::map<Instant, ExchangeRate>;

    [[nodiscard]] const ExchangeRate* stated(const Pair& pair, Instant day) const;
    [[nodiscard]] std::optional<DayRate> leg(Currency from, Currency to, Instant day) const;

    std::map<Pair, Days> m_rates;
};

} // namespace fuseboard
