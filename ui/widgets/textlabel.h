// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/type.h"
#include "widgets/tone.h"

#include <QLabel>

namespace fuseboard {

/// A line of plain text with the type and colour of its part. Follows the user's font and the theme.
class TextLabel : public QLabel {
    Q_OBJECT
public:
    explicit TextLabel(TypeRole role, Tone tone = Tone::plain, QWidget* parent = nullptr);

    void setTone(Tone tone);
    void setStrong(bool strong);
    /// Shortens the text with "…" where there is no room, instead of asking for it.
    void setElided(bool elided);
    /// Lets the type shrink down to section size where there is no room (tiles).
    void setShrinking(bool shrinking);

    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void restyle();
    [[nodiscard]] QFont fitting() const;

    TypeRole m_role;
    Tone m_tone;
    bool m_strong = false;
    bool m_elided = false;
    bool m_shrinking = false;
};

} // namespace fuseboard
