// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/tokens.h"

#include <QFont>
#include <QString>

namespace fuseboard {

/// The application's style sheet in a scheme; sizes follow the user's font.
QString styleSheet(const Tokens& tokens, const QFont& user);

} // namespace fuseboard
