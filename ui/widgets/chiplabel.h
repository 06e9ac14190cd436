// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/chip.h"

#include <QWidget>

namespace fuseboard {

/// A chip as a widget: the state of what a head is about.
class ChipLabel : public QWidget {
    Q_OBJECT
public:
    explicit ChipLabel(QWidget* parent = nullptr);

    [[nodiscard]] QString text() const { return m_words; }
    void setChip(const Chip& chip);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Chip m_chip;
    QString m_words;
};

} // namespace fuseboard
