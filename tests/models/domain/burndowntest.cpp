// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/budget.h"
#include "domain/burndown.h"

#include <gtest/gtest.h>

using namespace fuseboard;
using namespace std::chrono_literals;

namespace {

constexpr std::int64_t dollar = 1'000'000'000;
Instant at(const char* text) { return parseInstant(text).value(); }

/// November 2026 in UTC: 21 weekdays, 9 days of weekends, so 22.8 weekdays of use.
BurnDownInput november(const char* now, std::int64_t spentPerDay)
{
    BurnDownInput input {.period = {at("2026-11-01T00:00:00Z"), at("2026-12-01T00:00:00Z")},
        .budget = {{at("2026-11-01T00:00:00Z"), 2280 * dollar}},
        .now = at(now),
        .dataSince = at("2026-10-01T00:00:00Z")};
    std::int64_t spent = 0;
    for (Instant day = input.period.start; day <= input.now; day += std::chrono::days(1)) {
        input.spent.push_back({day, spent});
        spent += spentPerDay;
    }
    input.spentBefore7DaysNano = 0;
    return input;
}

} // namespace

TEST(BurnDown, EvenPaceCountsWeekendsAsAFifthOfAWeekday)
{
    const auto pace = evenPaceRemaining(november("2026-11-10T00:00:00Z", 0), Calendar::utc(),
        {at("2026-11-01T00:00:00Z"), at("2026-11-02T00:00:00Z"), at("2026-11-03T00:00:00Z"), at("2026-12-01T00:00:00Z")});
    EXPECT_EQ(pace, (std::vector<std::int64_t> {2280 * dollar, 2260 * dollar, 2160 * dollar, 0}))
        << "1 November 2026 is a Sunday";
}

TEST(BurnDown, ARaiseLiftsEvenPaceFromItsInstantOn)
{
    BurnDownInput input = november("2026-11-16T00:00:00Z", 0);
    input.budget.push_back({at("2026-11-10T00:00:00Z"), 4560 * dollar});
    const auto pace = evenPaceRemaining(input, Calendar::utc(), {at("2026-11-09T23:59:59Z"), at("2026-11-10T00:00:00Z")});
    EXPECT_NEAR(static_cast<double>(pace[1]), 2.0 * static_cast<double>(pace[0]), 1e9 * 5);
}

TEST(BurnDown, SpendingAtEvenPaceIsOnTrack)
{
    const BurnDown burn = burnDown(november("2026-11-20T00:00:00Z", 60 * dollar), Calendar::utc());
    EXPECT_EQ(burn.spentNano, 19 * 60 * dollar);
    EXPECT_EQ(burn.remainingNano, (2280 - 19 * 60) * dollar);
    EXPECT_EQ(burn.ratePerDayNano, 60 * dollar);
    EXPECT_EQ(burn.pace, Pace::onTrack);
    EXPECT_NEAR(
        static_cast<double>(*burn.allowedPerDayNano), static_cast<double>(burn.remainingNano.value_or(0)) / 7.8 * 5.4 / 7, 1e6)
        << "seven weekdays and two weekends are left; a week is 5.4 weekdays of use";
    ASSERT_TRUE(burn.runsOut);
    EXPECT_GE(*burn.runsOut, at("2026-12-01T00:00:00Z"));
}

TEST(BurnDown, SpendingFasterRunsOutBeforeThePeriodEnds)
{
    const BurnDown burn = burnDown(november("2026-11-20T00:00:00Z", 105 * dollar), Calendar::utc());
    EXPECT_EQ(burn.pace, Pace::runsOutEarly);
    // $285 left; the last seven days cost $735 for 5.4 weekdays of use: 2.09 weekdays more, Friday and Saturday to Monday.
    ASSERT_TRUE(burn.runsOut);
    EXPECT_GT(*burn.runsOut, at("2026-11-23T12:00:00Z"));
    EXPECT_LT(*burn.runsOut, at("2026-11-24T00:00:00Z"));
}

TEST(BurnDown, ASpentBudgetSaysWhenItWasSpent)
{
    const BurnDown burn = burnDown(november("2026-11-20T00:00:00Z", 200 * dollar), Calendar::utc());
    EXPECT_EQ(burn.pace, Pace::runsOutEarly);
    EXPECT_EQ(burn.runsOut, at("2026-11-13T00:00:00Z"));
    EXPECT_LT(*burn.remainingNano, 0);
    EXPECT_EQ(burn.allowedPerDayNano, 0);
}

TEST(BurnDown, UnderThreePercentOrADayOfDataIsTooEarlyToTell)
{
    EXPECT_EQ(burnDown(november("2026-11-01T12:00:00Z", dollar), Calendar::utc()).pace, Pace::tooEarly);
    BurnDownInput fresh = november("2026-11-20T00:00:00Z", dollar);
    fresh.dataSince = fresh.now - 23h;
    const BurnDown burn = burnDown(fresh, Calendar::utc());
    EXPECT_EQ(burn.pace, Pace::tooEarly);
    EXPECT_FALSE(burn.ratePerDayNano) << "no rate is claimed";
    EXPECT_FALSE(burn.runsOut);
}

TEST(BurnDown, WithoutABudgetOnlySpendingIsKnown)
{
    BurnDownInput input = november("2026-11-20T00:00:00Z", dollar);
    input.budget.clear();
    const BurnDown burn = burnDown(input, Calendar::utc());
    EXPECT_EQ(burn.pace, Pace::noData);
    EXPECT_FALSE(burn.budgetNano);
    EXPECT_EQ(burn.ratePerDayNano, dollar);
}

TEST(BurnDown, TheRateReachesBackIntoThePeriodBefore)
{
    BurnDownInput input = november("2026-11-03T00:00:00Z", 10 * dollar);
    input.spentBefore7DaysNano = 50 * dollar; // 27 to 31 October
    EXPECT_EQ(burnDown(input, Calendar::utc()).ratePerDayNano, 10 * dollar);
}

TEST(BurnDown, NothingSpentNeverRunsOut)
{
    const BurnDown burn = burnDown(november("2026-11-20T00:00:00Z", 0), Calendar::utc());
    EXPECT_EQ(burn.pace, Pace::onTrack);
    EXPECT_FALSE(burn.runsOut);
}

TEST(Budget, TheLatestOneThatHasBegunIsInForce)
{
    const std::vector<Budget> budgets {
        {.scope = BudgetScope::ofTeam("team-a"), .amount = Money {1, Currency::usd()}, .since = at("2026-11-01T00:00:00Z")},
        {.scope = BudgetScope::ofTeam("team-a"), .amount = Money {2, Currency::usd()}, .since = at("2026-11-10T00:00:00Z")},
        {.scope = BudgetScope::ofTeam("team-b"), .amount = Money {3, Currency::usd()}, .since = at("2026-11-01T00:00:00Z")}};
    EXPECT_EQ(budgetAt(budgets, BudgetScope::ofTeam("team-a"), at("2026-10-31T23:59:59Z")), nullptr);
    EXPECT_EQ(budgetAt(budgets, BudgetScope::ofTeam("team-a"), at("2026-11-09T23:59:59Z"))->amount->nano, 1);
    EXPECT_EQ(budgetAt(budgets, BudgetScope::ofTeam("team-a"), at("2026-11-10T00:00:00Z"))->amount->nano, 2);
    EXPECT_EQ(budgetAt(budgets, BudgetScope::ofTeam("team-c"), at("2026-11-10T00:00:00Z")), nullptr);
}
