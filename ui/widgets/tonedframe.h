// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/tone.h"

#include <QFrame>

namespace fuseboard {

/// A rounded frame tinted with a tone: banner, hint, sandbox strip.
class TonedFrame : public QFrame {
    Q_OBJECT
public:
    explicit TonedFrame(Tone tone, QWidget* parent = nullptr);

    [[nodiscard]] Tone tone() const { return m_tone; }
    void setTone(Tone tone);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Tone m_tone;
};

} // namespace fuseboard
