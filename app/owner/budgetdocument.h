// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/board.h"
#include "store/organisation.h"

#include <QJsonObject>

namespace fuseboard {

/// A scope's budget as a person has just left it: `amount` is absent where it was ended, `raises` are those in force.
QJsonObject budgetDocument(const Organisation& organisation, const BudgetScope& scope, Instant now);
/// `{"budgets":[…]}`, each with `enforced` where a freeze makes it hold: those in force, and what was spent of each in its own
/// period.
QJsonObject budgetsDocument(const Board& board);

} // namespace fuseboard
