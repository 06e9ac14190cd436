// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/budgettext.h"

#include "text/moneytext.h"
#include "text/shown.h"

#include <QCoreApplication>

namespace fuseboard {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(BudgetText)
};

} // namespace

QString budgetScopeText(const BudgetScope& scope, const QString& teamName)
{
    const QString name = shown(scope.name, 60);
    switch (scope.kind) {
    case BudgetScopeKind::organisation: return Words::tr("All teams");
    case BudgetScopeKind::team: return teamName.isEmpty() ? name : teamName;
    case BudgetScopeKind::person: return scope.agent.empty() ? name : Words::tr("%1, %2").arg(name, shown(scope.agent, 60));
    case BudgetScopeKind::model: return name;
    }
    return {};
}

QString hardBudgetSpentText(const BudgetState& state, const QString& teamName)
{
    const std::int64_t spent = state.burn ? state.burn->spentNano : 0;
    return Words::tr("The hard budget of %1 is spent: %2 of %3.")
        .arg(budgetScopeText(state.budget.scope, teamName), amountText({spent, state.amount.currency}),
            amountText(state.amount));
}

} // namespace fuseboard
