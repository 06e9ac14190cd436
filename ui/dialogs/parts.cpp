// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/parts.h"

#include "theme/variant.h"
#include "widgets/combofield.h"

#include <QCoreApplication>

namespace fuseboard {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(DialogParts)
};

} // namespace

QLabel* plainLabel(const QString& text, const char* variant)
{
    auto* label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    if (variant)
        setVariant(label, variant);
    return label;
}

QLabel* plainParagraph(const QString& text, const char* variant)
{
    QLabel* label = plainLabel(text, variant);
    label->setWordWrap(true);
    return label;
}

QPushButton* plainButton(const QString& text, const char* variant)
{
    auto* button = new QPushButton(text);
    button->setAutoDefault(false);
    setVariant(button, variant);
    return button;
}

QPushButton* cancelButton(QDialog& dialog)
{
    QPushButton* button = plainButton(Words::tr("Cancel"));
    QObject::connect(button, &QPushButton::clicked, &dialog, &QDialog::reject);
    return button;
}

QComboBox* namedBox(const QString& accessibleName)
{
    auto* box = new ComboField;
    box->setAccessibleName(accessibleName);
    return box;
}

QLineEdit* namedEdit(const QString& accessibleName, const QString& text)
{
    auto* edit = new QLineEdit(text);
    edit->setAccessibleName(accessibleName);
    setVariant(edit, "field");
    return edit;
}

void showFault(QLabel* label, const QString& sentence)
{
    label->setText(sentence);
    label->setVisible(!sentence.isEmpty());
}

} // namespace fuseboard
