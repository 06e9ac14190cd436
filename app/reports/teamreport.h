// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/board.h"

namespace fuseboard {

/// The team report (`contracts/FOCUS.md` section 9): 42 columns, one row a team and one `Unallocated`, no total row. Columns
/// of engines that do not exist yet (shared costs, credits, forecast, repositories, anomalies) are empty, never zero.
/// A sandbox's report says so in every row's Notes.
std::string teamReport(const Board& board, const FreezeBoard& freezes, const Calendar& calendar);

/// `fuseboard-teams-2026-11.csv`; `fuseboard-sandbox-teams-…` for the sandbox.
std::string teamReportFileName(const Board& board);

} // namespace fuseboard
