// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/sqlite.h"

namespace fuseboard::gateway {

/// A copy of a file of an earlier version beside it (`holds.db.version-1`), for whoever goes back to that; nothing else may
/// have begun to write.
Result<void> keepCopyOfVersion(sqlite::Database& database);

} // namespace fuseboard::gateway
