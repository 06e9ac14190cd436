// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/variant.h"

#include <QGuiApplication>
#include <QStyle>
#include <QVariant>
#include <QWidget>

namespace fuseboard {

void setLook(QWidget* widget, const char* property, const QString& look)
{
    if (widget->property(property).toString() == look)
        return;
    widget->setProperty(property, look);
    // The style sheet matches dynamic properties only when it polishes.
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
    widget->updateGeometry();
    widget->update();
}

void setVariant(QWidget* widget, const char* variant) { setLook(widget, "variant", QString::fromLatin1(variant)); }

void joinSegments(const std::vector<QWidget*>& buttons)
{
    // The style sheet knows left and right, not first and last.
    const bool mirrored = QGuiApplication::isRightToLeft();
    for (QWidget* button : buttons) {
        const char* edge = buttons.size() == 1                        ? "only"
            : button == (mirrored ? buttons.back() : buttons.front()) ? "first"
            : button == (mirrored ? buttons.front() : buttons.back()) ? "last"
                                                                      : "middle";
        setLook(button, "edge", QString::fromLatin1(edge));
        setVariant(button, "segmented");
    }
}

} // namespace fuseboard
