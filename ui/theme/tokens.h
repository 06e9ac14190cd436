// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>

class QPalette;
class QWidget;

namespace fuseboard {

/// The colours of one scheme (UX, "Tokens"). Texts keep 4.5:1 on window, both surfaces and their own tint, fills 3:1 on
/// the surface; text and secondary also on a selection, where `hint` would be too pale.
struct Tokens {
    bool dark = false;
    QColor window, surface, surface2, border;
    QColor text, secondary, hint;
    QColor accent, onAccent, danger, onDanger;
    QColor textOk, textWarn, textCrit, textFrozen, textUnknown;
    QColor fillOk, fillWarn, fillCrit, fillFrozen, fillUnknown;
    QColor actual, evenPace, forecast, runOut;
    bool operator==(const Tokens&) const = default;

    /// The tint of a chip or banner in `colour`, opaque on the surface: 11 %, dark 20 %.
    [[nodiscard]] QColor tint(const QColor& colour) const;
    /// Behind what is selected: rows, the rail, the segment in force.
    [[nodiscard]] QColor selection() const;
    /// The empty part of a bar.
    [[nodiscard]] QColor track() const;
    /// Behind and on a solid chip or badge: somebody has to act.
    [[nodiscard]] QColor solid() const;
    [[nodiscard]] QColor onSolid() const;
};

const Tokens& lightTokens();
const Tokens& darkTokens();
/// The scheme a palette belongs to, by the lightness of its window colour.
const Tokens& tokensOf(const QPalette& palette);
const Tokens& tokensOf(const QWidget* widget);
/// Everything Qt's own widgets need of the scheme.
QPalette paletteOf(const Tokens& tokens);

/// `share` of `over` on an opaque `ground`.
QColor blend(const QColor& ground, const QColor& over, double share);
/// WCAG 2.2 contrast of two opaque colours, 1 to 21.
double contrast(const QColor& a, const QColor& b);

} // namespace fuseboard
