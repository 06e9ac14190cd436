// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/budget.h"

#include <algorithm>
#include <limits>
#include <set>

namespace fuseboard {
namespace {

/// The last step at or before an instant, or null.
const Budget* stepAt(const std::vector<Budget>& budgets, const BudgetScope& scope, Instant at)
{
    const Budget* current = nullptr;
    for (const Budget& budget : budgets)
        if (budget.scope == scope && budget.since <= at && (!current || current->since <= budget.since))
            current = &budget;
    return current;
}

bool endedBetween(const std::vector<Budget>& budgets, const BudgetScope& scope, Instant after, Instant upTo)
{
    return std::ranges::any_of(budgets, [&](const Budget& budget) {
        return budget.scope == scope && !budget.amount && budget.since > after && budget.since <= upTo;
    });
}

} // namespace

const Budget* budgetAt(const std::vector<Budget>& budgets, const BudgetScope& scope, Instant at)
{
    const Budget* step = stepAt(budgets, scope, at);
    return step && step->amount ? step : nullptr;
}

std::vector<BudgetRaise> raisesAt(
    const std::vector<Budget>& budgets, const std::vector<BudgetRaise>& raises, const BudgetScope& scope, Instant at)
{
    std::vector<BudgetRaise> out;
    const Budget* base = budgetAt(budgets, scope, at);
    for (const BudgetRaise& raise : raises)
        if (base && raise.scope == scope && raise.from <= at && at < raise.until
            && raise.amount.currency == base->amount->currency && !endedBetween(budgets, scope, raise.from, at))
            out.push_back(raise);
    return out;
}

std::optional<Money> effectiveBudget(
    const std::vector<Budget>& budgets, const std::vector<BudgetRaise>& raises, const BudgetScope& scope, Instant at)
{
    const Budget* base = budgetAt(budgets, scope, at);
    if (!base)
        return std::nullopt;
    Int128 sum = base->amount->nano;
    for (const BudgetRaise& raise : raisesAt(budgets, raises, scope, at))
        sum += raise.amount.nano;
    constexpr Int128 most = std::numeric_limits<std::int64_t>::max();
    return Money {static_cast<std::int64_t>(std::min(sum, most)), base->amount->currency};
}

std::vector<BudgetStep> budgetLine(const std::vector<Budget>& budgets, const std::vector<BudgetRaise>& raises,
    const BudgetScope& scope, Period period, PeriodKind kind, Currency currency)
{
    std::set<Instant> instants {period.start};
    const auto add = [&](const BudgetScope& of, Instant at) {
        if (of == scope && period.contains(at))
            instants.insert(at);
    };
    for (const Budget& budget : budgets)
        add(budget.scope, budget.since);
    for (const BudgetRaise& raise : raises) {
        add(raise.scope, raise.from);
        add(raise.scope, raise.until);
    }
    std::vector<BudgetStep> steps;
    for (const Instant at : instants) {
        std::optional<std::int64_t> nano;
        const Budget* base = budgetAt(budgets, scope, at);
        if (base && base->period == kind && base->amount->currency == currency)
            nano = effectiveBudget(budgets, raises, scope, at)->nano;
        if (steps.empty() ? nano.has_value() : steps.back().amountNano != nano)
            steps.push_back({at, nano});
    }
    return steps;
}

std::optional<Instant> nextBudgetChange(const std::vector<Budget>& budgets, const std::vector<BudgetRaise>& raises, Instant at)
{
    std::optional<Instant> next;
    const auto look = [&](Instant change) {
        if (change > at && (!next || change < *next))
            next = change;
    };
    for (const Budget& budget : budgets)
        look(budget.since);
    for (const BudgetRaise& raise : raises) {
        look(raise.from);
        look(raise.until);
    }
    return next;
}

} // namespace fuseboard
