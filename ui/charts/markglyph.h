// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/burndownview.h"

#include <QColor>
#include <QPointF>

#include <vector>

class QPainter;

namespace fuseboard {

/// Draws a mark's sign in a circle of this radius. Each kind has its own shape, not only its own colour.
void drawMark(QPainter& painter, ChartMarkKind kind, QPointF centre, qreal radius, const QColor& ink, const QColor& surface);

/// Where marks at these ascending places go so that none overlaps: the newest keeps its place, older ones move left.
std::vector<qreal> spreadMarks(std::vector<qreal> places, qreal apart);

} // namespace fuseboard
