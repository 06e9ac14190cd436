// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/plainlabel.h"

#include <QLineEdit>
#include <QPushButton>

namespace fuseboard {

/// Text as it is: nothing from outside is ever read as markup (`SAFETY.md` SE5).
PlainLabel* plainLabel(const QString& text, const char* variant = nullptr);
/// A label that may break into lines; `tone` is a severity of the style sheet.
PlainLabel* plainParagraph(const QString& text, const char* variant = nullptr, const char* tone = nullptr);
QPushButton* plainButton(const QString& text, const char* variant = nullptr);
QLineEdit* namedEdit(const QString& accessibleName, const QString& text = {});
/// The sentence under a form that says what is wrong; empty hides it.
void showFault(QLabel* label, const QString& sentence);

} // namespace fuseboard
