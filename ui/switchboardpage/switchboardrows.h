// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/shownstate.h"
#include "switchboardpage/twolinemodel.h"

namespace fuseboard {

/// One row a team (and all teams, where they are held), one column a place; under each place's name how it is proved, within
/// what time, and whether it answers. Needs a board and freezes.
TwoLineTable placesAndTeams(const ShownState& state);
/// What was ordered and is not over: when, by whom, what, how far it is.
TwoLineTable ordersInForce(const ShownState& state);
/// "No freeze reaches OpenAI, Copilot: …", and what places do not protect; empty where a freeze reaches all and holds.
QString placesWarning(const ShownState& state);

} // namespace fuseboard
