// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>

namespace fuseboard {

/// A combo box with the look of a field and our own chevron; style sheets can't draw one without an image file.
class ComboField : public QComboBox {
    Q_OBJECT
public:
    explicit ComboField(QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace fuseboard
