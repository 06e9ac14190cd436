// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QTableView;

namespace fuseboard {

/// The look of a table in a card: no grid and no frame, rows of one line of text, no numbers before them, columns of equal
/// width; Tab leaves it. What can be chosen is up to the caller.
void makePlain(QTableView& table, const char* objectName, const QString& accessibleName);

} // namespace fuseboard
