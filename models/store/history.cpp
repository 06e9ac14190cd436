// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/history.h"

#include "domain/utcdate.h"
#include "store/allocationjob.h"
#include "store/auditlog.h"
#include "store/checkedtable.h"
#include "store/durable.h"
#include "store/historycheck.h"
#include "store/ledgerqueries.h"
#include "store/migrations.h"
#include "store/organisationtables.h"
#include "store/ratetable.h"
#include "store/rowcheck.h"
#include "store/spentqueries.h"
#include "store/spenttables.h"
#include "store/unpricedqueries.h"
#include "store/usagetable.h"

#include <algorithm>
#include <format>
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

sqlite::Database openFile(const std::filesystem::path& file, HistoryMode mode)
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

AuditEntry changeOfRates(const std::vector<ExchangeRate>& rates, const std::optional<ExchangeRate>& old,
    const EnteredRates& entered, const std::string& by, Instant at)
{
    const auto [first, last] = std::ranges::minmax(rates, {}, &ExchangeRate::day);
    const auto value = [](const ExchangeRate& rate) { return std::format("{}, {}", rate.text(), rate.source); };
    const bool one = rates.size() == 1;
    return {.at = at,
        .actor = by,
        .action = "change",
        .target = one ? std::format("rate {} {} since {}", first.from.text(), first.to.text(), utcDateText(first.day))
                      : std::format("rates of {}", first.source),
        .before = old ? value(*old) : std::string(),
        .after = one ? value(first)
                     : std::format("{} added, {} changed, {} to {}", entered.added, entered.changed, utcDateText(first.day),
                           utcDateText(last.day)),
        .requestId = std::format("rates-{}-{}", rates.size(), at.time_since_epoch().count())};
}

} // namespace

class History::Private {
public:
    Private(const std::filesystem::path& file, HistoryMode mode)
        : database(openFile(file, mode))
    {
        if (auto rules = sqlite::trying([&] { return organisation.read().rules; }))
            spent.setRules(*std::move(rules));
        else
            organisationFault = rules.error();
    }

    /// What is spent can't be given to teams by rules that can't be read. Everything else can be done.
    void requireRules() const
    {
        if (organisationFault)
            throw sqlite::Failure {*organisationFault};
    }

    /// Runs in one transaction, wholly or not at all.
    template <class F>
    auto inTransaction(F&& work) -> Result<std::invoke_result_t<F>>
    {
        auto done = sqlite::trying([&] {
            sqlite::Transaction transaction(database);
            if constexpr (std::is_void_v<std::invoke_result_t<F>>) {
                std::forward<F>(work)();
                transaction.commit();
            } else {
                auto result = std::forward<F>(work)();
                transaction.commit();
                return result;
            }
        });
        if (!done)
            forget();
        return done;
    }

    /// What was read in a transaction that failed is void.
    void forget()
    {
        names.forget();
        series.forget();
        rollups.forget();
        spent.forget();
        compaction.forget();
    }

    Applied apply(const Poll& poll);
    Applied apply(const std::vector<Poll>& polls)
    {
        Applied all;
        for (const Poll& poll : polls)
            all += apply(poll);
        return all;
    }
    void setOrganisation(const Organisation& wanted, const std::string& by, Instant at);
    void remake(const std::set<Instant>& days) { remake(days, {}, {}); }
    /// `toldUpTo`: what the source had told completely before it spoke `at`.
    void remake(const std::set<Instant>& days, std::optional<Instant> toldUpTo, Instant at)
    {
        rollups.flush();
        for (const Instant day : days) {
            const std::int64_t start = toUnixSeconds(day);
            const bool told = toldUpTo && SpentTables::isTold(start, toUnixSeconds(*toldUpTo));
            spent.remake(start, told ? std::optional(toUnixSeconds(at)) : std::nullopt);
        }
    }
    [[nodiscard]] SourceState stateOf(const std::string& source);

    sqlite::Database database;
    Names names {database};
    SeriesTable series {database, names};
    Rollups rollups {database};
    Compaction compaction {database, rollups};
    UsageTable usage {database, names, series, rollups, compaction};
    SpentTables spent {database, names, series, rollups};
    SpentQueries queries {database, names, series};
    HistoryCheck checks {database, names, series, rollups, spent};
    OrganisationTables organisation {database};
    AllocationJob allocation {database};
    RateTable rates {database};
    RestatedDays restatedDays {database, names};
    AuditLog audit {database};
    std::optional<Error> notRemembered;
    std::optional<Error> organisationFault;

    /// As `inTransaction`; then the places that remember heads are told.
    template <class F>
    auto onRecord(F&& work)
    {
        auto done = inTransaction(std::forward<F>(work));
        if (done)
            tellHeads();
        return done;
    }

