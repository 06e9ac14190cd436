// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/markglyph.h"

#include <QPainter>

#include <algorithm>
#include <numbers>

namespace fuseboard {
namespace {

void drawArrow(QPainter& painter, QPointF c, qreal r)
{
    painter.drawEllipse(c, r * 0.58, r * 0.58);
    painter.drawLine(c + QPointF(0, r * 0.32), c - QPointF(0, r * 0.3));
    painter.drawPolyline(
        QPolygonF {c + QPointF(-r * 0.22, -r * 0.08), c - QPointF(0, r * 0.3), c + QPointF(r * 0.22, -r * 0.08)});
}

void drawSnowflake(QPainter& painter, QPointF c, qreal r)
{
    for (int arm = 0; arm < 6; ++arm) {
        const qreal angle = std::numbers::pi / 3 * arm + std::numbers::pi / 6;
        const QPointF along(std::cos(angle), std::sin(angle));
        const QPointF fork = c + along * r * 0.36;
        painter.drawLine(c, c + along * r * 0.6);
        for (const qreal turn : {-0.8, 0.8})
            painter.drawLine(fork, fork + QPointF(std::cos(angle + turn), std::sin(angle + turn)) * r * 0.24);
    }
}

void drawWarning(QPainter& painter, QPointF c, qreal r)
{
    painter.drawPolygon(
        QPolygonF {c + QPointF(0, -r * 0.56), c + QPointF(r * 0.58, r * 0.42), c + QPointF(-r * 0.58, r * 0.42)});
    painter.drawLine(c + QPointF(0, -r * 0.16), c + QPointF(0, r * 0.1));
    painter.drawPoint(c + QPointF(0, r * 0.27));
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
    case ChartMarkKind::freeze: drawSnowflake(painter, centre, radius); break;
    case ChartMarkKind::incident: drawWarning(painter, centre, radius); break;
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
