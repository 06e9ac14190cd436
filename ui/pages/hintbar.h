// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/tonedframe.h"

namespace fuseboard {

class IconLabel;
class TextLabel;

/// One line that says what was done, or which button to press next. Hidden while there is nothing to say.
class HintBar : public TonedFrame {
    Q_OBJECT
public:
    explicit HintBar(QWidget* parent = nullptr);

    void setHint(const QString& text);

Q_SIGNALS:
    void closePressed();

private:
    TextLabel* m_text;
};

} // namespace fuseboard
