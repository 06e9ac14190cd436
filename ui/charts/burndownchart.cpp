// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/burndownchart.h"

#include "charts/burndownchartaccessible.h"
#include "charts/burndownpainter.h"
#include "text/moneytext.h"
#include "theme/type.h"
#include "charts/decimate.h"

#include <QAccessibleAnnouncementEvent>
#include <QFontMetricsF>
#include <QGraphicsLayout>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QtCharts/QAreaSeries>
#include <QtCharts/QChart>
#include <QtCharts/QLineSeries>
#include <QtCharts/QValueAxis>

#include <algorithm>

namespace fuseboard {
namespace {

/// UX: below this a burn-down can't be read; the page scrolls before it squeezes.
constexpr int leastHeight = 170;
/// A key press moves the crosshair by at least this much, so that dense figures don't take hundreds of presses.
constexpr qreal leastStep = 4;

/// A point this near to the line without it is not missed, in pixels.
constexpr qreal unseen = 0.2;

/// Dashes in pixels, whatever the width of the pen.
QPen dashed(const QColor& colour, qreal width, qreal dash, qreal gap)
{
    QPen pen(colour, width, Qt::CustomDashLine, Qt::FlatCap, Qt::RoundJoin);
    pen.setDashPattern({dash / width, gap / width});
    return pen;
}

QList<QPointF> axisPoints(const std::vector<PlotPoint>& line)
{
    QList<QPointF> points;
    points.reserve(static_cast<qsizetype>(line.size()));
    for (const PlotPoint& point : line)
        points.append({axisX(point.at), axisY(point.nano)});
    return points;
}

} // namespace

BurnDownChart::BurnDownChart(QWidget* parent)
    : QChartView(parent)
    , m_actual(new QLineSeries)
    , m_floor(new QLineSeries(this)) // only the fill has it, which does not own it
    , m_fill(new QAreaSeries(m_actual, m_floor))
    , m_evenPace(new QLineSeries)
    , m_forecast(new QLineSeries)
    , m_lastPeriod(new QLineSeries)
    , m_x(new QValueAxis)
    , m_y(new QValueAxis)
{
    installBurnDownChartAccessibility();
    setAccessibleName(tr("Budget burn-down chart"));
    setObjectName(QStringLiteral("burnDownChart"));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setRenderHint(QPainter::Antialiasing);
    setViewportUpdateMode(QGraphicsView::FullViewportUpdate);
    setBackgroundBrush(Qt::NoBrush);
    viewport()->setAutoFillBackground(false);
    viewport()->setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);

    QChart* chart = this->chart();
    chart->legend()->hide();
    chart->setBackgroundVisible(false);
    chart->setPlotAreaBackgroundVisible(false);
    chart->setMargins({});
    chart->layout()->setContentsMargins(0, 0, 0, 0);
    m_x->setVisible(false);
    m_y->setVisible(false);
    chart->addAxis(m_x, Qt::AlignBottom);
    chart->addAxis(m_y, Qt::AlignLeft);
    // Drawn in this order: what happened lies over what was expected.
    for (QAbstractSeries* series :
        std::initializer_list<QAbstractSeries*> {m_fill, m_lastPeriod, m_evenPace, m_forecast, m_actual}) {
        chart->addSeries(series);
        series->attachAxis(m_x);
        series->attachAxis(m_y);
    }
    m_lastPeriod->setVisible(false);
    restyle();
}

void BurnDownChart::setView(const BurnDownView& view)
{
    m_view = view;
    m_plot = burnDownPlot(m_view, m_range);
    m_stops = readingStops(m_plot);
    if (m_reading)
        m_reading = m_plot.shown.contains(m_reading->at) ? std::optional(readingAt(m_plot, m_reading->at)) : std::nullopt;
    setAccessibleDescription(sentence());
    restyle();
    layOut();
}

void BurnDownChart::setRange(ChartRange range)
{
    if (m_range == range)
        return;
    m_range = range;
    hideCrosshair();
    if (!m_plot.actual.empty())
        setView(BurnDownView(m_view));
}

void BurnDownChart::setLastPeriodShown(bool shown)
{
    m_lastPeriodShown = shown;
    m_lastPeriod->setVisible(shown);
}

void BurnDownChart::setOnPaper(const QFont& font)
{
    m_isOnPaper = true;
    setFont(font);
    restyle();
}

