// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/burndown.h"

#include <gtest/gtest.h>

using namespace fuseboard;
using std::chrono::days;
using std::chrono::hours;

namespace {

constexpr std::int64_t dollar = 1'000'000'000;
const Instant june = *parseInstant("2026-06-01T00:00:00Z"); // a Monday

/// Ten dollars an hour from 1 June on, up to now: 1,680 a week, with weekends as dear as weekdays.
BurnDownInput hourly(Instant now, std::vector<BudgetStep> steps)
{
    BurnDownInput input {
        .period = {june, june + days(30)}, .budget = std::move(steps), .now = now, .dataSince = june - days(30)};
    for (Instant each = june; each <= now; each += hours(1))
        input.spent.push_back({each, (each - june) / hours(1) * 10 * dollar});
    return input;
}

const Instant now = june + days(7); // 1,680 spent; the seven days before are one whole week

} // namespace

TEST(BurnDownSteps, WhatARaiseAllowedIsOverspentWhenItEnds)
{
    const BurnDown burn =
        burnDown(hourly(now, {{june, 1000 * dollar}, {june + days(2), 3000 * dollar}, {june + days(6), 1000 * dollar}}),
            Calendar::utc());
    EXPECT_EQ(burn.budgetNano, 1000 * dollar);
    EXPECT_EQ(burn.remainingNano, -680 * dollar) << "all that was spent counts";
    EXPECT_EQ(burn.pace, Pace::runsOutEarly);
    EXPECT_EQ(burn.runsOut, june + days(6)) << "before, the raise carried it";
}

TEST(BurnDownSteps, ASecondExhaustionIsTheOneThatCounts)
{
    // Spent up after 50 hours, raised after 60, spent up again after 100.
    const BurnDown burn = burnDown(hourly(now, {{june, 500 * dollar}, {june + hours(60), 1000 * dollar}}), Calendar::utc());
    EXPECT_EQ(burn.runsOut, june + hours(100));
}

TEST(BurnDownSteps, ARaiseThatEndsBringsTheRunOutForward)
{
    const Instant ends = june + days(10);
    const BurnDown burn =
        burnDown(hourly(now, {{june, 1700 * dollar}, {june + days(2), 9000 * dollar}, {ends, 1700 * dollar}}), Calendar::utc());
    EXPECT_EQ(burn.remainingNano, 7320 * dollar);
    EXPECT_EQ(burn.runsOut, ends);
    EXPECT_EQ(burn.pace, Pace::runsOutEarly);
    // Only 20 dollars may be spent until it ends, and in all that follow.
    EXPECT_LT(*burn.allowedPerDayNano, 2 * dollar);
}

TEST(BurnDownSteps, ARaiseThatEndsAfterwardsChangesNothing)
{
    const BurnDown with = burnDown(hourly(now, {{june, 2000 * dollar}, {june + days(25), 1900 * dollar}}), Calendar::utc());
    const BurnDown without = burnDown(hourly(now, {{june, 2000 * dollar}}), Calendar::utc());
    EXPECT_EQ(with.runsOut, without.runsOut);
    EXPECT_LT(*with.runsOut, june + days(25));
}

TEST(BurnDownSteps, AHigherBudgetInTimePutsTheRunOutOff)
{
    const auto at = [](Instant from) {
        return burnDown(hourly(now, {{june, 2000 * dollar}, {from, 4000 * dollar}}), Calendar::utc()).runsOut;
    };
    const auto plain = burnDown(hourly(now, {{june, 2000 * dollar}}), Calendar::utc()).runsOut;
    EXPECT_GT(*at(*plain - hours(1)), *plain + days(5));
    EXPECT_EQ(at(*plain + hours(1)), plain) << "too late";
}

TEST(BurnDownSteps, WithoutABudgetNowNothingIsSaidOfIt)
{
    const BurnDown burn = burnDown(hourly(now, {{june, 2000 * dollar}, {june + days(3), std::nullopt}}), Calendar::utc());
    EXPECT_EQ(burn.budgetNano, std::nullopt);
    EXPECT_EQ(burn.runsOut, std::nullopt);
    EXPECT_EQ(burn.pace, Pace::noData);
    EXPECT_EQ(burn.spentNano, 1680 * dollar);
}

TEST(BurnDownSteps, AnEndAheadLeavesNothingToRunOut)
{
    const BurnDown burn =
        burnDown(hourly(now, {{june, 2000 * dollar}, {june + days(7) + hours(5), std::nullopt}}), Calendar::utc());
    EXPECT_EQ(burn.remainingNano, 320 * dollar);
    EXPECT_EQ(burn.runsOut, std::nullopt);
}

TEST(BurnDownSteps, TheForecastDropsWhereARaiseEnds)
{
    const Instant ends = june + days(10);
    const BurnDownInput input = hourly(now, {{june, 9000 * dollar}, {ends, 5000 * dollar}});
    const auto heights =
        forecastRemaining(input, Calendar::utc(), {now, ends - std::chrono::microseconds(1), ends, june + days(29)});
    ASSERT_EQ(heights.size(), 4U);
    EXPECT_EQ(heights[0], 7320 * dollar);
    EXPECT_NEAR(static_cast<double>(heights[1] - heights[2]), 4000e9, 1e9);
    EXPECT_GE(heights[3], 0);
    const BurnDown burn = burnDown(input, Calendar::utc());
    ASSERT_TRUE(burn.runsOut);
    EXPECT_LT(forecastRemaining(input, Calendar::utc(), {*burn.runsOut}).front(), dollar) << "one forecast for line and date";
}
