// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/budget.h"

#include <optional>

namespace fuseboard {

/// How much a day of the weekend usually costs, in thousandths of a weekday (UX, "Pace follows the calendar of use").
inline constexpr int weekendWeight = 200;
inline constexpr int weekdayWeight = 1000;

/// Spent since the period's start, at an instant.
struct SpendPoint {
    Instant at;
    std::int64_t spentNano = 0;
    bool operator==(const SpendPoint&) const = default;
};

enum class Pace {
    noData, ///< no budget, or nothing known
    tooEarly, ///< under 3 % of the period, or less than a day of data
    onTrack,
    runsOutEarly, ///< at the current rate before the period's end, or spent up
};

struct BurnDownInput {
    Period period;
    std::vector<BudgetStep> budget; ///< ascending, the first with an amount; empty: no budget
    std::vector<SpendPoint> spent; ///< ascending, within [period.start, now]
    std::int64_t spentBefore7DaysNano = 0; ///< spent from seven days ago to the period's start, where that is earlier
    Instant now;
    Instant dataSince; ///< the first instant anything is known of
    bool operator==(const BurnDownInput&) const = default;
};

/// A budget as it burns: everything a tile, a row or a chart says of it comes from here.
struct BurnDown {
    std::int64_t spentNano = 0;
    std::optional<std::int64_t> budgetNano; ///< in force now
    std::optional<std::int64_t> remainingNano; ///< budget − spent; may be negative
    std::optional<std::int64_t> evenPaceSpentNano; ///< what even pace would have spent by now
    std::optional<std::int64_t> ratePerDayNano; ///< mean of the last seven days, or of the data there is from one day on
    /// What a day may cost so that the budget lasts, weighted; less where a raise ends before. 0 where spent up.
    std::optional<std::int64_t> allowedPerDayNano;
    /// At the current rate, with the steps that are ahead; may lie after the period. Where spent up, since when.
    std::optional<Instant> runsOut;
    Pace pace = Pace::noData;
    bool operator==(const BurnDown&) const = default;
};

BurnDown burnDown(const BurnDownInput& input, const Calendar& calendar);

/// Remaining budget at even pace at each instant asked for, with weekends weighted.
std::vector<std::int64_t> evenPaceRemaining(
    const BurnDownInput& input, const Calendar& calendar, const std::vector<Instant>& at);

/// What will remain at each instant from now on (ascending) at the current rate, with the steps that are ahead; never below
/// zero. Empty where there is no budget or no rate.
std::vector<std::int64_t> forecastRemaining(
    const BurnDownInput& input, const Calendar& calendar, const std::vector<Instant>& at);

} // namespace fuseboard
