// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/chip.h"

#include <QColor>

class QPalette;

namespace fuseboard {

enum class Scheme { light, dark };

/// The colours of one scheme (UX, "Tokens").
struct Tokens {
    Scheme scheme = Scheme::light;
    QColor window, surface, surface2, border;
    QColor text, secondary, hint;
    QColor accent, onAccent, danger, onDanger;
    QColor okText, warnText, critText, frozenText, unknownText;
    QColor okFill, warnFill, critFill, frozenFill, unknownFill;
    QColor actual, evenPace, forecast, runOut;
    QColor selected; ///< of rows and of the rail: accent on surface

    static const Tokens& of(Scheme scheme);
    /// Those of the scheme that the palette belongs to: delegates and charts follow a change by it.
    static const Tokens& of(const QPalette& palette);

    [[nodiscard]] QColor textOf(Severity severity) const;
    [[nodiscard]] QColor fill(Severity severity) const;
    /// Of a chip: 11 % of the colour on the surface, 20 % in the dark.
    [[nodiscard]] QColor tint(Severity severity) const;
};

/// `share` thousandths of `over` on `under`: an opaque colour, so that contrast can be computed.
QColor mixed(const QColor& over, const QColor& under, int share);
/// Contrast of two opaque colours as WCAG 2 defines it, 1 to 21.
double contrast(const QColor& a, const QColor& b);

} // namespace fuseboard