    /// Both rows of a change that is made in the same transaction.
    void record(AuditEntry change)
    {
        audit.append(change);
        change.result = "done";
        audit.append(std::move(change));
    }

    /// The row is synced and chained already; a place that does not hear of it can't undo that.
    void tellHeads()
    {
        const auto asked = sqlite::trying([&] { return audit.remember(); });
        notRemembered = !asked ? std::optional(asked.error()) : !*asked ? std::optional(asked->error()) : std::nullopt;
    }
};

Applied History::Private::apply(const Poll& poll)
{
    requireRules();
    const SourceState before = stateOf(poll.source);
    const std::optional<Instant> toldBefore = poll.past ? std::nullopt : before.completeUpTo;
    Applied applied = usage.apply(poll);
    if (!poll.account.empty() && poll.completeUpTo)
        for (const std::int64_t day : spent.tell(names.idOf(poll.account), *poll.completeUpTo))
            applied.days.insert(fromUnixSeconds(day));
    remake(applied.days, toldBefore, poll.at);
    sqlite::Statement(database,
        "INSERT OR REPLACE INTO source_state (source, cursor, answered_at, complete_up_to, row_check)"
        " VALUES (?1, ?2, ?3, ?4, row_check(?1, ?2, ?3, ?4))")
        .run(poll.source, poll.cursor, poll.at.time_since_epoch().count(),
            (poll.completeUpTo ? poll.completeUpTo : before.completeUpTo).transform([](Instant at) {
                return at.time_since_epoch().count();
            }));
    return applied;
}

SourceState History::Private::stateOf(const std::string& source)
{
    SourceState state;
    sqlite::Statement row(database,
        "SELECT cursor, answered_at, complete_up_to, " + sourceStates.fits() + " FROM source_state WHERE source = ?1");
    if (row.bind(source).step()) {
        if (row.integer(3) == 0)
            throw sqlite::Failure {{ErrorCode::historyDamaged, database.file().string(), sourceStates.complaint(source)}};
        state.cursor = row.text(0);
        state.answeredAt = Instant(std::chrono::microseconds(row.integer(1)));
        if (!row.isNull(2))
            state.completeUpTo = Instant(std::chrono::microseconds(row.integer(2)));
    }
    return state;
}

History::History(std::unique_ptr<Private> parts)
    : d(std::move(parts))
{
}

History::~History() = default;

Result<std::unique_ptr<History>> History::create(const std::filesystem::path& file)
{
    std::error_code ignored;
    for (const char* trace : {"", "-wal"})
        // A link that leads nowhere is there too: to a disk that is not, today.
        if (std::filesystem::exists(std::filesystem::symlink_status(file.string() + trace, ignored)))
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
    return d->inTransaction([&] { return d->apply(poll); });
}

Result<Applied> History::apply(const std::vector<Poll>& polls)
{
    return d->inTransaction([&] { return d->apply(polls); });
}

Result<Applied> History::apply(const std::vector<Poll>& polls, AuditEntry outcome)
{
    return d->onRecord([&] {
        Applied all = d->apply(polls);
        d->audit.append(std::move(outcome));
        return all;
    });
}

Result<SourceState> History::sourceState(const std::string& source) const
{
    return sqlite::trying([&] { return d->stateOf(source); });
}

Result<std::vector<SpentDay>> History::spent(Period period, Grain grain, Currency currency) const
{
    return sqlite::trying([&] { return d->queries.days(period, grain, currency); });
}

Result<std::vector<DaySum>> History::teamDays(const TeamId& team, Period period, Currency currency) const
{
    return sqlite::trying([&] { return d->queries.teamDays(team, period, currency); });
}

Result<std::vector<NamedSum>> History::teamTotals(Period period, Currency currency) const
{
    return sqlite::trying([&] { return d->queries.teamTotals(period, currency); });
}

Result<std::vector<NamedSum>> History::modelTotals(Period period, Currency currency) const
{
    return sqlite::trying([&] { return d->queries.modelTotals(period, currency); });
}

Result<std::map<std::string, AccountLedgers>> History::ledgers(Period period, Currency currency) const
{
    return sqlite::trying([&] {
        const sqlite::Snapshot snapshot(d->database);
        return LedgerQueries(d->database, d->names, d->series).accounts(period, currency);
    });
}

Result<std::vector<UnpricedUsage>> History::unpriced(Period period) const
{
    return sqlite::trying([&] {
        const sqlite::Snapshot snapshot(d->database);
        return UnpricedQueries(d->database, d->series).usage(period);
    });
}

