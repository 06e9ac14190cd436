// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/board.h"

namespace fuseboard {

/// Where the figures end: the oldest last answer among the stale sources that ever answered; empty: none is stale.
std::optional<Instant> staleSince(const std::vector<SourceView>& sources, Instant now);
/// Whether a source's spending is missing: it is stale or never answered. Every sum is then "at least".
bool isIncomplete(const std::vector<SourceView>& sources, Instant now);
/// An age rounded down to the unit it is shown in, so that it changes when its words do.
std::chrono::microseconds shownAge(std::chrono::microseconds age);

} // namespace fuseboard
