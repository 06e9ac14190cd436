// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/burndownplot.h"

#include <QRectF>

namespace fuseboard {

/// Where a plot lies in its view, and which place stands for which instant and amount.
struct PlotFrame {
    QRectF plot; ///< the area of the lines; its bottom is the axis
    qreal laneHeight = 0; ///< of the marks under the axis
    Period shown;
    std::int64_t lowNano = 0, highNano = 1;

    [[nodiscard]] qreal x(Instant at) const;
    [[nodiscard]] qreal y(std::int64_t nano) const;
    [[nodiscard]] Instant at(qreal x) const;
    [[nodiscard]] QPointF place(const PlotPoint& point) const { return {x(point.at), y(point.nano)}; }
};

/// Milliseconds since 1970 and whole units: what the chart's hidden axes count in.
qreal axisX(Instant at);
qreal axisY(std::int64_t nano);

} // namespace fuseboard
