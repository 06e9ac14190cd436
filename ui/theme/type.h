// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>

namespace fuseboard {

/// The steps of the type scale (UX, "Tokens"), each a multiple of the user's font.
enum class TypeRole { Title, Tile, Section, Body, Secondary, Axis, Chip, Rail };

/// How much larger than the user's font a role is.
double typeScale(TypeRole role);
/// The user's font in a role, with tabular figures; titles, figures and chips in weight 600.
QFont fontFor(TypeRole role, const QFont& user);
/// Line height in pixels: the em that the window's measures count in (18 at 10 pt).
int em(const QFont& font);
/// Height of a chip or badge in pixels.
int chipHeight(const QFont& user);

} // namespace fuseboard
