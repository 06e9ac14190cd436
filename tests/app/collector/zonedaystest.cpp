// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "collector/boardbuilder.h"
#include "collector/daybook.h"
#include "models/store/temporarydirectory.h"
#include "store/history.h"

#include <gtest/gtest.h>

using namespace fuseboard;
using namespace std::chrono;

namespace {

/// Zones of every kind: both hemispheres, both ends of the world, halves and quarters of hours, with and without summer time.
constexpr std::array zones {"Etc/UTC", "Europe/Berlin", "Europe/London", "Europe/Lisbon", "Europe/Dublin", "Europe/Helsinki",
    "Europe/Moscow", "Europe/Istanbul", "Atlantic/Azores", "Atlantic/Reykjavik", "Atlantic/Cape_Verde", "Africa/Cairo",
    "Africa/Lagos", "Africa/Johannesburg", "Africa/Nairobi", "Asia/Jerusalem", "Asia/Beirut", "Asia/Dubai", "Asia/Tehran",
    "Asia/Kabul", "Asia/Karachi", "Asia/Kolkata", "Asia/Kathmandu", "Asia/Yangon", "Asia/Shanghai", "Asia/Tokyo",
    "Australia/Eucla", "Australia/Adelaide", "Australia/Sydney", "Pacific/Auckland", "Pacific/Tongatapu", "Pacific/Apia",
    "Pacific/Pago_Pago", "Pacific/Honolulu", "America/Anchorage", "America/Los_Angeles", "America/New_York", "America/St_Johns",
    "America/Sao_Paulo", "America/Santiago"};
static_assert(zones.size() == 40);

std::int64_t costOf(Instant hour) { return 1'000'000 + toUnixSeconds(hour) / 3'600 % 9'973 * 7; }

/// An hour's bucket each hour, three days about the date.
std::unique_ptr<History> historyAbout(sys_days date, const std::filesystem::path& file)
{
    auto history = History::create(file).value();
    Poll poll {.source = "openai", .account = "acme", .cursor = "c", .at = date + days(9), .completeUpTo = date + days(9)};
    for (Instant hour = date - days(3); hour < date + days(4); hour += hours(1))
        poll.rows.push_back({.start = hour,
            .width = hours(1),
            .source = "openai",
            .account = "acme",
            .ledger = Ledger::providerUsage,
            .model = "m",
            .requests = 1,
            .cost = Money {costOf(hour), Currency::usd()}});
    EXPECT_TRUE(history->apply(poll));
    return history;
}

std::int64_t spentAt(const Board& board, Instant at)
{
    const auto point = std::ranges::find(board.all.input.spent, at, &SpendPoint::at);
    EXPECT_NE(point, board.all.input.spent.end()) << "no hour begins at " << toText(at);
    return point == board.all.input.spent.end() ? -1 : point->spentNano;
}

} // namespace

/// One book of days stays open while the user goes from zone to zone, so that each is also one that was changed to.
class ZoneDays : public testing::TestWithParam<days> { };
INSTANTIATE_TEST_SUITE_P(OfAge, ZoneDays, testing::Values(days(0), days(3), days(300)));

TEST_P(ZoneDays, HoursAddUpToDaysInEveryZoneOnEveryOddDay)
{
    const test::TemporaryDirectory directory;
    int oddDays = 0, exact = 0;
    for (const sys_days date : {sys_days(2026y / March / 29), sys_days(2026y / October / 25), sys_days(2026y / November / 1),
             sys_days(2028y / February / 29)}) {
        const auto history = historyAbout(date, directory.path() / std::format("{}.db", date.time_since_epoch().count()));
        DayBook book(Currency::usd());
        for (const char* zone : zones) {
            const Calendar calendar = Calendar::make(zone).value();
            const Period day = calendar.dayAt(calendar.startOf(year_month_day(date)) + hours(1));
            BoardInput input {
                .calendar = calendar, .currency = Currency::usd(), .within = day.start, .now = day.end + GetParam()};
            input.dataSince = date - days(3);
            const Instant from = firstDayNeeded(calendar, input.kind, input.within, input.now, {});
            ASSERT_TRUE(book.read(*history, {calendar, input.kind, input.within, from, input.now}, {}));
            while (book.refine(*history, {calendar, input.kind, input.within, from, input.now}, {}).value()) { }
            input.days = book.from(from);
            const Board board = buildBoard(input);

            const auto length = day.length() / minutes(60);
            oddDays += length != 24;
            std::int64_t hoursSum = 0, inside = 0, touching = 0;
            const bool isFirst = day.start == board.period.start;
            const bool isLast = day.end == board.period.end;
            if (isLast) // the next month's board begins there
                continue;
            const std::int64_t before = isFirst ? 0 : spentAt(board, day.start);
            std::int64_t last = before;
            for (Instant hour = day.start; hour < day.end; hour += hours(1)) {
                const std::int64_t upTo = spentAt(board, hour + hours(1));
                EXPECT_GT(upTo, last) << zone << " has a gap at " << toText(hour);
                EXPECT_LT(upTo - last, 2'500'000) << zone << " counts an hour twice at " << toText(hour);
                hoursSum += upTo - last;
                last = upTo;
            }
            for (Instant hour = date - days(3); hour < date + days(4); hour += hours(1)) {
                inside += day.start <= hour && hour + hours(1) <= day.end ? costOf(hour) : 0;
                touching += hour < day.end && day.start < hour + hours(1) ? costOf(hour) : 0;
            }
            EXPECT_EQ(hoursSum, spentAt(board, day.end) - before) << zone;
            EXPECT_GE(hoursSum, inside) << zone << toText(day.start);
            EXPECT_LE(hoursSum, touching) << zone << toText(day.start);
            exact += inside == touching;
        }
    }
    EXPECT_GT(oddDays, 10) << "of 23 and 25 hours";
    EXPECT_GT(exact, 90) << "where a day begins with an hour its sum is exact";
}

/// Whatever the zone, a month and the one before it have every hour of both once.
TEST(Zones, EveryHourIsInExactlyOneMonth)
{
    const test::TemporaryDirectory directory;
    const sys_days date = 2026y / November / 1;
    const auto history = historyAbout(date, directory.path() / "h.db");
    DayBook book(Currency::usd());
    std::int64_t all = 0;
    for (Instant hour = date - days(3); hour < date + days(4); hour += hours(1))
        all += costOf(hour);
    for (const char* zone : zones) {
        const Calendar calendar = Calendar::make(zone).value();
        std::int64_t sum = 0;
        for (const Instant within : {date - days(10), date + days(10)}) {
            BoardInput input {.calendar = calendar, .currency = Currency::usd(), .within = within, .now = date + days(20)};
            const Instant from = firstDayNeeded(calendar, input.kind, within, input.now, {});
            ASSERT_TRUE(book.read(*history, {calendar, input.kind, within, from, input.now}, {}));
            while (book.refine(*history, {calendar, input.kind, within, from, input.now}, {}).value()) { }
            input.days = book.from(from);
            sum += buildBoard(input).all.burn.spentNano;
        }
        EXPECT_EQ(sum, all) << zone;
    }
}
