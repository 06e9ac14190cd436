// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/chiplook.h"

#include "theme/type.h"

#include <QFontMetrics>
#include <QImage>
#include <QPainter>
#include <QtMath>

namespace fuseboard {
namespace {

/// Measures of the pill in the pictures, at 10 pt.
constexpr int iconSize = 13;
constexpr int leadPadding = 7, trailPadding = 9, gap = 6;

/// The icon grows with the font.
int iconSizeFor(const QFont& user) { return qMax(iconSize, qRound(chipHeight(user) * 0.62)); }

ChipLook tinted(Icon icon, const QColor& text, const QColor& fill, bool hatched, const Tokens& tokens)
{
    return {icon, text, tokens.tint(text), fill, hatched};
}

ChipLook solid(Icon icon, const Tokens& tokens) { return {icon, tokens.onSolid(), tokens.solid(), tokens.fillCrit, false}; }

} // namespace

ChipLook chipLook(const Chip& chip, const Tokens& t)
{
    switch (chip.kind) {
    case Chip::Kind::ChangedOutside: return solid(Icon::Changed, t);
    case Chip::Kind::NotProved: return solid(Icon::Alert, t);
    case Chip::Kind::Freezing: return tinted(Icon::Hourglass, t.textFrozen, t.fillFrozen, true, t);
    case Chip::Kind::PartlyProved: return tinted(Icon::HalfCircle, t.textWarn, t.fillWarn, true, t);
    case Chip::Kind::Frozen: return tinted(Icon::Snowflake, t.textFrozen, t.fillFrozen, true, t);
    case Chip::Kind::Resuming: return tinted(Icon::Resume, t.textFrozen, t.fillFrozen, true, t);
    case Chip::Kind::Age: return tinted(Icon::Clock, t.textUnknown, t.fillUnknown, true, t);
    case Chip::Kind::RunsOutEarly: return solid(Icon::RunsOut, t);
    case Chip::Kind::TooEarly: return tinted(Icon::Pending, t.textUnknown, t.fillOk, false, t);
    case Chip::Kind::OnTrack: return tinted(Icon::Check, t.textOk, t.fillOk, false, t);
    case Chip::Kind::NoData: return tinted(Icon::Unknown, t.textUnknown, t.fillUnknown, true, t);
    }
    return {};
}

QSize chipSize(const QString& words, const QFont& font)
{
    // Up to the next pixel and one more: the painter places glyphs at fractions of pixels.
    const int text = qCeil(QFontMetricsF(fontFor(TypeRole::Chip, font)).horizontalAdvance(words)) + 1;
    return {leadPadding + iconSizeFor(font) + gap + text + trailPadding, chipHeight(font)};
}

void paintChip(QPainter& painter, const QRect& rect, const ChipLook& look, const QString& words, const QFont& font,
    Qt::LayoutDirection direction)
{
    const int side = iconSizeFor(font);
    const auto placed = [&](int x, int width) {
        return direction == Qt::RightToLeft ? rect.right() + 1 - x - width : rect.x() + x;
    };
    const int textX = leadPadding + side + gap;
    const int textWidth = rect.width() - textX - trailPadding;
    const QFont chipFont = fontFor(TypeRole::Chip, font);

    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(look.background);
    painter.drawRoundedRect(rect, rect.height() / 2.0, rect.height() / 2.0);
    const qreal scale = painter.device()->devicePixelRatio();
    painter.drawPixmap(
        placed(leadPadding, side), rect.y() + (rect.height() - side) / 2, iconPixmap(look.icon, look.text, side, scale));
    painter.setPen(look.text);
    painter.setFont(chipFont);
    const QString fitting = QFontMetricsF(chipFont).elidedText(words, Qt::ElideRight, textWidth);
    painter.drawText(QRect(placed(textX, textWidth), rect.y(), textWidth, rect.height()),
        static_cast<int>(Qt::AlignVCenter | Qt::TextSingleLine)
            | static_cast<int>(direction == Qt::RightToLeft ? Qt::AlignRight : Qt::AlignLeft),
        fitting);
    painter.restore();
}

QBrush hatch(const QColor& colour, const QColor& track)
{
    // Stripes at 45°, 5 pixels of colour and 3 of track.
    constexpr int period = 8, stripe = 5;
    QImage tile(period, period, QImage::Format_RGB32);
    for (int y = 0; y < period; ++y)
        for (int x = 0; x < period; ++x)
            tile.setPixelColor(x, y, (x + y) % period < stripe ? colour : track);
    return QBrush(tile);
}

} // namespace fuseboard
