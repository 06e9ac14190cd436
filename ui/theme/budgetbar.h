// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/tokens.h"

#include <QRectF>

class QPainter;

namespace fuseboard {

/// A budget as a bar: how much is spent, where even pace stands, and whether the figure is a firm one.
struct BarLook {
    int spentThousandths = 0; ///< of the budget; drawn up to 1000
    int tickThousandths = -1; ///< even pace; negative: none
    Severity severity = Severity::ok;
    bool hatched = false; ///< frozen, freezing, partly proved, stale, no data
};

/// The bar lies in the middle of the rectangle, `thickness` high; the tick reaches over it.
void paintBudgetBar(QPainter& painter, const QRectF& rect, const BarLook& bar, const Tokens& tokens, qreal thickness,
    Qt::LayoutDirection direction = Qt::LeftToRight);

} // namespace fuseboard
