// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/parts.h"

namespace fuseboard {

PlainLabel* plainLabel(const QString& text, const char* variant)
{
    auto* label = new PlainLabel(QString::fromLatin1(variant));
    label->setText(text);
    return label;
}

PlainLabel* plainParagraph(const QString& text, const char* variant, const char* tone)
{
    PlainLabel* label = plainLabel(text, variant);
    label->setWordWrap(true);
    if (tone)
        label->setTone(QString::fromLatin1(tone));
    return label;
}

QPushButton* plainButton(const QString& text, const char* variant)
{
    auto* button = new QPushButton(text);
    button->setAutoDefault(false);
    if (variant)
        button->setProperty("variant", QString::fromLatin1(variant));
    return button;
}

QLineEdit* namedEdit(const QString& accessibleName, const QString& text)
{
    auto* edit = new QLineEdit(text);
    edit->setAccessibleName(accessibleName);
    return edit;
}

void showFault(QLabel* label, const QString& sentence)
{
    label->setText(sentence);
    label->setVisible(!sentence.isEmpty());
}

} // namespace fuseboard
