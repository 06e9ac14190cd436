// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "collector/hourlyspend.h"

#include <algorithm>
#include <cstdlib>

namespace fuseboard {

using namespace std::chrono;

HourlySpend::HourlySpend(Period period, Period previous, Instant now)
    : m_period(period)
    , m_previous(previous)
    , m_now(now)
    , m_firstHour(0)
{
    const Instant earliest = std::min(previous.start, now - days(15));
    m_firstHour = std::min<std::int64_t>(hourOf(earliest), 0);
    m_hours.resize(static_cast<std::size_t>(std::max<std::int64_t>(hourOf(period.end) - m_firstHour + 2, 1)));
}

std::int64_t HourlySpend::hourOf(Instant at) const { return floor<hours>(at - m_period.start).count(); }

void HourlySpend::add(Instant start, seconds width, std::int64_t nano)
{
    const Instant at = middle(start, width);
    Instant from = start, to = std::max(start + seconds(1), std::min(start + width, m_now));
    for (const Period& bound : {m_period, m_previous})
        if (bound.contains(at)) {
            from = std::max(from, bound.start);
            to = std::clamp(to, from + seconds(1), std::max(from + seconds(1), bound.end));
        }
    // Where a bound cuts an hour, the bucket of the next or an earlier period stays out of these two.
    if (at >= m_period.end)
        from = std::max(from, m_period.end);
    if (at < m_previous.start)
        to = std::min(to, m_previous.start);
    to = std::max(to, from + seconds(1));
    const std::int64_t first = hourOf(from), last = std::max(first, hourOf(to - microseconds(1)));
    const std::int64_t count = last - first + 1;
    // Of each hour's part the whole units at once, of the rest a unit whenever its running total has one more.
    const std::int64_t each = nano / count, rest = std::abs(nano % count), unit = nano < 0 ? -1 : 1;
    const auto size = static_cast<std::int64_t>(m_hours.size());
    std::int64_t owed = 0;
    for (std::int64_t index = first - m_firstHour, end = index + count; index < end; ++index) {
        owed += rest;
        const bool more = owed >= count;
        owed -= more ? count : 0;
        if (index >= 0 && index < size)
            m_hours[static_cast<std::size_t>(index)] += each + (more ? unit : 0);
    }
}

void HourlySpend::add(const HourlySpend& other)
{
    for (std::size_t i = 0; i < m_hours.size(); ++i)
        m_hours[i] += other.m_hours[i];
}

std::int64_t HourlySpend::between(Instant from, Instant to) const
{
    std::int64_t sum = 0;
    const auto size = static_cast<std::int64_t>(m_hours.size());
    for (std::int64_t i = std::clamp<std::int64_t>(hourOf(from) - m_firstHour, 0, size),
                      end = std::clamp<std::int64_t>(hourOf(to - microseconds(1)) - m_firstHour + 1, 0, size);
        i < end; ++i)
        sum += m_hours[static_cast<std::size_t>(i)];
    return sum;
}

std::vector<SpendPoint> HourlySpend::cumulated(Period of, Instant until, microseconds shift) const
{
    std::vector<SpendPoint> out {{of.start + shift, 0}};
    std::int64_t sum = 0;
    for (Instant hour = of.start; hour < until; hour += hours(1)) {
        const Instant end = std::min({hour + hours(1), until, of.end});
        sum += between(hour, std::min(hour + hours(1), of.end));
        out.push_back({end + shift, sum});
    }
    return out;
}

std::vector<SpendPoint> HourlySpend::points() const
{
    return cumulated(m_period, std::min(m_now, m_period.end), microseconds(0));
}

std::vector<SpendPoint> HourlySpend::previousPoints() const
{
    auto out = cumulated(m_previous, m_previous.end, m_period.start - m_previous.start);
    std::erase_if(out, [this](const SpendPoint& point) { return point.at > m_period.end; });
    return out;
}

} // namespace fuseboard
