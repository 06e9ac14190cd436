// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/burndownview.h"

class QRectF;

namespace fuseboard {

class Paper;

/// The part of a burn-down that is looked at.
struct ChartLook {
    ChartRange range = ChartRange::period;
    bool lastPeriod = false; ///< its line is shown
    bool operator==(const ChartLook&) const = default;
};

/// Title, legend, the chart as the window draws it, and what its marks mean.
void drawChart(const Paper& paper, const QRectF& place, const BurnDownView& view, const ChartLook& look);

} // namespace fuseboard
