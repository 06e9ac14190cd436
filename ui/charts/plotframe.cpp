// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/plotframe.h"

namespace fuseboard {

qreal axisX(Instant at) { return static_cast<qreal>(at.time_since_epoch().count()) / 1000.0; }

qreal axisY(std::int64_t nano) { return static_cast<qreal>(nano) / 1e9; }

qreal PlotFrame::x(Instant at) const
{
    return plot.left() + plot.width() * (axisX(at) - axisX(shown.start)) / (axisX(shown.end) - axisX(shown.start));
}

qreal PlotFrame::y(std::int64_t nano) const
{
    return plot.bottom() - plot.height() * (axisY(nano) - axisY(lowNano)) / (axisY(highNano) - axisY(lowNano));
}

Instant PlotFrame::at(qreal x) const
{
    const qreal share = (x - plot.left()) / plot.width();
    const auto length = static_cast<qreal>(shown.length().count());
    return shown.start + std::chrono::microseconds(static_cast<std::int64_t>(length * share));
}

} // namespace fuseboard
