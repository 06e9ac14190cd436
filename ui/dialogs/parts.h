// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace fuseboard {

/// Text as it is: nothing from outside is ever read as markup (`SAFETY.md` SE5).
QLabel* plainLabel(const QString& text, const char* variant = nullptr);
/// A label that may break into lines.
QLabel* plainParagraph(const QString& text, const char* variant = nullptr);
QPushButton* plainButton(const QString& text, const char* variant = "outline");
/// Closes the dialog, and nothing is done.
QPushButton* cancelButton(QDialog& dialog);
QComboBox* namedBox(const QString& accessibleName);
QLineEdit* namedEdit(const QString& accessibleName, const QString& text = {});
/// The sentence under a form that says what is wrong; empty hides it.
void showFault(QLabel* label, const QString& sentence);

} // namespace fuseboard
