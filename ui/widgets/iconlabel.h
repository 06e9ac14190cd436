// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/icons.h"
#include "widgets/tone.h"

#include <QWidget>

namespace fuseboard {

/// A small icon beside a text that says the same; assistive technology reads the text.
class IconLabel : public QWidget {
    Q_OBJECT
public:
    explicit IconLabel(int size, QWidget* parent = nullptr);

    void setIcon(Icon icon, Tone tone);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    int m_size;
    Icon m_icon = Icon::Unknown;
    Tone m_tone = Tone::secondary;
};

} // namespace fuseboard
