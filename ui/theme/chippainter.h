// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/icons.h"
#include "theme/tokens.h"

#include <QFont>
#include <QString>

namespace fuseboard {

/// What a chip says and how: text, shape and colour together, never colour alone.
struct ChipLook {
    QString text;
    Icon icon = Icon::unknown;
    Severity severity = Severity::unknown;
    bool solid = false; ///< runs out early, not proved, changed outside
};

/// The type of chips: 0.85 of the font, semi-bold.
QFont chipFont(const QFont& font);
/// Its size in this font (the font of the surroundings).
QSizeF chipSize(const ChipLook& chip, const QFont& font);
/// Fills the rectangle; the text is cut with … where it does not fit.
void paintChip(QPainter& painter, const QRectF& rect, const ChipLook& chip, const QFont& font, const Tokens& tokens,
    Qt::LayoutDirection direction = Qt::LeftToRight);

} // namespace fuseboard
