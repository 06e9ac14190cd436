// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/icons.h"
#include "theme/tokens.h"
#include "theme/type.h"
#include "widgets/tone.h"

#include <QFont>
#include <QStringList>

class QPainter;

namespace fuseboard {

/// How a text is set on paper.
struct Ink {
    TypeRole role = TypeRole::Body;
    Tone tone = Tone::plain;
    bool strong = false;
};

/// Sets texts and signs on white, in the light colours whatever the theme; nothing leaves the place it is given. Counts in
/// 1/96 inch of a page that is not scaled; letters have no size of the screen's, so that every device sets them alike.
class Paper {
public:
    explicit Paper(QPainter& painter);

    [[nodiscard]] QPainter& painter() const { return m_painter; }
    [[nodiscard]] const Tokens& colours() const { return lightTokens(); }
    /// What all its fonts are made of.
    [[nodiscard]] const QFont& base() const { return m_base; }
    [[nodiscard]] QFont font(const Ink& ink) const;
    [[nodiscard]] qreal lineHeight(const Ink& ink) const;
    /// Rounded up.
    [[nodiscard]] qreal width(const QString& text, const Ink& ink) const;
    /// At most `most` lines; the last one is shortened by "…" where more would follow.
    [[nodiscard]] QStringList linesOf(const QString& text, const Ink& ink, qreal width, int most) const;

    /// One line, shortened by "…" where it has no room.
    void line(const QRectF& place, const QString& text, const Ink& ink, Qt::Alignment alignment = Qt::AlignLeft) const;
    /// Line below line from the place's top; gives back where the next one would begin.
    qreal lines(QPointF at, const QStringList& texts, const Ink& ink, qreal width) const;
    void sign(QPointF centre, Icon icon, Tone tone, qreal size) const;
    void rule(qreal left, qreal right, qreal y) const;
    /// A frame with a tint, and a bar at its edge that is seen without colour too.
    void box(const QRectF& place, Tone tone) const;

private:
    QPainter& m_painter;
    QFont m_base;
};

} // namespace fuseboard
