// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/burndownchart.h"

namespace fuseboard {

/// "Budget Burn-Down"; "Spending" where there is no budget to burn down.
QString chartTitle(const BurnDownView& view);
/// What a reader has to know of a chart without a budget; empty with one.
QString chartNote(const BurnDownView& view);
/// A line's name in the legend.
QString lineName(BurnDownChart::Line line, const BurnDownView& view);
/// The lines that the chart draws now, in the order of the legend.
std::vector<BurnDownChart::Line> drawnLines(const BurnDownChart& chart);

} // namespace fuseboard
