// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>

namespace fuseboard {

struct Tokens;

/// What a text, icon or frame means. Colour never carries it alone: an icon or a word always says the same.
enum class Tone { plain, secondary, hint, accent, ok, warn, crit, frozen, unknown };

QColor textColour(const Tokens& tokens, Tone tone);
QColor fillColour(const Tokens& tokens, Tone tone);
/// The fill laid thinly over the surface: chips, banners, selected rows.
QColor tintColour(const Tokens& tokens, Tone tone);

} // namespace fuseboard
