// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/history.h"

#include "store/auditlog.h"
#include "store/durable.h"
#include "store/migrations.h"
#include "store/organisationtables.h"
#include "store/usagetable.h"

#include <map>
#include <system_error>

namespace fuseboard {
namespace {

/// Under another name first: a half-made history never stands where a whole one is looked for.
void makeFile(const std::filesystem::path& file)
{
    const std::filesystem::path unfinished = file.string() + ".new";
    std::error_code error;
    for (const char* trace : {"", "-wal", "-shm", "-journal"})
        std::filesystem::remove(unfinished.string() + trace, error);
    {
        sqlite::Database database(unfinished, sqlite::Access::create);
        database.prepareForWriting();
        migrate(database, historyMigrations());
    }
    std::filesystem::rename(unfinished, file, error);
    if (error)
        throw sqlite::Failure {{ErrorCode::fileUnwritable, file.string(), error.message()}};
    if (auto synced = syncDirectory(file.parent_path()); !synced)
        throw sqlite::Failure {synced.error()};
}

sqlite::Database openFile(const std::filesystem::path& file, HistoryMode mode)
{
    const bool owner = mode == HistoryMode::owner;
    sqlite::Database database(file, owner ? sqlite::Access::write : sqlite::Access::read);
    checkSchema(database, historyMigrations());
    if (owner) {
        database.prepareForWriting();
        migrate(database, historyMigrations());
    } else if (database.schemaVersion() < std::ssize(historyMigrations())) {
        throw sqlite::Failure {{ErrorCode::historyUnreadable, file.string(), "its owner has not brought it up to date yet"}};
    }
    return database;
}

} // namespace

class History::Private {
public:
    Private(const std::filesystem::path& file, HistoryMode mode)
        : database(openFile(file, mode))
    {
    }

    sqlite::Database database;
    UsageTable usage {database};
    OrganisationTables organisation {database};
    AuditLog audit {database};
    std::optional<Error> notRemembered;

    template <class F>
    auto onRecord(F&& work)
    {
        auto done = sqlite::trying([&] {
            sqlite::Transaction transaction(database);
            if constexpr (std::is_void_v<std::invoke_result_t<F>>) {
                work();
                transaction.commit();
            } else {
                auto result = work();
                transaction.commit();
                return result;
            }
        });
        if (done)
            tellHeads();
        return done;
    }

