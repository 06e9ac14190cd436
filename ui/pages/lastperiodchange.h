// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/shownstate.h"

namespace fuseboard {

/// What a team has spent, in percent more or less than by the same time of the month before; empty where not all is known of
/// either.
std::optional<int> lastPeriodChange(const ShownState& state, const TeamBoard& team, const TeamRow& row);

} // namespace fuseboard
