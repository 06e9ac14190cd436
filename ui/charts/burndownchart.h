// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/tokens.h"
#include "charts/chartreading.h"
#include "charts/plotframe.h"

#include <QPen>
#include <QtCharts/QChartView>

class QAreaSeries;
class QLineSeries;
class QValueAxis;

namespace fuseboard {

/// The burn-down itself. The only class that owns Qt Charts; the module is deprecated upstream, so its types stay here.
/// A crosshair follows the pointer, and Left, Right, Home and End; Escape hides it. What it says is announced.
class BurnDownChart : public QChartView {
    Q_OBJECT
public:
    enum class Line { actual, evenPace, forecast, lastPeriod };

    explicit BurnDownChart(QWidget* parent = nullptr);

    [[nodiscard]] const BurnDownView& view() const { return m_view; }
    [[nodiscard]] const BurnDownPlot& plot() const { return m_plot; }
    [[nodiscard]] ChartRange range() const { return m_range; }
    [[nodiscard]] bool isLastPeriodShown() const { return m_lastPeriodShown; }
    [[nodiscard]] const std::optional<ChartReading>& reading() const { return m_reading; }
    /// The whole chart as one sentence, for assistive technology.
    [[nodiscard]] QString sentence() const;
    /// The pen of a line, for its key in a legend.
    [[nodiscard]] QPen samplePen(Line line) const;
    /// Points of the longest line as handed to Qt Charts.
    [[nodiscard]] qsizetype drawnPoints() const;

    void setView(const BurnDownView& view);
    void setRange(ChartRange range);
    void setLastPeriodShown(bool shown);
    /// Light colours whatever the theme, and lines that differ without their colours.
    void setOnPaper(const QFont& font);
    /// Itself, as lines and text, into a place of the painter. For one that is never shown: it takes the place's size.
    void drawOn(QPainter& painter, const QRectF& place);

    QSize minimumSizeHint() const override;
    QSize sizeHint() const override;

Q_SIGNALS:
    /// The crosshair moved (one sentence) or went away (empty).
    void readingChanged(const QString& sentence);

protected:
    void drawBackground(QPainter* painter, const QRectF& rect) override;
    void drawForeground(QPainter* painter, const QRectF& rect) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool viewportEvent(QEvent* event) override;

private:
    void layOut();
    void refill();
    void restyle();
    void moveTo(Instant at, bool announce);
    void step(int direction);
    void hideCrosshair();
    [[nodiscard]] QFont axisFont() const;

    BurnDownView m_view;
    BurnDownPlot m_plot;
    PlotFrame m_frame;
    Tokens m_colours;
    ChartRange m_range = ChartRange::period;
    std::vector<Instant> m_stops;
    std::optional<ChartReading> m_reading;
    bool m_lastPeriodShown = false;
    bool m_isOnPaper = false;
    QLineSeries* m_actual = nullptr;
    QLineSeries* m_floor = nullptr;
    QAreaSeries* m_fill = nullptr;
    QLineSeries* m_evenPace = nullptr;
    QLineSeries* m_forecast = nullptr;
    QLineSeries* m_lastPeriod = nullptr;
    QValueAxis* m_x = nullptr;
    QValueAxis* m_y = nullptr;
};

} // namespace fuseboard
