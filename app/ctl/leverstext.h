// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QJsonObject>

namespace fuseboard {

/// `fuseboardctl levers`.
QString leversText(const QJsonArray& levers);
/// `fuseboardctl freeze --dry-run`: who and what a freeze of `name` would stop.
QString blastText(const QJsonObject& preview, const QString& name);

} // namespace fuseboard
