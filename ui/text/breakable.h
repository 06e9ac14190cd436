// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace fuseboard {

/// With places in long words where a line may end, so that a text from outside is never wider than its room.
QString breakable(const QString& text);

} // namespace fuseboard
