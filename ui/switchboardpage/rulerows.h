// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/shownstate.h"
#include "switchboardpage/twolinemodel.h"

namespace fuseboard {

/// Whom rules at gateways warn, slow down, lead to a cheaper model or hold now, or would: the worst first. Without rows where
/// no rule does anything. Needs freezes.
TwoLineTable rulesAtWork(const ShownState& state);

} // namespace fuseboard
