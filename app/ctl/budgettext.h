// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>

namespace fuseboard {

/// The answer to `budgets` as a table for a terminal; says of hard budgets that nothing refuses by them.
QString budgetsText(const QJsonObject& answer);
/// A budget as it was just left: "team:team-payments has a budget of $25,000 a month, since 2026-11-01."
QString budgetText(const QJsonObject& budget);

} // namespace fuseboard
