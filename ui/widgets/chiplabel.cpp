// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/chiplabel.h"

#include "theme/tokens.h"

#include <QApplication>
#include <QPainter>

namespace fuseboard {

ChipLabel::ChipLabel(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void ChipLabel::setChip(const Chip& chip)
{
    m_look = chipLook(chip);
    setAccessibleName(tr("State: %1").arg(m_look.text));
    updateGeometry();
    update();
}

QSize ChipLabel::sizeHint() const { return chipSize(m_look, QApplication::font()); }

void ChipLabel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintChip(painter, rect(), m_look, tokensOf(this), QApplication::font());
}

} // namespace fuseboard
