// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/chip.h"
#include "theme/icons.h"
#include "theme/tokens.h"

#include <QBrush>
#include <QFont>
#include <QSize>
#include <QString>

class QPainter;
class QRect;

namespace fuseboard {

/// How a chip and its row's bar look in a scheme.
struct ChipLook {
    Icon icon = Icon::Unknown;
    QColor text, background;
    QColor fill; ///< of the row's bar
    bool hatched = false; ///< the bar is hatched, so that colour is not alone
};
ChipLook chipLook(const Chip& chip, const Tokens& tokens);

/// A pill with icon and words. `font` is the user's font; the chip scales it.
QSize chipSize(const QString& words, const QFont& font);
void paintChip(QPainter& painter, const QRect& rect, const ChipLook& look, const QString& words, const QFont& font,
    Qt::LayoutDirection direction);
/// Diagonal stripes of a colour on the track, for bars of what is not plainly measured or allowed.
QBrush hatch(const QColor& colour, const QColor& track);

} // namespace fuseboard
