// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/tonedframe.h"

namespace fuseboard {

class IconLabel;
class TextLabel;

/// One line that tells a newcomer which button to press. Hidden while there is nothing to say.
class HintBar : public TonedFrame {
    Q_OBJECT
public:
    explicit HintBar(QWidget* parent = nullptr);

    [[nodiscard]] QString hint() const;
    void setHint(const QString& text);

private:
    TextLabel* m_text;
};

} // namespace fuseboard
