// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/ownfile.h"

#include "store/durable.h"

namespace fuseboard::gateway {

Result<sqlite::Database> openOwnFile(const std::filesystem::path& file, const OwnFile& own)
{
    sqlite::Database database(file, sqlite::Access::write);
    if (database.applicationId() != own.applicationId)
        return fail(ErrorCode::historyDamaged, file.string(), own.otherwise);
    if (database.schemaVersion() > own.newestVersion)
        return fail(ErrorCode::historyNewer, file.string(), "was written by a newer gateway");
    database.prepareForWriting();
    sqlite::Statement check(database, "PRAGMA integrity_check(1)");
    if (!check.step() || check.text(0) != "ok")
        return fail(ErrorCode::historyDamaged, file.string(), check.text(0));
    check.reset(); // no table goes while somebody reads
    return database;
}

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
