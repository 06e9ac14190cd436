// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/chippainter.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QStyle>

#include <cmath>

namespace fuseboard {
namespace {

constexpr qreal sidePadding = 7;
constexpr qreal gap = 5;

qreal iconSide(const QFontMetricsF& metrics) { return std::round(metrics.ascent() + 1); }

} // namespace

QFont chipFont(const QFont& font)
{
    QFont small = font;
    small.setPointSizeF(font.pointSizeF() * 0.85);
    small.setWeight(QFont::DemiBold);
    return small;
}

QSizeF chipSize(const ChipLook& chip, const QFont& font)
{
    const QFontMetricsF metrics(chipFont(font));
    const qreal width = 2 * sidePadding + iconSide(metrics) + gap + metrics.horizontalAdvance(chip.text) + 1;
    return {std::ceil(width), std::ceil(metrics.height() + 5)};
}

void paintChip(QPainter& painter, const QRectF& rect, const ChipLook& chip, const QFont& font, const Tokens& tokens,
    Qt::LayoutDirection direction)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor ink =
        chip.solid ? (tokens.scheme == Scheme::dark ? tokens.onAccent : tokens.onDanger) : tokens.textOf(chip.severity);
    // A solid chip carries text of 4.5:1; the lighter fill of dark schemes carries dark text.
    const QColor ground = chip.solid
        ? (tokens.scheme == Scheme::dark ? tokens.fill(chip.severity) : tokens.textOf(chip.severity))
        : tokens.tint(chip.severity);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ground);
    painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2);

    const QFont small = chipFont(font);
    const QFontMetricsF metrics(small);
    const qreal side = iconSide(metrics);
    const bool mirrored = direction == Qt::RightToLeft;
    const qreal iconLeft = mirrored ? rect.right() - sidePadding - side : rect.left() + sidePadding;
    paintIcon(painter, chip.icon, QRectF(iconLeft, rect.center().y() - side / 2, side, side), ink);
    QRectF words = rect.adjusted(sidePadding, 0, -sidePadding, 0);
    if (mirrored)
        words.setRight(iconLeft - gap);
    else
        words.setLeft(iconLeft + side + gap);
    painter.setFont(small);
    painter.setPen(ink);
    const QString text = metrics.horizontalAdvance(chip.text) <= words.width() + 1
        ? chip.text
        : metrics.elidedText(chip.text, Qt::ElideRight, words.width());
    const int edge = mirrored ? Qt::AlignRight : Qt::AlignLeft;
    painter.drawText(words, edge | Qt::AlignVCenter | Qt::TextSingleLine, text);
    painter.restore();
}

} // namespace fuseboard
