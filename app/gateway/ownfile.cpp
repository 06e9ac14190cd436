// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/versioncopy.h"

#include "store/durable.h"

namespace fuseboard::gateway {

Result<void> keepCopyOfVersion(sqlite::Database& database)
{
    const std::filesystem::path copy = database.file().string() + ".version-" + std::to_string(database.schemaVersion());
    std::error_code ignored;
    std::filesystem::remove(copy, ignored); // of a start that came no further
    auto kept = sqlite::trying([&] { database.copyTo(copy); });
    if (kept)
        kept = syncFile(copy).and_then([&] { return syncDirectory(copy.parent_path()); });
    if (!kept)
        std::filesystem::remove(copy, ignored); // a half of a copy is none
    return kept;
}

} // namespace fuseboard::gateway
