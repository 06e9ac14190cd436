// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/shownstate.h"
#include "switchboardpage/twolinemodel.h"

namespace fuseboard {

/// The drills that were made, newest first: when, of whom, whether every place stopped, and after how long.
TwoLineTable drillTable(const ShownState& state);
/// When the next one is due, and each place's mean time to stop.
QString drillPlanText(const ShownState& state);

} // namespace fuseboard
