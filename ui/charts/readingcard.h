// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chartreading.h"
#include "charts/plotframe.h"
#include "theme/tokens.h"

#include <QFont>

class QPainter;

namespace fuseboard {

/// Draws what the crosshair says as a small card beside it, inside the plot.
void drawReadingCard(QPainter& painter, const ChartReading& reading, const BurnDownView& view, const PlotFrame& frame,
    const Tokens& colours, const QFont& font);

} // namespace fuseboard
