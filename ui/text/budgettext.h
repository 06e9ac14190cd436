// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/budgetstate.h"

#include <QString>

namespace fuseboard {

/// Whose budget it is: `All teams`, `Payments`, `ada, claude-code`, `gpt-5.6`. `teamName`: of a team's; empty: its id.
QString budgetScopeText(const BudgetScope& scope, const QString& teamName);
/// `The hard budget of Payments is spent: $1,012.40 of $1,000.00.` Of a state with figures.
QString hardBudgetSpentText(const BudgetState& state, const QString& teamName);

} // namespace fuseboard
