// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/burndownpainter.h"

#include "text/moneytext.h"
#include "text/timetext.h"
#include "charts/markglyph.h"
#include "charts/readingcard.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace fuseboard {
namespace {

constexpr qreal markRadius = 10;
constexpr qreal pillPadding = 8;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(BurnDownChart)
};

QColor withAlpha(QColor colour, float alpha)
{
    colour.setAlphaF(alpha);
    return colour;
}

/// One-pixel lines are drawn through pixel centres, or they blur.
qreal crisp(qreal at) { return std::floor(at) + 0.5; }

} // namespace

BurnDownPainter::BurnDownPainter(QPainter& painter, const BurnDownView& view, const BurnDownPlot& plot, const PlotFrame& frame,
    const Tokens& colours, const QFont& font, ChartRange range)
    : m_painter(painter)
    , m_view(view)
    , m_plot(plot)
    , m_frame(frame)
    , m_colours(colours)
    , m_font(font)
    , m_strong(font)
    , m_range(range)
{
    m_strong.setWeight(QFont::DemiBold);
    painter.setRenderHint(QPainter::Antialiasing);
}

void BurnDownPainter::drawBehind()
{
    drawWeekends();
    drawGrid();
    drawDays();
    drawGap();
}

void BurnDownPainter::drawBefore()
{
    drawBudget();
    drawMarks();
    drawRestated();
    drawToday();
    drawRunOut();
}

qreal BurnDownPainter::labelRow() const
{
    return m_frame.plot.bottom() + m_frame.laneHeight + QFontMetricsF(m_font).height() * 0.7;
}

bool BurnDownPainter::nowIsShown() const
{
    return m_frame.shown.contains(m_view.input.now) && m_view.input.period.contains(m_view.input.now);
}

std::optional<Instant> BurnDownPainter::shownRunOut() const
{
    const auto runsOut = m_view.forecast();
    if (!runsOut || !m_frame.shown.contains(*runsOut) || m_plot.cumulative || m_frame.lowNano > 0)
        return std::nullopt;
    return runsOut;
}

QString BurnDownPainter::runOutText() const
{
    const Instant at = *m_view.forecast();
    const QString day = m_range == ChartRange::day ? clockText(m_view.calendar, at) : dayText(m_view.calendar, at);
    return (m_view.burn.remainingNano.value_or(0) <= 0 ? Words::tr("Spent up %1") : Words::tr("Runs out %1")).arg(day);
}

QSizeF BurnDownPainter::pillSize(const QString& text) const
{
    const QFontMetricsF metrics(m_strong);
    return {metrics.horizontalAdvance(text) + 2 * pillPadding, metrics.height() + 5};
}

QRectF BurnDownPainter::pillAt(Instant at, qreal y, const QString& text) const
{
    const QSizeF size = pillSize(text);
    const qreal half = size.width() / 2;
    const qreal centre = std::clamp(
        m_frame.x(at), m_frame.plot.left() + half, std::max(m_frame.plot.left() + half, m_frame.plot.right() - half));
    return {QPointF(centre - half, y - size.height() / 2), size};
}

QRectF BurnDownPainter::runOutPill() const { return pillAt(*m_view.forecast(), labelRow(), runOutText()); }

/// Of a year they would be stripes that nobody reads. Opaque and on whole pixels: Qt fills anything else with threads, at a
/// tenth of a millisecond each.
void BurnDownPainter::drawWeekends()
{
    constexpr qreal narrowest = 3;
    const QColor band = blend(m_colours.surface, m_colours.text, 0.035);
    for (const Period& day : m_view.calendar.days(m_frame.shown)) {
        if (!m_view.calendar.isWeekend(day.start))
            continue;
        const qreal left = std::max(m_frame.x(day.start), m_frame.plot.left());
        const qreal right = std::min(m_frame.x(day.end), m_frame.plot.right());
        if (right - left >= narrowest)
            m_painter.fillRect(QRectF(left, m_frame.plot.top(), right - left, m_frame.plot.height()).toAlignedRect(), band);
    }
}

