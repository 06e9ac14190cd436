// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/markglyph.h"

#include "theme/icons.h"

#include <QPainter>

#include <algorithm>

namespace fuseboard {
namespace {

void drawArrow(QPainter& painter, QPointF c, qreal r)
{
    painter.drawEllipse(c, r * 0.58, r * 0.58);
    painter.drawLine(c + QPointF(0, r * 0.32), c - QPointF(0, r * 0.3));
    painter.drawPolyline(
        QPolygonF {c + QPointF(-r * 0.22, -r * 0.08), c - QPointF(0, r * 0.3), c + QPointF(r * 0.22, -r * 0.08)});
}

void drawIcon(QPainter& painter, Icon name, QPointF centre, const QColor& ink)
{
    constexpr qreal size = 13;
    paintIcon(painter, name, QRectF(centre - QPointF(size / 2, size / 2), QSizeF(size, size)), ink);
}

} // namespace

void drawMark(QPainter& painter, ChartMarkKind kind, QPointF centre, qreal radius, const QColor& ink, const QColor& surface)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    QColor tint = ink;
    tint.setAlphaF(0.14F);
    QColor edge = ink;
    edge.setAlphaF(0.6F);
    painter.setPen(Qt::NoPen);
    painter.setBrush(surface);
    painter.drawEllipse(centre, radius, radius);
    painter.setPen(QPen(edge, 1));
    painter.setBrush(tint);
    painter.drawEllipse(centre, radius, radius);
    painter.setPen(QPen(ink, 1.3, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    switch (kind) {
    case ChartMarkKind::budgetChange: drawArrow(painter, centre, radius); break;
    case ChartMarkKind::freeze: drawIcon(painter, Icon::Snowflake, centre, ink); break;
    case ChartMarkKind::incident: drawIcon(painter, Icon::Warning, centre, ink); break;
    }
    painter.restore();
}

std::vector<qreal> spreadMarks(std::vector<qreal> places, qreal apart)
{
    for (std::size_t i = places.size(); i-- > 1;)
        places[i - 1] = std::min(places[i - 1], places[i] - apart);
    return places;
}

} // namespace fuseboard
