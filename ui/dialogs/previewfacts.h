// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/factbox.h"
#include "dialogs/freezeplan.h"
#include "domain/blast.h"

#include <optional>

namespace fuseboard {

/// What the places said of a freeze: nothing while they are asked; an error where nobody could ask them.
using PlacesAnswer = std::optional<Result<BlastPreview>>;

/// *What Will Be Affected*, as the board and the places tell it. A plan for one team names its keys, people and agents, one
/// for all counts them.
FactBox* affectedBox(const FreezePlan& plan, const PlacesAnswer& answer, const Board& board, FreezeMode mode);
/// What each place would hold: a row a place, and those that would not be asked.
void addHeldFacts(FactBox& box, const PlacesAnswer& answer);

} // namespace fuseboard
