// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/factbox.h"
#include "dialogs/freezeplan.h"
#include "domain/blast.h"

namespace fuseboard {

/// *What Will Be Affected*, as the board and the places tell it. `preview` null: the places are still asked. A plan for one
/// team names its keys, people and agents, one for all counts them.
FactBox* affectedBox(const FreezePlan& plan, const BlastPreview* preview, const Board& board, FreezeMode mode);
/// What each place would hold: a row a place, and those that would not be asked. Null: they are still asked.
void addHeldFacts(FactBox& box, const BlastPreview* preview);

} // namespace fuseboard
