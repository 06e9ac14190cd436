// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace fuseboard {

/// A label whose text is plain whatever it contains (SAFETY SE5), with a `variant` of the style sheet.
class PlainLabel : public QLabel {
    Q_OBJECT
public:
    explicit PlainLabel(const QString& variant = {}, QWidget* parent = nullptr);
    /// Sets the severity its colour says; the style sheet is asked again only where it differs.
    void setTone(const QString& tone);
};

/// Sets a property the style sheet selects by and polishes the widget again, where it differs.
void setStyled(QWidget& widget, const char* name, const QString& value);

} // namespace fuseboard