void BurnDownChart::drawOn(QPainter& painter, const QRectF& place)
{
    resize(place.size().toSize());
    grab({0, 0, 1, 1}); // what was never shown is laid out only then
    painter.setBrush(Qt::NoBrush); // a line of Qt Charts is filled with what it finds
    render(&painter, place, viewport()->rect(), Qt::IgnoreAspectRatio);
}

QString BurnDownChart::sentence() const { return chartSentence(m_plot, m_view); }

QPen BurnDownChart::samplePen(Line line) const
{
    switch (line) {
    case Line::actual: return m_actual->pen();
    case Line::evenPace: return m_evenPace->pen();
    case Line::forecast: return m_forecast->pen();
    case Line::lastPeriod: break;
    }
    return m_lastPeriod->pen();
}

qsizetype BurnDownChart::drawnPoints() const { return m_actual->count(); }

QSize BurnDownChart::minimumSizeHint() const { return {260, leastHeight}; }

QSize BurnDownChart::sizeHint() const { return {640, 250}; }

QFont BurnDownChart::axisFont() const { return fontFor(TypeRole::Axis, font()); }

void BurnDownChart::layOut()
{
    if (m_plot.actual.empty())
        return;
    const QFontMetricsF metrics(axisFont());
    const std::int64_t widest = std::max(std::abs(m_plot.lowNano), m_plot.highNano);
    const bool cents = m_plot.highNano - m_plot.lowNano < 10'000'000'000;
    const qreal left = std::ceil(metrics.horizontalAdvance((cents ? amountText : wholeText)(
                           Money {m_plot.lowNano < 0 ? -widest : widest, m_view.currency}, Bound::exact)))
        + 14;
    m_frame.shown = m_plot.shown;
    m_frame.lowNano = m_plot.lowNano;
    m_frame.highNano = m_plot.highNano;
    m_frame.laneHeight = 26;
    const qreal foot = m_frame.laneHeight + std::ceil(metrics.height() * 1.4) + 4;
    const QSizeF size = viewport()->size();
    m_frame.plot = QRectF(left, 2, std::max(size.width() - left - 16, 20.0), std::max(size.height() - foot - 2, 20.0));
    chart()->setPlotArea(m_frame.plot);
    refill();
    viewport()->update();
}

void BurnDownChart::refill()
{
    m_x->setRange(axisX(m_frame.shown.start), axisX(m_frame.shown.end));
    m_y->setRange(axisY(m_frame.lowNano), axisY(m_frame.highNano));
    // Only what is shown, and a neighbour on either side, goes in: zoomed, a month of points would share a few columns.
    const auto fill = [this](QLineSeries* series, const std::vector<PlotPoint>& line) {
        auto first = std::ranges::lower_bound(line, m_frame.shown.start, {}, &PlotPoint::at);
        auto last = std::ranges::upper_bound(line, m_frame.shown.end, {}, &PlotPoint::at);
        if (first != line.begin())
            --first;
        if (last != line.end())
            ++last;
        const QList<QPointF> points = axisPoints({first, last});
        const QList<QPointF> drawn =
            decimate(points, axisX(m_frame.shown.start), axisX(m_frame.shown.end), static_cast<int>(m_frame.plot.width()));
        series->replace(withoutStraight(drawn, unseen * axisY(m_frame.highNano - m_frame.lowNano) / m_frame.plot.height()));
    };
    fill(m_actual, m_plot.actual);
    fill(m_evenPace, m_plot.evenPace);
    fill(m_forecast, m_plot.forecast);
    fill(m_lastPeriod, m_plot.lastPeriod);
    // A tint down to a bottom that is not zero would say something about amounts.
    m_fill->setVisible(m_plot.lowNano <= 0);
    m_floor->replace({{axisX(m_plot.actual.front().at), 0}, {axisX(m_plot.actual.back().at), 0}});
}

