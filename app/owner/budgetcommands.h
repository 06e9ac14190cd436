// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "owner/engine.h"

#include <QJsonObject>

#include <functional>

namespace fuseboard {

bool isBudgetChange(const std::string& command);

/// Those of the owner's commands that change a budget. `{"do":"setBudget","scope":"team:Payments","amount":"20000",
/// "period":…,"hard":…,"thresholds":[80,100],"since":…,"why":…}`, `{"do":"raiseBudget","scope":…,"amount":…,"until":…,
/// "why":…}` and `{"do":"endBudget","scope":…,"why":…}` answer once with `budget`, as it then is, while `caller` lives.
void changeBudget(
    Engine& engine, const QJsonObject& request, QObject* caller, const std::function<void(const QJsonObject&)>& answer);

} // namespace fuseboard
