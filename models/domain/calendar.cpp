// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/calendar.h"

#include <array>
#include <format>
#include <map>
#include <unordered_map>

namespace fuseboard {

using namespace std::chrono;

namespace {

year_month_day plusMonths(year_month_day date, int count) { return (date.year() / date.month() + months(count)) / date.day(); }

int monthsIn(PeriodKind kind)
{
    switch (kind) {
    case PeriodKind::quarter: return 3;
    case PeriodKind::year: return 12;
    case PeriodKind::week:
    case PeriodKind::month: break;
    }
    return 1;
}

constexpr std::array<std::string_view, 4> kinds {"week", "month", "quarter", "year"};

/// Where midnight happens twice or not at all, a day starts at the earlier of the two. A zone's rules take microseconds to go
/// through, and a year's chart asks for thousands of days: what was asked for is kept, by each thread for itself.
Instant startOfDay(const time_zone* zone, local_days day)
{
    constexpr std::size_t most = 20'000; // of a zone, half a century
    thread_local std::map<const time_zone*, std::unordered_map<std::int64_t, Instant>> known;
    auto& starts = known[zone];
    if (starts.size() > most)
        starts.clear();
    const auto [found, isNew] = starts.try_emplace(day.time_since_epoch().count());
    if (isNew)
        found->second = zone->to_sys(day, choose::earliest);
    return found->second;
}

/// No zone is further from UTC than a day.
local_days localDayOf(const time_zone* zone, Instant at)
{
    local_days day(floor<std::chrono::days>(at).time_since_epoch());
    while (at < startOfDay(zone, day))
        day -= std::chrono::days(1);
    while (at >= startOfDay(zone, day + std::chrono::days(1)))
        day += std::chrono::days(1);
    return day;
}

} // namespace

std::string toText(PeriodKind kind) { return std::string(kinds[static_cast<std::size_t>(kind)]); }

Result<PeriodKind> parsePeriodKind(std::string_view text)
{
    for (std::size_t i = 0; i < kinds.size(); ++i)
        if (kinds[i] == text)
            return static_cast<PeriodKind>(i);
    return fail(ErrorCode::badDocument, "'" + std::string(text.substr(0, 40)) + "'", "must be week, month, quarter or year");
}

Result<Calendar> Calendar::make(std::string_view zone, unsigned fiscalDay, unsigned fiscalMonth)
{
    if (fiscalDay < 1 || fiscalDay > 28 || fiscalMonth < 1 || fiscalMonth > 12)
        return fail(ErrorCode::badConfig, "fiscal month", std::format("day {} of month {}", fiscalDay, fiscalMonth));
    Calendar calendar;
    try {
        calendar.m_zone = locate_zone(zone);
    } catch (const std::runtime_error&) {
        return fail(ErrorCode::badTimeZone, std::string(zone));
    }
    calendar.m_fiscalDay = fiscalDay;
    calendar.m_fiscalMonth = fiscalMonth;
    return calendar;
}

Calendar Calendar::utc() { return *make("Etc/UTC"); }

year_month_day Calendar::date(Instant at) const { return year_month_day(localDayOf(m_zone, at)); }

Instant Calendar::startOf(year_month_day day) const { return startOfDay(m_zone, local_days(day)); }

Period Calendar::dayAt(Instant at) const
{
    const local_days day = localDayOf(m_zone, at);
    return {startOfDay(m_zone, day), startOfDay(m_zone, day + std::chrono::days(1))};
}

Period Calendar::periodAt(Instant at, PeriodKind kind) const
{
    const auto today = date(at);
    if (kind == PeriodKind::week) {
        const local_days monday = local_days(today) - (weekday(local_days(today)) - Monday);
        return {startOf(year_month_day(monday)), startOf(year_month_day(monday + std::chrono::days(7)))};
    }
    auto start = year_month_day(today.year(), today.month(), day(m_fiscalDay));
    if (today < start)
        start = plusMonths(start, -1);
    const int length = monthsIn(kind);
    const int sinceYearStart =
        (static_cast<int>(static_cast<unsigned>(start.month())) - static_cast<int>(m_fiscalMonth) + 12) % 12;
    start = plusMonths(start, -(sinceYearStart % length));
    return {startOf(start), startOf(plusMonths(start, length))};
}

Period Calendar::previous(Period period, PeriodKind kind) const { return periodAt(period.start - seconds(1), kind); }

std::vector<Period> Calendar::days(Period period) const
{
    std::vector<Period> out;
    for (Period day = dayAt(period.start); day.start < period.end; day = dayAt(day.end))
        out.push_back(day);
    return out;
}

bool Calendar::isWeekend(Instant at) const
{
    const weekday day(localDayOf(m_zone, at));
    return day == Saturday || day == Sunday;
}

std::string Calendar::zoneName() const { return std::string(m_zone->name()); }

std::string Calendar::label(Period month) const
{
    const auto first = date(month.start);
    return std::format("{:04}-{:02}", static_cast<int>(first.year()), static_cast<unsigned>(first.month()));
}

} // namespace fuseboard
