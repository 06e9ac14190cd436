// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/budgettables.h"

#include <format>
#include <ranges>

namespace fuseboard {
namespace {

using sqlite::Statement;

std::int64_t micros(Instant at) { return at.time_since_epoch().count(); }

std::vector<int> split(const std::string& text)
{
    std::vector<int> out;
    for (const auto part : text | std::views::split(','))
        out.push_back(std::atoi(std::string(part.begin(), part.end()).c_str()));
    return out;
}

} // namespace

BudgetTables::BudgetTables(sqlite::Database& database)
    : m_database(&database)
{
}

void BudgetTables::read(Organisation& out)
{
    const auto damaged = [this](std::string how) {
        return sqlite::Failure {{ErrorCode::historyDamaged, m_database->file().string(), std::move(how)}};
    };
    const auto scopeOf = [&](std::int64_t kind, std::string name, std::string agent) {
        if (kind < 0 || kind > static_cast<std::int64_t>(BudgetScopeKind::model))
            throw damaged("a budget's scope can't be read");
        const BudgetScope scope {static_cast<BudgetScopeKind>(kind), std::move(name), std::move(agent)};
        if (!scope.isWhole())
            throw damaged("a budget's scope can't be read");
        return scope;
    };
    const auto moneyOf = [&](std::int64_t nano, const std::string& currency) {
        const auto parsed = Currency::parse(currency);
        if (!parsed)
            throw damaged("a budget's currency can't be read");
        return Money {nano, *parsed};
    };
    Statement budgets(*m_database,
        "SELECT scope, name, agent, period, amount, currency, thresholds, hard, since, set_by, why FROM budget ORDER BY "
        "position");
    while (budgets.step()) {
        const bool ended = budgets.isNull(4);
        // What the check of the whole would not see.
        if (budgets.integer(3) < 0 || budgets.integer(3) > static_cast<std::int64_t>(PeriodKind::year) || budgets.integer(7) < 0
            || budgets.integer(7) > 1 || (ended && !budgets.text(5).empty()))
            throw damaged("a budget can't be read");
        Budget budget {.scope = scopeOf(budgets.integer(0), budgets.text(1), budgets.text(2)),
            .period = static_cast<PeriodKind>(budgets.integer(3)),
            .amount = {},
            .thresholdPercents = split(budgets.text(6)),
            .kind = budgets.integer(7) != 0 ? BudgetKind::hard : BudgetKind::soft,
            .since = Instant(std::chrono::microseconds(budgets.integer(8))),
            .by = budgets.text(9),
            .why = budgets.text(10)};
        if (!ended)
            budget.amount = moneyOf(budgets.integer(4), budgets.text(5));
        out.budgets.push_back(std::move(budget));
    }
    Statement raises(*m_database,
        "SELECT scope, name, agent, amount, currency, since, until, set_by, why FROM budget_raise ORDER BY position");
    while (raises.step())
        out.raises.push_back({.scope = scopeOf(raises.integer(0), raises.text(1), raises.text(2)),
            .amount = moneyOf(raises.integer(3), raises.text(4)),
            .from = Instant(std::chrono::microseconds(raises.integer(5))),
            .until = Instant(std::chrono::microseconds(raises.integer(6))),
            .by = raises.text(7),
            .why = raises.text(8)});
}

void BudgetTables::write(const Organisation& organisation)
{
    Statement budget(*m_database,
        "INSERT INTO budget (scope, name, agent, period, amount, currency, thresholds, hard, since, set_by, why)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)");
    for (const Budget& each : organisation.budgets)
        budget.run(each.scope.kind, each.scope.name, each.scope.agent, each.period,
            each.amount ? std::optional(each.amount->nano) : std::nullopt,
            each.amount ? each.amount->currency.text() : std::string(), thresholdText(each.thresholdPercents),
            each.kind == BudgetKind::hard, micros(each.since), each.by, each.why);
    Statement raise(*m_database,
        "INSERT INTO budget_raise (scope, name, agent, amount, currency, since, until, set_by, why)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)");
    for (const BudgetRaise& each : organisation.raises)
        raise.run(each.scope.kind, each.scope.name, each.scope.agent, each.amount.nano, each.amount.currency.text(),
            micros(each.from), micros(each.until), each.by, each.why);
}

std::string thresholdText(const std::vector<int>& percents)
{
    std::string out;
    for (const int percent : percents)
        out += std::format("{}{}", out.empty() ? "" : ",", percent);
    return out;
}

} // namespace fuseboard
