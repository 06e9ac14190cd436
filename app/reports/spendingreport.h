// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reports/teamreport.h"

namespace fuseboard {

/// The 14 columns of the spending report, in order.
std::span<const std::string_view> spendingReportColumns();

/// A header, then one row a UTC day, team and currency of the board's period: the cost as it was charged, and what it counts
/// as in the board's currency, at which rate of which day and source. Exact decimals, so that both add up: `CountedCost` to
/// what the team report rounds as `Actual`. A cost that no rate holds for has an empty `CountedCost`, never 0.
std::string spendingReport(const Board& board);

/// As `writeTeamReport`.
Result<WrittenReport> writeSpendingReport(const std::filesystem::path& file, const Board& board);

} // namespace fuseboard
