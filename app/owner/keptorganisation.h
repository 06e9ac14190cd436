// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/organisation.h"

#include <QString>

#include <optional>

namespace fuseboard {

/// Writes the organisation beside the history: where that can't be read, teams can still be frozen by their names and rules
/// (SAFETY KS10). Readable by its owner alone; not written where it says the same already.
Result<void> keepOrganisation(const QString& file, const Organisation& organisation);
/// As last kept; empty where none was.
Result<std::optional<Organisation>> keptOrganisation(const QString& file);

} // namespace fuseboard
