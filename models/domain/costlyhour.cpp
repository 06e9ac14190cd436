// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/costlyhour.h"

#include <algorithm>

namespace fuseboard {

using namespace std::chrono;

namespace {

constexpr std::int64_t noticeableShare = 100; ///< one part in so many of a budget
constexpr std::int64_t noticeableUnit = 1'000'000'000; ///< nano-units

} // namespace

RecentHours::RecentHours(Instant now)
    : m_hour(floor<hours>(now))
{
}

void RecentHours::add(const SpentShare& share)
{
    m_first = std::min(m_first.value_or(share.start), share.start);
    const Instant middle = share.start + share.width / 2, last = m_hour - hours(1);
    if (middle >= last - days(7) && middle < last)
        m_before += share.nano;
    if (share.width > hours(1))
        return;
    const Instant hour = floor<hours>(middle);
    if (hour == m_hour)
        m_running += share.nano;
    else if (hour == last)
        m_last += share.nano;
}

void RecentHours::add(const RecentHours& other)
{
    if (other.m_first)
        m_first = std::min(m_first.value_or(*other.m_first), *other.m_first);
    m_running += other.m_running;
    m_last += other.m_last;
    m_before += other.m_before;
}

std::optional<CostlyHour> RecentHours::costly(std::optional<std::int64_t> budgetNano) const
{
    const Instant last = m_hour - hours(1);
    const microseconds known = last - std::max(m_first.value_or(last), last - days(7));
    if (known < days(1))
        return std::nullopt;
    const auto usual = static_cast<std::int64_t>(
        Int128 {std::max<std::int64_t>(m_before, 0)} * microseconds(hours(1)).count() / known.count());
    const std::int64_t noticeable = budgetNano ? *budgetNano / noticeableShare : noticeableUnit;
    for (const CostlyHour& hour : {CostlyHour {m_hour, m_running, usual}, CostlyHour {last, m_last, usual}})
        if (hour.nano > 0 && hour.nano >= noticeable && hour.nano >= Int128 {usual} * costlyTimes)
            return hour;
    return std::nullopt;
}

} // namespace fuseboard
