// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tonedframe.h"

#include "theme/tokens.h"

#include <QPainter>

namespace fuseboard {

TonedFrame::TonedFrame(Tone tone, QWidget* parent)
    : QFrame(parent)
    , m_tone(tone)
{
}

void TonedFrame::setTone(Tone tone)
{
    m_tone = tone;
    update();
}

void TonedFrame::paintEvent(QPaintEvent*)
{
    const Tokens& tokens = tokensOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor line = fillColour(tokens, m_tone);
    line.setAlphaF(0.55F);
    painter.setPen(QPen(line, 1));
    painter.setBrush(tintColour(tokens, m_tone));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
}

} // namespace fuseboard
