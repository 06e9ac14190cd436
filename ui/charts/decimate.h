// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QPointF>

namespace fuseboard {

/// The same line with at most two points in each of `columns` equal columns between `from` and `to` on the x axis:
/// the lowest and the highest, in order. Besides them the line's first and last point stay.
QList<QPointF> decimate(const QList<QPointF>& line, qreal from, qreal to, int columns);

/// The same line without points that lie within `tolerance` (of the y axis) above or below the straight line between those that
/// stay. Its first and last point stay, and so does a step straight up or down.
QList<QPointF> withoutStraight(const QList<QPointF>& line, qreal tolerance);

} // namespace fuseboard