void BurnDownPainter::drawGrid()
{
    const int most = std::clamp(static_cast<int>(m_frame.plot.height() / 42), 2, 5);
    const std::int64_t step = tickStep(m_frame.highNano - m_frame.lowNano, most);
    const bool cents = step % 1'000'000'000 != 0;
    m_painter.setFont(m_font);
    std::int64_t tick = m_frame.lowNano / step * step;
    for (tick -= step; tick <= m_frame.highNano; tick += step) {
        if (tick < m_frame.lowNano)
            continue;
        const qreal y = crisp(m_frame.y(tick));
        m_painter.setPen(QPen(tick == 0 ? withAlpha(m_colours.hint, 0.9F) : m_colours.border, 1));
        m_painter.drawLine(QPointF(m_frame.plot.left(), y), QPointF(m_frame.plot.right(), y));
        m_painter.setPen(m_colours.secondary);
        const QRectF label(0, y - 12, m_frame.plot.left() - 10, 24);
        m_painter.drawText(label, Qt::AlignRight | Qt::AlignVCenter,
            (cents ? amountText : wholeText)(Money {tick, m_view.currency}, Bound::exact));
    }
}

void BurnDownPainter::drawDays()
{
    const qreal axis = crisp(m_frame.plot.bottom());
    m_painter.setPen(QPen(m_colours.hint, 1));
    if (m_frame.lowNano >= 0)
        m_painter.drawLine(QPointF(m_frame.plot.left(), axis), QPointF(m_frame.plot.right(), axis));
    std::vector<std::pair<Instant, QString>> ticks;
    const auto days = m_view.calendar.days(m_frame.shown);
    if (m_range == ChartRange::day) {
        for (const Period& day : days)
            for (Instant at = day.start; at < day.end; at += std::chrono::hours(4))
                ticks.emplace_back(at, clockText(m_view.calendar, at));
    } else {
        const std::size_t every = m_range == ChartRange::period && days.size() > 8 ? days.size() / 6 : 1;
        for (std::size_t i = 0; i < days.size(); i += every)
            ticks.emplace_back(days[i].start, dayText(m_view.calendar, days[i].start));
    }
    m_painter.setFont(m_font);
    const QFontMetricsF metrics(m_font);
    const QRectF taken = shownRunOut() ? runOutPill().adjusted(-6, 0, 6, 0) : QRectF();
    qreal free = -1e9;
    for (const auto& [at, text] : ticks) {
        if (at < m_frame.shown.start || at > m_frame.shown.end)
            continue;
        const qreal x = crisp(m_frame.x(at));
        m_painter.setPen(QPen(m_colours.hint, 1));
        m_painter.drawLine(QPointF(x, m_frame.plot.bottom()), QPointF(x, m_frame.plot.bottom() + 4));
        const qreal width = metrics.horizontalAdvance(text);
        const QRectF label(x - width / 2 - 2, labelRow() - 12, width + 4, 24);
        if (label.left() < free || label.right() > m_frame.plot.right() + 14 || label.intersects(taken))
            continue;
        free = label.right() + 8;
        m_painter.setPen(m_colours.secondary);
        m_painter.drawText(label, Qt::AlignCenter, text);
    }
}

void BurnDownPainter::drawGap()
{
    if (!m_view.staleSince)
        return;
    const qreal left = std::max(m_frame.x(*m_view.staleSince), m_frame.plot.left());
    const qreal right = std::min(m_frame.x(m_view.input.now), m_frame.plot.right());
    if (right <= left)
        return;
    m_painter.fillRect(QRectF(left, m_frame.plot.top(), right - left, m_frame.plot.height()),
        QBrush(withAlpha(m_colours.textWarn, 0.55F), Qt::BDiagPattern));
}

