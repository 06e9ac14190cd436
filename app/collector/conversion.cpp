// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "collector/conversion.h"

#include "collector/saturated.h"

namespace fuseboard {
namespace {

Int128 sizeOf(Int128 nano) { return nano < 0 ? -nano : nano; }

/// While the sizes of all that is counted fit together, no sum of any part of it can leave 64 bits.
bool fits(Int128 counted, Int128 nano) { return counted + sizeOf(nano) <= std::numeric_limits<std::int64_t>::max(); }

} // namespace

Conversion::Conversion(const ExchangeRates& rates, Currency into)
    : m_rates(rates)
    , m_into(into)
    , m_ownSize(&m_sizes[into])
{
}

const std::optional<DayRate>& Conversion::rateOf(Currency currency, Instant day)
{
    const auto [known, isNew] = m_dayRates.try_emplace({day, currency});
    if (isNew)
        known->second = m_rates.find(currency, m_into, day);
    return known->second;
}

Conversion::Sum& Conversion::sumOf(Instant day, Key key)
{
    if (!m_last || m_lastDay != day || m_lastKey != key) {
        m_last = &m_days[day][key];
        m_lastDay = day;
        m_lastKey = key;
    }
    return *m_last;
}

std::optional<std::int64_t> Conversion::convert(const SpentShare& share, Currency currency, Instant day, Part part)
{
    Sum& sum = sumOf(day, {part, currency, share.team});
    const auto leaveOut = [&] {
        sum.gap = saturated(Int128 {sum.gap} + share.nano);
        sum.hasGap = true;
        return std::nullopt;
    };
    Int128& size = currency == m_into ? *m_ownSize : m_sizes[currency];
    if (!fits(size, share.nano))
        return leaveOut();
    std::int64_t total = sum.counted + share.nano;
    if (currency != m_into) {
        const auto& rate = rateOf(currency, day);
        const auto converted = rate ? fuseboard::convert({total, currency}, *rate, m_into) : fail(ErrorCode::overflow);
        if (!converted)
            return leaveOut();
        total = converted->nano;
    }
    const Int128 change = Int128 {total} - sum.converted;
    if (!fits(*m_ownSize, change))
        return leaveOut();
    *m_ownSize += sizeOf(change);
    if (currency != m_into)
        size += sizeOf(share.nano);
    sum.counted += share.nano;
    sum.counts = true;
    sum.converted = total;
    return static_cast<std::int64_t>(change);
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
        if ((each.cost.currency == own && each.countedNano) || (team && each.team != *team))
            continue;
        OtherCurrency& sum = sums[each.cost.currency];
        sum.currency = each.cost.currency;
        sum.hasGap = sum.hasGap || !each.countedNano;
        std::int64_t& part = each.countedNano ? sum.convertedNano : sum.gapNano;
        part = saturated(Int128 {part} + each.cost.nano);
        sum.countedNano += each.countedNano.value_or(0);
    }
    std::vector<OtherCurrency> out;
    for (const auto& [currency, sum] : sums)
        out.push_back(sum);
    return out;
}

} // namespace fuseboard
