// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ctl/move.h"

namespace fuseboard {

/// What the owner is asked for.
QJsonObject callsRequest(const QString& scope = QStringLiteral("organisation/all"));
/// `fuseboardctl calls` and `cut`, of the status where a team is named, then of the owner's list of calls, then of what became
/// of the one: a line for each call, the longest first, and one for each place that does not tell; or that it was cut.
Move callsAnswered(const CommandLine& line, const QJsonObject& answer);

} // namespace fuseboard
