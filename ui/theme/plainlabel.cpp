// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/plainlabel.h"

#include "theme/variant.h"

namespace fuseboard {

PlainLabel::PlainLabel(const QString& variant, QWidget* parent)
    : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setTone(variant);
}

void PlainLabel::setTone(const QString& tone)
{
    if (!tone.isEmpty() && property("variant").toString() != tone)
        setVariant(this, tone.toLatin1().constData());
}

} // namespace fuseboard
