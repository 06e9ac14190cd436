// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/board.h"
#include "owner/errordocument.h"
#include "owner/freezedocument.h"

namespace fuseboard {

/// Everything a script may ask of a profile, as JSON: amounts are exact decimal strings in `currency`, times RFC 3339
/// UTC. `fuseboardctl status --json` prints it; the owner's socket answers with it.
QJsonObject statusDocument(const Board& board, const FreezeBoard& freezes);
QString paceWord(Pace pace);

} // namespace fuseboard
