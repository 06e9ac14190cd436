// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "collector/conversion.h"

#include <utility>

namespace fuseboard {

Conversion::Conversion(const ExchangeRates& rates, Currency into)
    : m_rates(rates)
    , m_into(into)
{
}

const std::optional<DayRate>& Conversion::rateOf(Currency currency, Instant day)
{
    const auto [known, isNew] = m_dayRates.try_emplace({day, currency});
    if (isNew)
        known->second = m_rates.find(currency, m_into, day);
    return known->second;
}

std::optional<std::int64_t> Conversion::convert(const SpentShare& share, Currency currency, Instant day, Part part)
{
    Sum& sum = m_days[day][{part, currency, share.team}];
    std::int64_t total = sum.counted + share.nano;
    if (currency != m_into) {
        const auto& rate = rateOf(currency, day);
        const auto converted = rate ? fuseboard::convert({total, currency}, *rate, m_into) : fail(ErrorCode::overflow);
        if (!converted) {
            sum.gap += share.nano;
            sum.hasGap = true;
            return std::nullopt;
        }
        total = converted->nano;
    }
    sum.counted += share.nano;
    sum.counts = true;
    return total - std::exchange(sum.converted, total);
}

std::vector<DayCost> Conversion::costs() const
{
    std::vector<DayCost> out;
    for (const auto& [day, sums] : m_days)
        for (const auto& [key, sum] : sums) {
            if (key.part != Part::shown)
                continue;
            const Money counted {sum.counted, key.currency};
            if (sum.counts && key.currency == m_into)
                out.push_back({day, key.team, counted, sum.converted, {}});
            else if (sum.counts)
                out.push_back({day, key.team, counted, sum.converted, m_dayRates.at({day, key.currency})});
            if (sum.hasGap)
                out.push_back({day, key.team, {sum.gap, key.currency}, {}, {}});
        }
    return out;
}

std::vector<OtherCurrency> otherCurrencies(const std::vector<DayCost>& costs, Currency own, const std::optional<TeamId>& team)
{
    std::map<Currency, OtherCurrency> sums;
    for (const DayCost& each : costs) {
        if (each.cost.currency == own || (team && each.team != *team))
            continue;
        OtherCurrency& sum = sums[each.cost.currency];
        sum.currency = each.cost.currency;
        sum.hasGap = sum.hasGap || !each.countedNano;
        (each.countedNano ? sum.convertedNano : sum.gapNano) += each.cost.nano;
        sum.countedNano += each.countedNano.value_or(0);
    }
    std::vector<OtherCurrency> out;
    for (const auto& [currency, sum] : sums)
        out.push_back(sum);
    return out;
}

} // namespace fuseboard
