// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/tokens.h"
#include "charts/chartreading.h"
#include "charts/plotframe.h"

#include <QFont>

class QPainter;

namespace fuseboard {

/// Draws what lies behind and before the lines of a burn-down: grid, labels, weekends, budget, today, marks, run-out,
/// crosshair. The lines themselves belong to the chart.
class BurnDownPainter {
public:
    BurnDownPainter(QPainter& painter, const BurnDownView& view, const BurnDownPlot& plot, const PlotFrame& frame,
        const Tokens& colours, const QFont& font, ChartRange range);

    void drawBehind();
    void drawBefore();
    void drawCrosshair(const ChartReading& reading);

private:
    void drawWeekends();
    void drawGrid();
    void drawDays();
    void drawBudget();
    void drawGap();
    void drawToday();
    void drawMarks();
    void drawRestated();
    void drawRunOut();
    void drawPill(QPointF centre, const QString& text, const QColor& ink, const QColor& fill, const QColor& edge);
    [[nodiscard]] bool nowIsShown() const;
    [[nodiscard]] std::optional<Instant> shownRunOut() const;
    [[nodiscard]] QSizeF pillSize(const QString& text) const;
    /// Centred over an instant, but whole inside the plot.
    [[nodiscard]] QRectF pillAt(Instant at, qreal y, const QString& text) const;
    [[nodiscard]] QRectF todayPill() const;
    [[nodiscard]] QString todayText() const;
    [[nodiscard]] QRectF runOutPill() const;
    [[nodiscard]] QString runOutText() const;
    [[nodiscard]] qreal labelRow() const;

    QPainter& m_painter;
    const BurnDownView& m_view;
    const BurnDownPlot& m_plot;
    const PlotFrame& m_frame;
    const Tokens& m_colours;
    QFont m_font; ///< of axis labels
    QFont m_strong; ///< of pills
    ChartRange m_range;
};

} // namespace fuseboard
