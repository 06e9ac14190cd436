// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/burndownview.h"

namespace fuseboard {

/// A place on the plot, still exact; only the chart itself sees floating-point numbers.
struct PlotPoint {
    Instant at;
    std::int64_t nano = 0;
    bool operator==(const PlotPoint&) const = default;
};

/// The lines of a burn-down in one range, as polylines.
struct BurnDownPlot {
    Period shown;
    bool cumulative = false; ///< no budget: the line is what was spent, and rises
    std::vector<PlotPoint> actual; ///< remaining (or spent), to the end of the data
    std::vector<PlotPoint> evenPace; ///< empty without a budget
    std::vector<PlotPoint> budget; ///< a step line; empty without a budget
    std::vector<PlotPoint> forecast; ///< from now down to nothing left; empty where no date may be claimed
    std::vector<PlotPoint> lastPeriod; ///< what it would leave of the budget this period began with, or as spent
    std::int64_t lowNano = 0; ///< bottom and top of the axis
    std::int64_t highNano = 0;
};

BurnDownPlot burnDownPlot(const BurnDownView& view, ChartRange range);

/// The line's height at an instant, between its points linearly; nothing outside of it.
std::optional<std::int64_t> heightAt(const std::vector<PlotPoint>& line, Instant at);

/// Round steps for an axis, at most `most` of them: 1, 2, 2.5 or 5 times a power of ten, never under a cent.
std::int64_t tickStep(std::int64_t span, int most);

} // namespace fuseboard
