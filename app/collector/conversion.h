// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/board.h"
#include "domain/spent.h"

namespace fuseboard {

/// Brings the money of a board into its currency, each UTC day's at that day's rate. What a team has of a day and currency is
/// rounded once, however many shares it comes in; the shares take what keeps their running total exact. Money that no rate
/// holds for is kept apart, as is what would take the sums of its currency or of the board's past 64 bits: no sum of what is
/// counted can wrap.
class Conversion {
public:
    enum class Part { shown, previous, other }; ///< of the board's periods; each is rounded for itself

    /// `rates` must outlive it.
    Conversion(const ExchangeRates& rates, Currency into);
    Conversion(const Conversion&) = delete;
    Conversion& operator=(const Conversion&) = delete;

    /// The share's amount in the board's currency; empty where no rate holds on the day, or the amount would be too large.
    std::optional<std::int64_t> convert(const SpentShare& share, Currency currency, Instant day, Part part);

    /// Everything of the shown period, by day, team and currency.
    [[nodiscard]] std::vector<DayCost> costs() const;

private:
    struct Key {
        Part part {};
        Currency currency;
        Interned team;
        auto operator<=>(const Key&) const = default;
    };
    struct Sum {
        std::int64_t counted = 0, converted = 0; ///< the same money, as it was charged and in the board's currency
        std::int64_t gap = 0;
        bool counts = false, hasGap = false;
    };
    Sum& sumOf(Instant day, Key key);
    const std::optional<DayRate>& rateOf(Currency currency, Instant day);

    const ExchangeRates& m_rates;
    Currency m_into;
    std::map<std::pair<Instant, Currency>, std::optional<DayRate>> m_dayRates;
    std::map<Instant, std::map<Key, Sum>> m_days;
    Instant m_lastDay;
    Key m_lastKey;
    Sum* m_last = nullptr; ///< of those two: shares of one team follow each other
    std::map<Currency, Int128> m_sizes; ///< of all that is counted, credits as large as charges
    Int128* m_ownSize; ///< that of the board's currency: nearly all is in it
};

/// Of one team, or of all without one: what of the money is in other currencies than the board's, by code;
/// also what of the board's own is in no sum.
std::vector<OtherCurrency> otherCurrencies(const std::vector<DayCost>& costs, Currency own, const std::optional<TeamId>& team);

} // namespace fuseboard
