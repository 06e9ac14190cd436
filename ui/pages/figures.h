// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/shownstate.h"
#include "theme/icons.h"
#include "widgets/tone.h"

#include <array>

namespace fuseboard {

/// One line under a figure.
struct FigureLine {
    QString text;
    Tone tone = Tone::secondary;
    std::optional<Icon> icon;
    bool operator==(const FigureLine&) const = default;
};

/// What a tile says.
struct Figure {
    QString title, value;
    Tone tone = Tone::plain;
    FigureLine first, second;
    bool operator==(const Figure&) const = default;
};

/// The four tiles: spent, remaining, burn rate, run-out. An unknown figure is "–", never zero.
std::array<Figure, 4> figuresOf(const ShownState& state, const Selection& selection);

} // namespace fuseboard
