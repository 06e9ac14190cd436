// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/historyfile.h"

#include "store/durable.h"
#include "store/migrations.h"
#include "store/organisationtables.h"
#include "store/rowcheck.h"

#include <system_error>

namespace fuseboard {

void makeHistoryFile(const std::filesystem::path& file)
{
    // Under another name first: a half-made history never stands where a whole one is looked for.
    const std::filesystem::path unfinished = file.string() + ".new";
    std::error_code error;
    for (const char* trace : {"", "-wal", "-shm", "-journal"})
        std::filesystem::remove(unfinished.string() + trace, error);
    {
        // Without a log: what a full disk keeps from being folded back would not be renamed with the file.
        sqlite::Database database(unfinished, sqlite::Access::create);
        addRowCheck(database);
        database.execute("PRAGMA synchronous = FULL");
        migrate(database, historyMigrations());
    }
    std::filesystem::rename(unfinished, file, error);
    if (error)
        throw sqlite::Failure {{ErrorCode::fileUnwritable, file.string(), error.message()}};
    if (auto synced = syncDirectory(file.parent_path()); !synced)
        throw sqlite::Failure {synced.error()};
}

sqlite::Database openHistoryFile(const std::filesystem::path& file, HistoryMode mode)
{
    const bool owner = mode == HistoryMode::owner;
    sqlite::Database database(file, owner ? sqlite::Access::write : sqlite::Access::read);
    checkSchema(database, historyMigrations());
    addRowCheck(database);
    if (owner) {
        database.prepareForWriting();
        // Up to version 7 an organisation that was never changed had no check.
        const bool unchecked = database.schemaVersion() < 8;
        migrate(database, historyMigrations(), [&] {
            if (unchecked)
                OrganisationTables(database).checkFirst();
        });
    } else if (database.schemaVersion() < std::ssize(historyMigrations())) {
        throw sqlite::Failure {{ErrorCode::historyUnreadable, file.string(), "its owner has not brought it up to date yet"}};
    }
    return database;
}

} // namespace fuseboard
