// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/board.h"
#include "reports/reportfile.h"

#include <span>
#include <string_view>

namespace fuseboard {

/// The 42 columns of the team report, in order (`contracts/FOCUS.md` section 9).
std::span<const std::string_view> teamReportColumns();

/// The team report of a board: a header, one row a team, and one `Unallocated` row; no total row. Amounts are rounded
/// once, half away from zero, from unrounded values. A column whose engine does not exist yet is empty, never 0. Money that
/// no exchange rate holds for is in no row of the board's currency: each team has one more row for each currency of it, with
/// `Actual` alone, so that the rows of a currency add up to all that is not counted in another.
std::string teamReport(const Board& board, const FreezeBoard& freezes, const Calendar& calendar);

/// Writes to a temporary file beside the target and renames it: on any failure what stood there before stays. A sandbox
/// board only goes to a file whose name says so: `teams.csv` becomes `teams-sandbox.csv`.
Result<WrittenReport> writeTeamReport(
    const std::filesystem::path& file, const Board& board, const FreezeBoard& freezes, const Calendar& calendar);

} // namespace fuseboard
