// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/calendar.h"

#include <gtest/gtest.h>

using namespace fuseboard;
using namespace std::chrono_literals;

namespace {

Instant at(const char* text) { return parseInstant(text).value(); }
Calendar in(const char* zone, unsigned day = 1, unsigned month = 1) { return Calendar::make(zone, day, month).value(); }

} // namespace

TEST(Calendar, MonthsStartAtLocalMidnight)
{
    const Period november = in("Europe/Berlin").periodAt(at("2026-11-23T10:00:00Z"), PeriodKind::month);
    EXPECT_EQ(toText(november.start), "2026-10-31T23:00:00Z");
    EXPECT_EQ(toText(november.end), "2026-11-30T23:00:00Z");
    EXPECT_EQ(in("Europe/Berlin").label(november), "2026-11");
    EXPECT_EQ(in("Europe/Berlin").label(in("Europe/Berlin").previous(november, PeriodKind::month)), "2026-10");
}

TEST(Calendar, FiscalMonthsAndQuartersStartOnTheirDay)
{
    const Calendar fiscal = in("Etc/UTC", 15, 2);
    EXPECT_EQ(toText(fiscal.periodAt(at("2026-11-14T23:59:59Z"), PeriodKind::month).start), "2026-10-15T00:00:00Z");
    EXPECT_EQ(toText(fiscal.periodAt(at("2026-11-15T00:00:00Z"), PeriodKind::month).start), "2026-11-15T00:00:00Z");
    EXPECT_EQ(toText(fiscal.periodAt(at("2026-11-20T00:00:00Z"), PeriodKind::quarter).start), "2026-11-15T00:00:00Z");
    EXPECT_EQ(toText(fiscal.periodAt(at("2026-11-14T00:00:00Z"), PeriodKind::quarter).start), "2026-08-15T00:00:00Z");
    EXPECT_EQ(toText(fiscal.periodAt(at("2026-02-14T00:00:00Z"), PeriodKind::year).start), "2025-02-15T00:00:00Z");
}

TEST(Calendar, WeeksStartOnMonday)
{
    const Period week = Calendar::utc().periodAt(at("2026-11-29T23:00:00Z"), PeriodKind::week);
    EXPECT_EQ(toText(week.start), "2026-11-23T00:00:00Z");
    EXPECT_EQ(toText(week.end), "2026-11-30T00:00:00Z");
}

TEST(Calendar, DaysOfClockChangesHave23And25Hours)
{
    EXPECT_EQ(in("Europe/Berlin").dayAt(at("2026-03-29T12:00:00Z")).length(), 23h);
    EXPECT_EQ(in("Europe/Berlin").dayAt(at("2026-10-25T12:00:00Z")).length(), 25h);
    EXPECT_EQ(in("Asia/Kathmandu").dayAt(at("2026-10-25T12:00:00Z")).length(), 24h);
}

TEST(Calendar, DaysOfAPeriodFollowEachOtherWithoutGapInManyZones)
{
    for (const char* zone : {"Etc/UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Pacific/Auckland",
             "Pacific/Pago_Pago", "Africa/Cairo", "America/Santiago", "Australia/Lord_Howe", "Asia/Beirut"}) {
        const Calendar calendar = in(zone);
        for (const char* when : {"2026-03-15T12:00:00Z", "2026-10-15T12:00:00Z", "2024-02-15T12:00:00Z"}) {
            const Period month = calendar.periodAt(at(when), PeriodKind::month);
            const auto days = calendar.days(month);
            ASSERT_GE(days.size(), 28u);
            EXPECT_EQ(days.front().start, month.start) << zone;
            EXPECT_EQ(days.back().end, month.end) << zone;
            for (std::size_t i = 1; i < days.size(); ++i)
                EXPECT_EQ(days[i - 1].end, days[i].start) << zone;
        }
    }
}

TEST(Calendar, RefusesUnknownZonesAndDaysThatSomeMonthsLack)
{
    EXPECT_EQ(Calendar::make("Mars/Olympus").error().code, ErrorCode::badTimeZone);
    EXPECT_FALSE(Calendar::make("Etc/UTC", 29));
    EXPECT_FALSE(Calendar::make("Etc/UTC", 1, 13));
}
