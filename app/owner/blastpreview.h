// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/blast.h"
#include "domain/board.h"
#include "owner/freezedocument.h"
#include "store/organisation.h"

namespace fuseboard {

/// What a freeze of a team, or of all, would stop, from what is known of it and what its levers see. Without a board its
/// spending is left out.
BlastPreview blastPreview(const Scope& scope, const Board* board, const Organisation& organisation, const FreezeBoard& freezes,
    std::vector<LeverOutlook> outlooks);

/// What `previewOf` reads is exactly what was written.
QJsonObject blastDocument(const BlastPreview& preview, const Organisation& organisation);
Result<BlastPreview> previewOf(const QJsonValue& document);

} // namespace fuseboard
