// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>

namespace fuseboard {

/// What a drill has shown, place by place.
QString drillText(const QJsonObject& drill);
/// `fuseboardctl drill --list`.
QString drillsText(const QJsonObject& drills);

} // namespace fuseboard