void BurnDownPainter::drawBudget()
{
    if (m_plot.budget.empty())
        return;
    m_painter.save();
    m_painter.setClipRect(m_frame.plot.adjusted(-1, -1, 1, 1));
    m_painter.setRenderHint(QPainter::Antialiasing, false);
    QPolygonF line;
    for (const PlotPoint& point : m_plot.budget)
        line << m_frame.place(point);
    m_painter.setPen(QPen(m_colours.text, 1.6));
    m_painter.drawPolyline(line);
    m_painter.restore();
    const std::int64_t last = m_plot.budget.back().nano;
    if (last > m_frame.highNano || last < m_frame.lowNano)
        return;
    m_painter.setFont(m_strong);
    m_painter.setPen(m_colours.secondary);
    const QString text = Words::tr("Budget %1").arg(amountText(Money {last, m_view.currency}));
    const qreal width = QFontMetricsF(m_strong).horizontalAdvance(text);
    QRectF place(m_frame.plot.right() - width - 6, m_frame.y(last) + 2, width + 2, 20);
    // Beside the line of today, and below its pill.
    if (const qreal now = m_frame.x(m_view.input.now); nowIsShown() && now > place.left() - 4 && now < place.right() + 4)
        place.moveRight(now - 6);
    if (const QRectF today = todayPill(); place.intersects(today))
        place.moveTop(today.bottom() + 1);
    m_painter.drawText(place, Qt::AlignRight | Qt::AlignVCenter, text);
}

void BurnDownPainter::drawMarks()
{
    std::vector<const ChartMark*> marks;
    std::vector<qreal> places;
    for (const ChartMark& mark : m_view.marks)
        if (m_frame.shown.contains(mark.at) && mark.at <= m_view.input.now) {
            marks.push_back(&mark);
            places.push_back(m_frame.x(mark.at));
        }
    const auto spread = spreadMarks(places, 2 * markRadius + 3);
    for (std::size_t i = 0; i < marks.size(); ++i) {
        const bool freeze = marks[i]->kind == ChartMarkKind::freeze;
        const QColor ink = freeze                       ? m_colours.textFrozen
            : marks[i]->kind == ChartMarkKind::incident ? m_colours.textWarn
                                                        : m_colours.textUnknown;
        m_painter.setPen(QPen(withAlpha(ink, 0.8F), 1, Qt::DotLine));
        const qreal x = crisp(places[i]);
        m_painter.drawLine(QPointF(x, m_frame.plot.top() + 26), QPointF(x, m_frame.plot.bottom()));
        if (spread[i] >= m_frame.plot.left() - markRadius)
            drawMark(m_painter, marks[i]->kind, {spread[i], m_frame.plot.bottom() + m_frame.laneHeight / 2 + 1}, markRadius,
                ink, m_colours.surface);
    }
}

/// Small triangles that stand on the axis at the days' noons: many may be there, and none moves away from its day.
void BurnDownPainter::drawRestated()
{
    constexpr qreal width = 4, height = 7;
    m_painter.setPen(QPen(m_colours.surface, 1));
    m_painter.setBrush(m_colours.textUnknown);
    for (const RestatedDay& day : m_view.restated) {
        const Instant noon = m_view.calendar.startOf(std::chrono::floor<std::chrono::days>(day.day)) + std::chrono::hours(12);
        if (!m_frame.shown.contains(noon))
            continue;
        const QPointF foot(m_frame.x(noon), m_frame.plot.bottom());
        m_painter.drawPolygon(QPolygonF {foot - QPointF(width, 0), foot - QPointF(0, height), foot + QPointF(width, 0)});
    }
}

QString BurnDownPainter::todayText() const { return m_range == ChartRange::day ? Words::tr("Now") : Words::tr("Today"); }

QRectF BurnDownPainter::todayPill() const
{
    if (!nowIsShown())
        return {};
    return pillAt(m_view.input.now, m_frame.plot.top() + 8, todayText());
}