void BurnDownChart::restyle()
{
    m_colours = m_isOnPaper ? lightTokens() : tokensOf(this);
    QColor actual = m_colours.actual;
    if (m_view.staleSince)
        actual.setAlphaF(0.6F);
    m_actual->setPen(QPen(actual, 2.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    m_evenPace->setPen(m_isOnPaper ? dashed(m_colours.evenPace, 1.5, 1.5, 2.5) : dashed(m_colours.evenPace, 1.5, 4, 4));
    m_forecast->setPen(m_isOnPaper ? dashed(m_colours.forecast, 2, 9, 4) : dashed(m_colours.forecast, 2, 5, 3));
    m_lastPeriod->setPen(QPen(m_colours.evenPace, 1.1));
    QLinearGradient tint(0, 0, 0, 1);
    tint.setCoordinateMode(QGradient::ObjectBoundingMode);
    QColor top = m_colours.actual;
    top.setAlphaF(m_colours.dark ? 0.30F : 0.20F);
    QColor bottom = m_colours.actual;
    bottom.setAlphaF(0.02F);
    tint.setColorAt(0, top);
    tint.setColorAt(1, bottom);
    QColor even = m_colours.actual;
    even.setAlphaF(0.10F);
    m_fill->setBrush(m_isOnPaper ? QBrush(even) : QBrush(tint)); // not every reader of PDF can fade
    m_fill->setPen(Qt::NoPen);
    viewport()->update();
}

void BurnDownChart::moveTo(Instant at, bool announce)
{
    if (m_stops.empty())
        return;
    const auto after = std::ranges::lower_bound(m_stops, at);
    Instant nearest = after == m_stops.end() ? m_stops.back() : *after;
    if (after != m_stops.begin() && (after == m_stops.end() || at - *std::prev(after) < *after - at))
        nearest = *std::prev(after);
    const ChartReading reading = readingAt(m_plot, nearest);
    if (m_reading == reading)
        return;
    m_reading = reading;
    const QString text = readingSentence(reading, m_view);
    if (announce) {
        QAccessibleAnnouncementEvent event(this, text);
        QAccessible::updateAccessibility(&event);
    }
    Q_EMIT readingChanged(text);
    viewport()->update();
}

void BurnDownChart::step(int direction)
{
    if (m_stops.empty())
        return;
    if (!m_reading) {
        moveTo(m_plot.actual.back().at, true);
        return;
    }
    const qreal from = m_frame.x(m_reading->at);
    auto at = std::ranges::lower_bound(m_stops, m_reading->at);
    while (direction > 0 ? std::next(at) != m_stops.end() : at != m_stops.begin()) {
        at += direction;
        if (std::abs(m_frame.x(*at) - from) >= leastStep)
            break;
    }
    moveTo(*at, true);
}

void BurnDownChart::hideCrosshair()
{
    if (!m_reading)
        return;
    m_reading.reset();
    Q_EMIT readingChanged({});
    viewport()->update();
}

void BurnDownChart::drawBackground(QPainter* painter, const QRectF&)
{
    if (!m_plot.actual.empty())
        BurnDownPainter(*painter, m_view, m_plot, m_frame, m_colours, axisFont(), m_range).drawBehind();
}

void BurnDownChart::drawForeground(QPainter* painter, const QRectF&)
{
    if (m_plot.actual.empty())
        return;
    BurnDownPainter draw(*painter, m_view, m_plot, m_frame, m_colours, axisFont(), m_range);
    draw.drawBefore();
    if (m_reading)
        draw.drawCrosshair(*m_reading);
    if (hasFocus()) {
        painter->setPen(QPen(m_colours.actual, 2));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(QRectF(viewport()->rect()).adjusted(1, 1, -1, -1), 6, 6);
    }
}

void BurnDownChart::resizeEvent(QResizeEvent* event)
{
    QChartView::resizeEvent(event);
    layOut();
}

void BurnDownChart::changeEvent(QEvent* event)
{
    QChartView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
        restyle();
        layOut();
    }
}

void BurnDownChart::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Left: step(-1); return;
    case Qt::Key_Right: step(1); return;
    case Qt::Key_Home: moveTo(m_plot.shown.start, true); return;
    case Qt::Key_End: moveTo(m_plot.shown.end, true); return;
    case Qt::Key_Escape:
        if (m_reading) {
            hideCrosshair();
            return;
        }
        break;
    default: break;
    }
    event->ignore();
}

void BurnDownChart::mouseMoveEvent(QMouseEvent* event)
{
    if (m_frame.plot.adjusted(-4, 0, 4, m_frame.laneHeight).contains(event->position()))
        moveTo(m_frame.at(event->position().x()), false);
    else
        hideCrosshair();
}

void BurnDownChart::mousePressEvent(QMouseEvent* event) { mouseMoveEvent(event); }

void BurnDownChart::wheelEvent(QWheelEvent* event) { event->ignore(); }

void BurnDownChart::focusOutEvent(QFocusEvent* event)
{
    QChartView::focusOutEvent(event);
    hideCrosshair();
    viewport()->update();
}

bool BurnDownChart::viewportEvent(QEvent* event)
{
    if (event->type() == QEvent::Leave)
        hideCrosshair();
    return QChartView::viewportEvent(event);
}

} // namespace fuseboard
