// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/chiplabel.h"

#include "text/chiptext.h"
#include "theme/chiplook.h"

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
    m_chip = chip;
    m_words = chipText(chip, ChipWords::full);
    setAccessibleName(tr("State: %1").arg(m_words));
    updateGeometry();
    update();
}

QSize ChipLabel::sizeHint() const { return chipSize(m_words, QApplication::font()); }

void ChipLabel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintChip(painter, rect(), chipLook(m_chip, tokensOf(this)), m_words, QApplication::font(), layoutDirection());
}

} // namespace fuseboard
