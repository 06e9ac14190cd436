// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/combofield.h"

#include "theme/icons.h"
#include "theme/tokens.h"
#include "theme/variant.h"

#include <QPainter>

namespace fuseboard {

ComboField::ComboField(QWidget* parent)
    : QComboBox(parent)
{
    setVariant(this, "field");
}

void ComboField::paintEvent(QPaintEvent* event)
{
    QComboBox::paintEvent(event);
    constexpr int size = 14;
    constexpr int margin = 9;
    const int left = layoutDirection() == Qt::RightToLeft ? margin : width() - margin - size;
    const Tokens& tokens = tokensOf(this);
    QPainter painter(this);
    painter.drawPixmap(left, (height() - size) / 2,
        iconPixmap(Icon::Chevron, isEnabled() ? tokens.secondary : tokens.hint, size, devicePixelRatioF()));
}

} // namespace fuseboard
