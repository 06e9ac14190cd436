// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ctl/move.h"

namespace fuseboard {

/// `fuseboardctl asks`, `allow` and `keep`, of the owner's list of requests for more and then of what it did: a line for each
/// request, those that wait first, and one for each place that does not tell; or what is so now.
Move asksAnswered(const CommandLine& line, const QJsonObject& answer);

} // namespace fuseboard