Result<std::set<std::string>> History::billedBy(const std::string& account, Period days) const
{
    return sqlite::trying([&] {
        const sqlite::Snapshot snapshot(d->database);
        return LedgerQueries(d->database, d->names, d->series).billedBy(account, days);
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

Result<std::vector<Restatement>> History::restated(Period period) const
{
    return sqlite::trying([&] { return d->restatedDays.of(period); });
}

Result<int> History::compact(const Retention& retention, int days)
{
    return d->inTransaction([&] {
        const int done = d->compaction.run(retention, days);
        d->rollups.flush();
        return done;
    });
}

void History::stopOn(std::stop_token stop) { d->database.stopOn(std::move(stop)); }

std::uintmax_t History::size() const
{
    std::uintmax_t bytes = 0;
    for (const char* part : {"", "-wal"}) {
        std::error_code none;
        const auto size = std::filesystem::file_size(d->database.file().string() + part, none);
        bytes += none ? 0 : size;
    }
    return bytes;
}

Result<std::optional<Period>> History::span() const
{
    return sqlite::trying([&] { return d->checks.span(); });
}

Result<std::vector<Instant>> History::days(Period period) const
{
    return sqlite::trying([&] { return d->checks.days(period); });
}

Result<std::vector<Damage>> History::check(Period period) const
{
    return sqlite::trying([&] {
        std::vector<Damage> out;
        d->forget(); // what is checked is the file, not what is remembered of it
        const sqlite::Snapshot snapshot(d->database);
        const auto waiting = d->allocation.waiting();
        for (const Instant day : d->checks.days(period))
            for (Damage& damage : d->checks.day(day, !waiting || !waiting->contains(day)))
                out.push_back(std::move(damage));
        return out;
    });
}

Result<std::vector<Damage>> History::checkRest() const
{
    return sqlite::trying([&] {
        d->forget();
        const sqlite::Snapshot snapshot(d->database);
        std::vector<Damage> out = d->checks.rest();
        if (d->organisationFault)
            out.push_back({{}, d->organisationFault->detail});
        sqlite::Statement structure(d->database, "PRAGMA quick_check(20)");
        while (structure.step())
            if (const std::string said = structure.text(0); said != "ok")
                out.push_back({{}, said});
        return out;
    });
}

Result<Organisation> History::organisation() const
{
    return sqlite::trying([&] { return d->organisation.read(); });
}

void History::Private::setOrganisation(const Organisation& wanted, const std::string& by, Instant at)
{
    const std::vector<AllocationRule> before = organisation.read().rules;
    for (const auto& [id, change] : organisation.replace(wanted, by, at)) {
        record({.at = at,
            .actor = by,
            .action = "change",
            .target = change.what,
            .reason = change.why,
            .before = change.before,
            .after = change.after,
            // The time too: numbers begin anew where the log of changes was lost.
            .requestId = std::format("change-{}-{}", id, at.time_since_epoch().count())});
    }
    if (before != wanted.rules)
        allocation.begin(before, wanted.rules);
}

Result<void> History::setOrganisation(const Organisation& organisation, const std::string& by, Instant at)
{
    const auto done = d->onRecord([&] { d->setOrganisation(organisation, by, at); });
    if (done)
        d->spent.setRules(organisation.rules);
    return done;
}

Result<Waiting> History::waitingForAllocation() const
{
    return sqlite::trying([&] { return Waiting {d->allocation.waiting(), d->allocation.rulesBefore().has_value()}; });
}

Result<Applied> History::allocateSome(int count)
{
    return d->inTransaction([&] {
        d->requireRules();
        Applied applied {.days = d->allocation.take(count)};
        d->remake(applied.days);
        return applied;
    });
}

Result<void> History::cancelAllocation(const std::string& by, Instant at)
{
    const auto rules = d->onRecord([&] {
        const auto before = d->allocation.rulesBefore();
        if (!before)
            throw sqlite::Failure {{ErrorCode::nothingToCancel, "The allocation of the past"}};
        Organisation organisation = d->organisation.read();
        organisation.rules = *before;
        d->setOrganisation(organisation, by, at);
        return organisation.rules;
    });
    if (rules)
        d->spent.setRules(*rules);
    return rules.transform([](const auto&) { });
}

Result<std::vector<OrganisationChange>> History::organisationChanges() const
{
    return sqlite::trying([&] { return d->organisation.changes(); });
}

Result<EnteredRates> History::enterRates(std::vector<ExchangeRate> rates, const std::string& by, Instant at)
{
    for (ExchangeRate& rate : rates) {
        rate.by = by;
        rate.enteredAt = at;
    }
    return d->onRecord([&] {
        const auto old = rates.size() == 1 ? d->rates.replacedBy(rates.front()) : std::nullopt;
        const EnteredRates entered = d->rates.enter(rates);
        if (entered.added + entered.changed > 0)
            d->record(changeOfRates(rates, old, entered, by, at));
        return entered;
    });
}

Result<ExchangeRates> History::rates(std::optional<Period> period) const
{
    return sqlite::trying([&] { return d->rates.rates(period); });
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
