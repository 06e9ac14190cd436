// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/backup.h"

#include "store/durable.h"
#include "store/history.h"
#include "store/migrations.h"

#include <format>
#include <system_error>

namespace fuseboard {
namespace {

void removeFile(const std::filesystem::path& file)
{
    std::error_code ignored;
    for (const char* part : {"", "-wal", "-shm", "-journal"})
        std::filesystem::remove(file.string() + part, ignored);
}

Result<void> copyInto(const std::filesystem::path& file, const std::filesystem::path& copy, const std::stop_token& stop)
{
    return sqlite::trying([&] {
        sqlite::Database database(file, sqlite::Access::read);
        checkSchema(database, historyMigrations());
        database.stopOn(stop);
        // The copy's index would be made of a name that lost a bit, and fit it.
        sqlite::Statement names(database, "PRAGMA integrity_check(name)");
        if (!names.step() || names.text(0) != "ok")
            throw sqlite::Failure {{ErrorCode::historyDamaged, file.string(), "its names: " + names.text(0)}};
        names.reset();
        database.copyTo(copy);
    });
}

Error damaged(const std::filesystem::path& file, const std::string& what)
{
    return {ErrorCode::historyDamaged, file.string(), "its copy does not fit its checks: " + what};
}

/// The copy goes; it is the history that has what was found in it.
Error ofHistory(Error found, const std::filesystem::path& file, const std::filesystem::path& copy)
{
    if (found.subject == copy.string())
        found.subject = file.string();
    return found;
}

Result<void> lookThrough(const std::filesystem::path& file, const std::filesystem::path& copy, const std::stop_token& stop)
{
    const auto history = History::open(copy, HistoryMode::viewer);
    if (!history)
        return std::unexpected(ofHistory(history.error(), file, copy));
    (*history)->stopOn(stop);
    const auto found = checkWhole(**history);
    if (!found)
        return std::unexpected(ofHistory(found.error(), file, copy));
    if (!found->empty()) {
        const Damage& first = found->front();
        return std::unexpected(damaged(file, first.day ? std::format("{:%F}: {}", *first.day, first.what) : first.what));
    }
    const auto audit = (*history)->checkAudit({});
    if (!audit)
        return std::unexpected(ofHistory(audit.error(), file, copy));
    if (audit->fault)
        return std::unexpected(damaged(file, std::format("the audit log after row {}", audit->rows)));
    return {};
}

} // namespace

Result<std::vector<Damage>> checkWhole(const History& history)
{
    const auto days = history.days({Instant::min(), Instant::max()});
    if (!days)
        return std::unexpected(days.error());
    std::vector<Damage> found;
    const auto add = [&](Result<std::vector<Damage>> more) -> Result<void> {
        if (!more)
            return std::unexpected(more.error());
        found.insert(found.end(), more->begin(), more->end());
        return {};
    };
    for (const Instant day : *days)
        if (auto looked = add(history.check({day, day + std::chrono::days(1)})); !looked)
            return std::unexpected(looked.error());
    if (auto looked = add(history.checkRest()); !looked)
        return std::unexpected(looked.error());
    return found;
}

Result<std::uintmax_t> backUpHistory(
    const std::filesystem::path& file, const std::filesystem::path& target, const std::stop_token& stop)
{
    std::error_code failed;
    if (std::filesystem::exists(std::filesystem::symlink_status(target, failed)))
        return fail(ErrorCode::fileExists, target.string());
    const std::filesystem::path unfinished = target.string() + ".unfinished";
    removeFile(unfinished);
    auto made = copyInto(file, unfinished, stop);
    if (made)
        made = lookThrough(file, unfinished, stop);
    if (made)
        made = syncFile(unfinished);
    if (made) {
        std::filesystem::rename(unfinished, target, failed);
        if (failed)
            made = fail(ErrorCode::fileUnwritable, target.string(), failed.message());
    }
    removeFile(unfinished);
    if (made)
        made = syncDirectory(target.parent_path());
    if (!made)
        return std::unexpected(made.error());
    return std::filesystem::file_size(target, failed);
}

} // namespace fuseboard
