// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/calendar.h"

#include <array>
#include <format>

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

year_month_day Calendar::date(Instant at) const { return year_month_day(floor<std::chrono::days>(m_zone->to_local(at))); }

Instant Calendar::startOf(year_month_day day) const
{
    // Where midnight happens twice or not at all, the day starts at the earlier of the two.
    return m_zone->to_sys(local_days(day), choose::earliest);
}

Period Calendar::dayAt(Instant at) const
{
    const auto day = local_days(date(at));
    return {startOf(year_month_day(day)), startOf(year_month_day(day + std::chrono::days(1)))};
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
    const weekday day(local_days(date(at)));
    return day == Saturday || day == Sunday;
}

std::string Calendar::zoneName() const { return std::string(m_zone->name()); }

std::string Calendar::label(Period month) const
{
    const auto first = date(month.start);
    return std::format("{:04}-{:02}", static_cast<int>(first.year()), static_cast<unsigned>(first.month()));
}

} // namespace fuseboard
