// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/chiplook.h"

#include "text/chiptext.h"
#include "theme/tokens.h"
#include "theme/type.h"

#include <QFontMetrics>
#include <QPainter>

namespace fuseboard {
namespace {

constexpr int padding = 9;
constexpr int gap = 5;

int iconSize(const QFont& font) { return QFontMetrics(font).ascent() + 1; }

} // namespace

ChipLook chipLook(const Chip& chip)
{
    ChipLook look;
    look.solid = chip.solid();
    look.text = chipText(chip);
    switch (chip.kind) {
    case Chip::Kind::ChangedOutside:
    case Chip::Kind::NotProved:
        look.icon = Icon::Alert;
        look.tone = Tone::crit;
        break;
    case Chip::Kind::Freezing:
        look.icon = Icon::HalfCircle;
        look.tone = Tone::frozen;
        look.hatched = true;
        break;
    case Chip::Kind::PartlyProved:
        look.icon = Icon::HalfCircle;
        look.tone = Tone::warn;
        look.hatched = true;
        break;
    case Chip::Kind::Frozen:
        look.icon = Icon::Snowflake;
        look.tone = Tone::frozen;
        look.hatched = true;
        break;
    case Chip::Kind::Resuming:
        look.icon = Icon::Resume;
        look.tone = Tone::frozen;
        break;
    case Chip::Kind::Age:
        look.icon = Icon::Clock;
        look.hatched = true;
        break;
    case Chip::Kind::RunsOutEarly:
        look.icon = Icon::RunsOut;
        look.tone = Tone::crit;
        break;
    case Chip::Kind::TooEarly: break;
    case Chip::Kind::OnTrack:
        look.icon = Icon::Check;
        look.tone = Tone::ok;
        break;
    case Chip::Kind::NoData: look.hatched = true; break;
    }
    return look;
}

QSize chipSize(const ChipLook& look, const QFont& userFont)
{
    const QFont font = fontFor(TypeRole::Chip, userFont);
    const QFontMetrics metrics(font);
    return {padding + iconSize(font) + gap + metrics.horizontalAdvance(look.text) + padding + 1, metrics.height() + 6};
}

void paintChip(QPainter& painter, const QRect& rect, const ChipLook& look, const Tokens& tokens, const QFont& userFont)
{
    const QFont font = fontFor(TypeRole::Chip, userFont);
    // On the dark theme's light red only dark text has the contrast; on the light theme's dark red only white.
    const QColor ground = !look.solid ? tintColour(tokens, look.tone) : tokens.dark ? fillColour(tokens, look.tone) : textColour(tokens, look.tone);
    const QColor ink = !look.solid ? textColour(tokens, look.tone) : tokens.dark ? tokens.window : tokens.surface;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ground);
    painter.drawRoundedRect(rect, rect.height() / 2.0, rect.height() / 2.0);
    const int size = iconSize(font);
    const bool mirrored = painter.layoutDirection() == Qt::RightToLeft;
    const int iconX = mirrored ? rect.right() - padding - size + 1 : rect.left() + padding;
    painter.drawPixmap(iconX, rect.top() + (rect.height() - size) / 2,
        iconPixmap(look.icon, ink, size, painter.device()->devicePixelRatioF()));
    painter.setFont(font);
    painter.setPen(ink);
    const QRect words = mirrored ? rect.adjusted(padding, 0, -(padding + size + gap), 0) : rect.adjusted(padding + size + gap, 0, -padding, 0);
    painter.drawText(words, Qt::AlignCenter | Qt::TextSingleLine | Qt::TextDontClip, look.text);
    painter.restore();
}

} // namespace fuseboard
