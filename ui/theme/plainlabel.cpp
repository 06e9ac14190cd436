// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/plainlabel.h"

#include <QStyle>
#include <QVariant>

namespace fuseboard {

PlainLabel::PlainLabel(const QString& variant, QWidget* parent)
    : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    if (!variant.isEmpty())
        setProperty("variant", variant);
}

void PlainLabel::setTone(const QString& tone) { setStyled(*this, "tone", tone); }

void setStyled(QWidget& widget, const char* name, const QString& value)
{
    if (widget.property(name).toString() == value)
        return;
    widget.setProperty(name, value);
    widget.style()->unpolish(&widget);
    widget.style()->polish(&widget);
    widget.update();
}

} // namespace fuseboard
