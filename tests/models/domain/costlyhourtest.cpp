// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/costlyhour.h"

#include <gtest/gtest.h>

using namespace fuseboard;
using namespace std::chrono;

namespace {

constexpr std::int64_t unit = 1'000'000'000;

Instant at(const char* text) { return parseInstant(text).value(); }

SpentShare share(Instant start, seconds width, std::int64_t units)
{
    return {.nano = units * unit, .start = start, .width = width};
}

/// $2 in each hour since then, up to the last two.
RecentHours usually2(Instant now, Instant since)
{
    RecentHours recent(now);
    for (Instant hour = since; hour < floor<hours>(now) - hours(1); hour += hours(1))
        recent.add(share(hour, hours(1), 2));
    return recent;
}

} // namespace

TEST(CostlyHour, IsToldByWhatItCostsAlone)
{
    const Instant now = at("2026-11-23T14:20:00Z"), hour = at("2026-11-23T14:00:00Z");
    for (const auto& [running, last, told] :
        {std::tuple(15, 15, std::optional<CostlyHour>()), {16, 2, CostlyHour {hour, 16 * unit, 2 * unit}},
            {1, 37, CostlyHour {hour - hours(1), 37 * unit, 2 * unit}}, {40, 37, CostlyHour {hour, 40 * unit, 2 * unit}},
            {16, 400, CostlyHour {hour, 16 * unit, 2 * unit}}}) { // what runs now comes before what is over
        RecentHours recent = usually2(now, at("2026-11-01T00:00:00Z"));
        recent.add(share(hour, hours(1), running));
        recent.add(share(hour - hours(1), hours(1), last));
        EXPECT_EQ(recent.costly(1'000 * unit), told) << running << ", " << last;
    }
}

TEST(CostlyHour, IsNoneBelowAHundredthOfTheBudget)
{
    RecentHours recent = usually2(at("2026-11-23T14:20:00Z"), at("2026-11-01T00:00:00Z"));
    recent.add(share(at("2026-11-23T14:10:00Z"), seconds(0), 20));
    EXPECT_TRUE(recent.costly(2'000 * unit));
    EXPECT_FALSE(recent.costly(2'100 * unit));
    EXPECT_TRUE(recent.costly(std::nullopt));
    EXPECT_TRUE(recent.costly(0));
    RecentHours quiet(at("2026-11-23T14:20:00Z"));
    quiet.add(share(at("2026-11-20T00:00:00Z"), hours(24), 0));
    quiet.add({.nano = unit - 1, .start = at("2026-11-23T14:10:00Z")});
    EXPECT_FALSE(quiet.costly(std::nullopt)) << "under one unit";
    quiet.add({.nano = 1, .start = at("2026-11-23T14:11:00Z")});
    EXPECT_EQ(quiet.costly(std::nullopt), (CostlyHour {at("2026-11-23T14:00:00Z"), unit, 0}));
}

TEST(CostlyHour, IsUnknownWhereLessThanADayWasBefore)
{
    const Instant now = at("2026-11-23T14:20:00Z");
    for (const auto& [since, known] : {std::pair("2026-11-22T13:00:00Z", true), {"2026-11-22T14:00:00Z", false}}) {
        RecentHours recent(now);
        recent.add(share(at(since), hours(1), 24));
        recent.add(share(at("2026-11-23T14:00:00Z"), hours(1), 100));
        EXPECT_EQ(recent.costly(std::nullopt).has_value(), known) << since;
    }
    RecentHours nothing(now);
    nothing.add(share(at("2026-11-23T14:00:00Z"), hours(1), 100));
    EXPECT_FALSE(nothing.costly(std::nullopt));
}

TEST(CostlyHour, IsNeverReadFromADaysSum)
{
    RecentHours recent = usually2(at("2026-11-23T01:20:00Z"), at("2026-11-01T00:00:00Z"));
    recent.add(share(at("2026-11-23T00:00:00Z"), hours(24), 5'000));
    EXPECT_FALSE(recent.costly(std::nullopt));
}

TEST(CostlyHour, CreditsDoNotMakeTheUsualHourLessThanNothing)
{
    RecentHours recent = usually2(at("2026-11-23T14:20:00Z"), at("2026-11-01T00:00:00Z"));
    recent.add(share(at("2026-11-19T00:00:00Z"), hours(24), -9'000));
    recent.add(share(at("2026-11-23T14:00:00Z"), hours(1), 3));
    EXPECT_EQ(recent.costly(std::nullopt)->usualNano, 0);
}