    /// The row is synced and chained already; a place that does not hear of it can't undo that.
    void tellHeads()
    {
        const auto asked = sqlite::trying([&] { return audit.remember(); });
        notRemembered = !asked ? std::optional(asked.error()) : !*asked ? std::optional(asked->error()) : std::nullopt;
    }
};

History::History(std::unique_ptr<Private> parts)
    : d(std::move(parts))
{
}

History::~History() = default;

Result<std::unique_ptr<History>> History::create(const std::filesystem::path& file)
{
    std::error_code ignored;
    for (const char* trace : {"", "-wal"})
        if (std::filesystem::exists(file.string() + trace, ignored))
            return fail(ErrorCode::fileExists, file.string() + trace);
    if (auto made = sqlite::trying([&] { makeFile(file); }); !made)
        return std::unexpected(made.error());
    return open(file, HistoryMode::owner);
}

Result<std::unique_ptr<History>> History::open(const std::filesystem::path& file, HistoryMode mode)
{
    return sqlite::trying([&] { return std::unique_ptr<History>(new History(std::make_unique<Private>(file, mode))); });
}

Result<Applied> History::apply(const Poll& poll)
{
    auto applied = sqlite::trying([&] {
        sqlite::Transaction transaction(d->database);
        Applied changes = d->usage.apply(poll);
        sqlite::Statement(d->database,
            "INSERT OR REPLACE INTO source_state (source, cursor, answered_at, complete_up_to) VALUES (?1, ?2, ?3, ?4)")
            .run(poll.source, poll.cursor, poll.at.time_since_epoch().count(),
                poll.completeUpTo.transform([](Instant at) { return at.time_since_epoch().count(); }));
        transaction.commit();
        return changes;
    });
    if (!applied)
        d->usage.forgetNames();
    return applied;
}

Result<SourceState> History::sourceState(const std::string& source) const
{
    return sqlite::trying([&] {
        SourceState state;
        sqlite::Statement row(d->database, "SELECT cursor, answered_at, complete_up_to FROM source_state WHERE source = ?1");
        if (row.bind(source).step()) {
            state.cursor = row.text(0);
            state.answeredAt = Instant(std::chrono::microseconds(row.integer(1)));
            if (!row.isNull(2))
                state.completeUpTo = Instant(std::chrono::microseconds(row.integer(2)));
        }
        return state;
    });
}

Result<std::vector<AccountDayRows>> History::days(Period period) const
{
    return sqlite::trying([&] {
        std::map<std::pair<Instant, std::string>, std::vector<UsageRow>> byDay;
        const Period whole {dayOf(period.start), dayOf(period.end - std::chrono::microseconds(1)) + std::chrono::days(1)};
        for (UsageRow& row : d->usage.summed(whole)) {
            auto& rows = byDay[{dayOf(row.start), row.account}];
            rows.push_back(std::move(row));
        }
        std::vector<AccountDayRows> out;
        out.reserve(byDay.size());
        for (auto& [key, rows] : byDay)
            out.push_back({key.first, key.second, std::move(rows)});
        return out;
    });
}

Result<std::vector<UsageRow>> History::rows(const std::string& source, Period period) const
{
    return sqlite::trying([&] { return d->usage.rows(source, period); });
}

Result<std::optional<Instant>> History::firstInstant() const
{
    return sqlite::trying([&] { return d->usage.firstInstant(); });
}

Result<std::int64_t> History::restatements() const
{
    return sqlite::trying([&] { return d->usage.restatements(); });
}

Result<Organisation> History::organisation() const
{
    return sqlite::trying([&] { return d->organisation.read(); });
}

Result<void> History::setOrganisation(const Organisation& organisation, const std::string& by, Instant at)
{
    return d->onRecord([&] {
        for (const auto& [id, change] : d->organisation.replace(organisation, by, at)) {
            AuditEntry entry {.at = at,
                .actor = by,
                .action = "change",
                .target = change.what,
                .before = change.before,
                .after = change.after,
                .requestId = "change-" + std::to_string(id)};
            d->audit.append(entry);
            entry.result = "done";
            d->audit.append(std::move(entry));
        }
    });
}

Result<std::vector<OrganisationChange>> History::organisationChanges() const
{
    return sqlite::trying([&] { return d->organisation.changes(); });
}

Result<std::int64_t> History::audit(AuditEntry entry)
{
    return d->onRecord([&] { return d->audit.append(std::move(entry)); });
}

Result<std::int64_t> History::audit(const std::vector<AuditEntry>& entries)
{
    return d->onRecord([&] {
        std::int64_t last = 0;
        for (const AuditEntry& entry : entries)
            last = d->audit.append(entry);
        return last;
    });
}

Result<std::vector<AuditEntry>> History::auditEntries(std::int64_t after, std::size_t limit) const
{
    return sqlite::trying([&] { return d->audit.entries(after, limit); });
}

Result<AuditCheck> History::checkAudit(const std::vector<std::shared_ptr<AuditHeads>>& places) const
{
    return sqlite::trying([&] { return d->audit.check(places); });
}

Result<void> History::rememberAuditIn(std::shared_ptr<AuditHeads> place)
{
    auto added = sqlite::trying([&] { return d->audit.addPlace(std::move(place)); });
    d->tellHeads();
    return added ? *added : std::unexpected(added.error());
}

const std::optional<Error>& History::auditNotRemembered() const { return d->notRemembered; }

} // namespace fuseboard
