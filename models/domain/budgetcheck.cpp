// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/budgetcheck.h"

#include <algorithm>
#include <limits>

namespace fuseboard {
namespace {

constexpr int largestThreshold = 1000; // ten times the budget; more is a slip of the hand

Result<void> checkScope(const BudgetScope& scope, const std::set<TeamId>& teams, const std::string& name)
{
    if (scope.kind == BudgetScopeKind::team && !teams.contains(scope.name))
        return fail(ErrorCode::unknownTeam, scope.name, "of " + name);
    if (!scope.isWhole())
        return fail(ErrorCode::badDocument, name, "its person, tool or model is blank or no name");
    return {};
}

bool areThresholds(const std::vector<int>& percents)
{
    return std::ranges::adjacent_find(percents, std::ranges::greater_equal()) == percents.end()
        && std::ranges::all_of(percents, [](int percent) { return percent >= 1 && percent <= largestThreshold; });
}

Result<void> check(const Budget& budget, const std::set<TeamId>& teams)
{
    const std::string name = budgetName(budget);
    if (auto good = checkScope(budget.scope, teams, name); !good)
        return good;
    if (budget.amount && (budget.amount->nano < 0 || !budget.amount->currency.isSet()))
        return fail(ErrorCode::badDocument, name, "needs a currency and is never negative");
    if (!areThresholds(budget.thresholdPercents))
        return fail(ErrorCode::badDocument, name, "its thresholds are not ascending percentages from 1 to 1000");
    return {};
}

Result<void> check(const BudgetRaise& raise, const std::vector<Budget>& budgets, const std::vector<BudgetRaise>& raises,
    const std::set<TeamId>& teams)
{
    const std::string name = raiseName(raise);
    if (auto good = checkScope(raise.scope, teams, name); !good)
        return good;
    if (raise.until <= raise.from)
        return fail(ErrorCode::badDocument, name, "it ends before it begins");
    if (raise.amount.nano <= 0)
        return fail(ErrorCode::badDocument, name, "it adds nothing");
    if (raise.why.find_first_not_of(" \t\r\n") == std::string::npos)
        return fail(ErrorCode::reasonMissing, name);
    const Budget* base = budgetAt(budgets, raise.scope, raise.from);
    if (!base)
        return fail(ErrorCode::badDocument, name, "there is no budget to raise at that time");
    Instant end = raise.until;
    for (const Budget& budget : budgets)
        if (budget.scope == raise.scope && !budget.amount && budget.since > raise.from)
            end = std::min(end, budget.since);
    const auto fits = [&](const Budget& budget) { return !budget.amount || raise.amount.currency == budget.amount->currency; };
    for (const Budget& budget : budgets)
        if (&budget == base || (budget.scope == raise.scope && budget.since > raise.from && budget.since < end))
            if (!fits(budget))
                return fail(
                    ErrorCode::currencyMismatch, name, "the budget is in " + budget.amount->currency.text() + " at that time");
    Int128 sum = base->amount->nano;
    for (const BudgetRaise& each : raises)
        sum += each.scope == raise.scope ? each.amount.nano : 0;
    if (sum > std::numeric_limits<std::int64_t>::max())
        return fail(ErrorCode::overflow, name);
    return {};
}

} // namespace

std::string budgetName(const Budget& budget)
{
    return "The budget of " + budget.scope.text() + " since " + toText(budget.since);
}

std::string raiseName(const BudgetRaise& raise)
{
    return "The raise of " + raise.scope.text() + " from " + toText(raise.from) + " until " + toText(raise.until);
}

Result<void> checkBudgets(
    const std::vector<Budget>& budgets, const std::vector<BudgetRaise>& raises, const std::set<TeamId>& teams)
{
    std::set<std::pair<BudgetScope, Instant>> steps, starts;
    for (const Budget& budget : budgets) {
        if (auto good = check(budget, teams); !good)
            return good;
        if (!steps.insert({budget.scope, budget.since}).second)
            return fail(ErrorCode::duplicateName, budgetName(budget));
    }
    for (const BudgetRaise& raise : raises) {
        if (auto good = check(raise, budgets, raises, teams); !good)
            return good;
        if (!starts.insert({raise.scope, raise.from}).second)
            return fail(ErrorCode::duplicateName, raiseName(raise));
    }
    return {};
}

} // namespace fuseboard
