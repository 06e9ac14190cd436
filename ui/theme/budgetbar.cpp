// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/budgetbar.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace fuseboard {

void paintBudgetBar(QPainter& painter, const QRectF& rect, const BarLook& bar, const Tokens& tokens, qreal thickness,
    Qt::LayoutDirection direction)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    if (direction == Qt::RightToLeft) {
        painter.translate(rect.left() + rect.right(), 0);
        painter.scale(-1, 1);
    }
    const QRectF track(rect.left(), rect.center().y() - thickness / 2, rect.width(), thickness);
    const qreal round = std::min<qreal>(thickness / 2, 3);
    painter.setPen(Qt::NoPen);
    painter.setBrush(tokens.scheme == Scheme::dark ? tokens.border : mixed(tokens.border, tokens.surface, 700));
    painter.drawRoundedRect(track, round, round);

    QRectF spent = track;
    spent.setWidth(track.width() * std::clamp(bar.spentThousandths, 0, 1000) / 1000.0);
    if (spent.width() >= 1) {
        const QColor fill = tokens.fill(bar.severity);
        QPainterPath shape;
        shape.addRoundedRect(spent, round, round);
        if (bar.hatched) {
            painter.fillPath(shape, mixed(fill, tokens.surface, 300));
            painter.setClipPath(shape);
            painter.setPen(QPen(fill, 2.2));
            for (qreal x = spent.left() - thickness; x < spent.right() + thickness; x += 5.5)
                painter.drawLine(QPointF(x, spent.bottom() + 1), QPointF(x + thickness + 2, spent.top() - 1));
            painter.setClipping(false);
        } else {
            painter.fillPath(shape, fill);
        }
    }
    if (bar.tickThousandths >= 0) {
        const qreal x = track.left() + track.width() * std::min(bar.tickThousandths, 1000) / 1000.0;
        // A light edge parts the tick from a fill of similar darkness.
        painter.fillRect(QRectF(x - 2, track.top() - 3, 4, thickness + 6), tokens.surface);
        painter.fillRect(QRectF(x - 1, track.top() - 3, 2, thickness + 6), tokens.text);
    }
    painter.restore();
}

} // namespace fuseboard
