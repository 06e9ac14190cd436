// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>

class QPalette;

namespace fuseboard {

/// The chart's colours (UX, "Tokens") for the scheme a palette belongs to.
struct ChartColours {
    QColor surface, surface2, border, text, secondary, hint;
    QColor actual, evenPace, forecast, runOut, frozen, warn, unknown, budget;
    bool dark = false;

    static ChartColours of(const QPalette& palette);
};

} // namespace fuseboard
