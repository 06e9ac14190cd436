// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/budgetscope.h"
#include "domain/calendar.h"
#include "domain/money.h"

#include <optional>

namespace fuseboard {

/// What is wanted of a budget that is used up: `soft` tells, `hard` refuses.
enum class BudgetKind { soft, hard };

/// A scope's budget from an instant on; a later one replaces it from its own instant, so that none is ever edited.
struct Budget {
    BudgetScope scope;
    PeriodKind period = PeriodKind::month;
    std::optional<Money> amount; ///< of each period, not negative; absent: from here on the scope has no budget
    std::vector<int> thresholdPercents {80, 100}; ///< of the amount in force; ascending, 1..1000
    BudgetKind kind = BudgetKind::soft;
    Instant since; ///< first instant it holds
    std::string by; ///< who set it
    std::string why; ///< may be empty
    bool operator==(const Budget&) const = default;
};

/// An addition to a scope's budget that ends. It adds its amount to every period it lies in, while it lies in it, and ends
/// early where the budget is ended.
struct BudgetRaise {
    BudgetScope scope;
    Money amount; ///< above zero, in the budget's currency
    Instant from, until; ///< half-open; until > from
    std::string by;
    std::string why; ///< not blank
    bool operator==(const BudgetRaise&) const = default;
};

/// Budget from an instant on. A change of the budget, and a raise's start and end, are steps.
struct BudgetStep {
    Instant from;
    std::optional<std::int64_t> amountNano; ///< absent: no budget from here on
    bool operator==(const BudgetStep&) const = default;
};

/// The budget in force at an instant, or null.
const Budget* budgetAt(const std::vector<Budget>& budgets, const BudgetScope& scope, Instant at);
/// The raises of the scope's budget in force at an instant, in their order.
std::vector<BudgetRaise> raisesAt(
    const std::vector<Budget>& budgets, const std::vector<BudgetRaise>& raises, const BudgetScope& scope, Instant at);
/// The budget in force with the raises in force, at most what 64 bits hold; empty where there is none.
std::optional<Money> effectiveBudget(
    const std::vector<Budget>& budgets, const std::vector<BudgetRaise>& raises, const BudgetScope& scope, Instant at);

/// The effective budget over a period, in steps from its first instant with one; in one kind of period and one currency
/// (budgets in others are no budget here, as nothing is converted). At any instant what remains is this less *all* that was
/// spent since the period's start: money spent while a raise held stays spent when it ends, and what remains may then be
/// negative.
std::vector<BudgetStep> budgetLine(const std::vector<Budget>& budgets, const std::vector<BudgetRaise>& raises,
    const BudgetScope& scope, Period period, PeriodKind kind, Currency currency);
/// The first instant after `at` from which any budget is another; empty where none is ahead.
std::optional<Instant> nextBudgetChange(const std::vector<Budget>& budgets, const std::vector<BudgetRaise>& raises, Instant at);

} // namespace fuseboard
