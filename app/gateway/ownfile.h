// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/sqlite.h"

namespace fuseboard::gateway {

/// What a file of the gateway's must be.
struct OwnFile {
    std::int64_t applicationId;
    std::int64_t newestVersion;
    std::string otherwise; ///< what is said of one that is something else
};
/// Opens it for writing once it is known to be ours, of no newer version and whole. Throws as SQLite code does.
Result<sqlite::Database> openOwnFile(const std::filesystem::path& file, const OwnFile& own);

/// A copy of a file of an earlier version beside it (`holds.db.version-1`), for whoever goes back to that; nothing else may
/// have begun to write.
Result<void> keepCopyOfVersion(sqlite::Database& database);

} // namespace fuseboard::gateway
