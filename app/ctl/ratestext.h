// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QString>

namespace fuseboard {

/// The rate in force of each pair, and after them those to come, as a table for a terminal.
QString ratesText(const QJsonArray& rates);
/// "2 rates added, 1 changed, 40 known already."
QString enteredRatesText(const QJsonObject& entered);

} // namespace fuseboard
