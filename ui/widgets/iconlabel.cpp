// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/iconlabel.h"

#include "theme/tokens.h"

#include <QPainter>

namespace fuseboard {

IconLabel::IconLabel(int size, QWidget* parent)
    : QWidget(parent)
    , m_size(size)
{
    setFixedSize(size, size);
}

void IconLabel::setIcon(Icon icon, Tone tone)
{
    if (icon == m_icon && tone == m_tone)
        return;
    m_icon = icon;
    m_tone = tone;
    update();
}

QSize IconLabel::sizeHint() const { return {m_size, m_size}; }

void IconLabel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.drawPixmap(0, 0, iconPixmap(m_icon, textColour(tokensOf(this), m_tone), m_size, devicePixelRatioF()));
}

} // namespace fuseboard
