// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/tonedframe.h"

namespace fuseboard {

class TextLabel;

/// Says that this is not the person's money. Nobody can close it.
class SandboxStrip : public TonedFrame {
    Q_OBJECT
public:
    explicit SandboxStrip(QWidget* parent = nullptr);

    /// Beside the name of the strip; empty: what a sandbox is.
    void setText(const QString& hint);

Q_SIGNALS:
    void connectOwnPressed();

private:
    TextLabel* m_text;
};

} // namespace fuseboard
