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
    /// Another variant: "crit", "ok", "secondary".
    void setTone(const QString& tone);
};

} // namespace fuseboard
