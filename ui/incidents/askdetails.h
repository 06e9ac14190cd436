// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "incidents/askincidents.h"
#include "incidents/incidentdetails.h"

namespace fuseboard {

/// What was asked for, what was spent then, when the budget begins anew, and how it stands.
std::array<Figure, 4> askFigures(const RaiseAsk& ask, const ShownState& state);
/// The wish itself, in the caller's words.
TimelineEntry askedEntry(const RaiseAsk& ask, const ShownState& state);
/// What the gateway has of an answer, and when what is allowed ends.
std::vector<TimelineEntry> answerEntries(const RaiseAsk& ask, const ShownState& state);

} // namespace fuseboard
