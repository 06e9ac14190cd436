// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/migrations.h"

#include "store/durable.h"

#include <format>

namespace fuseboard {
namespace {

void backUp(sqlite::Database& database, std::int64_t version)
{
    const std::filesystem::path copy = std::format("{}.before-{}", database.file().string(), version + 1);
    // Left by an attempt that went no further: the history is still at the old version, so it can be made again.
    std::error_code ignored;
    std::filesystem::remove(copy, ignored);
    database.copyTo(copy);
    sqlite::Database check(copy, sqlite::Access::read);
    sqlite::Statement statement(check, "PRAGMA integrity_check(1)");
    if (!statement.step() || statement.text(0) != "ok")
        throw sqlite::Failure {{ErrorCode::historyDamaged, copy.string(), statement.text(0)}};
    if (auto synced = syncDirectory(copy.parent_path()); !synced) // the copy is there before anything changes
        throw sqlite::Failure {synced.error()};
}

} // namespace

void checkSchema(sqlite::Database& database, std::span<const std::string_view> migrations)
{
    const auto version = database.schemaVersion();
    if (database.applicationId() != historyApplicationId)
        throw sqlite::Failure {{ErrorCode::historyDamaged, database.file().string(), "not a history of Fuseboard"}};
    if (version > std::ssize(migrations))
        throw sqlite::Failure {{ErrorCode::historyNewer, database.file().string(),
            std::format("version {}, known up to {}", version, migrations.size())}};
}

void migrate(sqlite::Database& database, std::span<const std::string_view> migrations, const std::function<void()>& finish)
{
    const auto from = database.schemaVersion();
    if (from > 0 && from < std::ssize(migrations))
        backUp(database, from);
    for (auto version = from; version < std::ssize(migrations); ++version) {
        sqlite::Transaction transaction(database);
        database.execute(std::string(migrations[static_cast<std::size_t>(version)]));
        database.execute(
            std::format("PRAGMA application_id = {}; PRAGMA user_version = {}", historyApplicationId, version + 1));
        if (finish && version + 1 == std::ssize(migrations))
            finish();
        transaction.commit();
    }
}

} // namespace fuseboard