void BurnDownPainter::drawToday()
{
    const PlotPoint end = m_plot.actual.back();
    if (nowIsShown()) {
        const qreal x = crisp(m_frame.x(m_view.input.now));
        m_painter.setPen(QPen(m_colours.text, 1, Qt::CustomDashLine));
        QPen pen(m_colours.text, 1);
        pen.setDashPattern({2, 3});
        m_painter.setPen(pen);
        m_painter.drawLine(QPointF(x, m_frame.plot.top() + 8), QPointF(x, m_frame.plot.bottom()));
    }
    if (end.at >= m_frame.shown.start && end.at <= m_frame.shown.end) {
        m_painter.setPen(QPen(m_colours.surface, 2));
        m_painter.setBrush(m_colours.actual);
        m_painter.drawEllipse(m_frame.place(end), 5, 5);
    }
    if (nowIsShown())
        drawPill(todayPill().center(), todayText(), m_colours.text, m_colours.surface2, m_colours.border);
    if (m_view.staleSince) {
        const QString text = Words::tr("No data");
        const qreal half = QFontMetricsF(m_strong).horizontalAdvance(text) / 2 + pillPadding;
        const qreal left = m_frame.x(*m_view.staleSince);
        const qreal right = m_frame.x(m_view.input.now);
        const qreal centre = right - left > 2 * half + 8 ? (left + right) / 2 : left - half - 6;
        drawPill({std::max(centre, m_frame.plot.left() + half), m_frame.plot.top() + 36}, text, m_colours.textWarn,
            m_colours.surface, m_colours.textWarn);
    }
}

void BurnDownPainter::drawRunOut()
{
    const auto runsOut = shownRunOut();
    if (!runsOut)
        return;
    const QPointF at(m_frame.x(*runsOut), m_frame.y(0));
    constexpr qreal r = 7;
    m_painter.setPen(QPen(m_colours.surface, 1.5));
    m_painter.setBrush(m_colours.runOut);
    m_painter.drawPolygon(QPolygonF {at - QPointF(0, r), at + QPointF(r, 0), at + QPointF(0, r), at - QPointF(r, 0)});
    drawPill(runOutPill().center(), runOutText(), m_colours.runOut, m_colours.surface, m_colours.runOut);
}

void BurnDownPainter::drawPill(QPointF centre, const QString& text, const QColor& ink, const QColor& fill, const QColor& edge)
{
    const QSizeF size = pillSize(text);
    QRectF box(
        QPointF(std::floor(centre.x() - size.width() / 2) + 0.5, std::floor(centre.y() - size.height() / 2) + 0.5), size);
    const bool coloured = ink == edge;
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(fill);
    m_painter.drawRoundedRect(box, size.height() / 2, size.height() / 2);
    m_painter.setPen(QPen(coloured ? withAlpha(edge, 0.55F) : edge, 1));
    m_painter.setBrush(coloured ? QBrush(withAlpha(ink, m_colours.dark ? 0.22F : 0.11F)) : QBrush(Qt::NoBrush));
    m_painter.drawRoundedRect(box, size.height() / 2, size.height() / 2);
    m_painter.setFont(m_strong);
    m_painter.setPen(ink);
    m_painter.drawText(box, Qt::AlignCenter, text);
}

void BurnDownPainter::drawCrosshair(const ChartReading& reading)
{
    const qreal x = crisp(m_frame.x(reading.at));
    m_painter.setPen(QPen(m_colours.secondary, 1));
    m_painter.drawLine(QPointF(x, m_frame.plot.top()), QPointF(x, m_frame.plot.bottom()));
    if (const auto height = reading.actualNano ? reading.actualNano
            : reading.forecastNano             ? reading.forecastNano
                                               : reading.evenPaceNano) {
        m_painter.setPen(QPen(m_colours.surface, 2));
        m_painter.setBrush(m_colours.secondary);
        m_painter.drawEllipse(QPointF(x, m_frame.y(*height)), 5, 5);
    }
    drawReadingCard(m_painter, reading, m_view, m_frame, m_colours, m_font);
}

} // namespace fuseboard
