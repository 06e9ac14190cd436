// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/tonedframe.h"

namespace fuseboard {

/// Says that this is not the person's money. Nobody can close it.
class SandboxStrip : public TonedFrame {
    Q_OBJECT
public:
    explicit SandboxStrip(QWidget* parent = nullptr);

Q_SIGNALS:
    void connectOwnPressed();
};

} // namespace fuseboard
