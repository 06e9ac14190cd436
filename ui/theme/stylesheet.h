// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/tokens.h"

#include <QFont>
#include <QPalette>
#include <QString>

namespace fuseboard {

/// All of a scheme's colours as Qt's roles.
QPalette paletteOf(const Tokens& tokens);
/// Rules for widgets with a `variant` property; sizes are multiples of the user's font.
QString styleSheetOf(const Tokens& tokens, const QFont& userFont);

} // namespace fuseboard
