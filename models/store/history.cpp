// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/history.h"

#include "store/historyfile.h"
#include "store/historyparts.h"
#include "store/ledgerqueries.h"
#include "store/unpricedqueries.h"

#include <system_error>

namespace fuseboard {

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
    if (auto made = sqlite::trying([&] { makeHistoryFile(file); }); !made)
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
        return LedgerQueries(d->database, d->names, d->series, d->untold).accounts(period, currency);
    });
}

Result<std::vector<UnpricedUsage>> History::unpriced(Period period) const
{
    return sqlite::trying([&] {
        const sqlite::Snapshot snapshot(d->database);
        return UnpricedQueries(d->database, d->series).usage(period);
    });
}

Result<std::vector<MergedRequests>> History::merged(Period period) const
{
    return sqlite::trying([&] { return d->merged.of(period); });
}

Result<std::vector<LimitList>> History::limits(const std::string& source) const
{
    return sqlite::trying([&] {
        const sqlite::Snapshot snapshot(d->database);
        return d->limits.of(source);
    });
}

Result<std::set<std::string>> History::billedBy(const std::string& account, Period days) const
{
    return sqlite::trying([&] {
        const sqlite::Snapshot snapshot(d->database);
        return LedgerQueries(d->database, d->names, d->series, d->untold).billedBy(account, days);
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
        d->readRules(); // the owner may have changed them since this one was opened
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
        d->readRules();
        std::vector<Damage> out = d->checks.rest();
        if (d->organisationFault)
            out.push_back({{}, d->organisationFault->detail});
        if (const auto marks = sqlite::trying([&] { return readMarks(d->database); }); !marks)
            out.push_back({{}, marks.error().detail});
        // With the indexes: names of currencies, teams and price versions have no other check.
        sqlite::Statement structure(d->database, "PRAGMA integrity_check(20)");
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
    return d->onRecord([&] { return d->enterRates(rates, by, at); });
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

Result<std::int64_t> History::auditLength() const
{
    return sqlite::trying([&] { return d->audit.length(); });
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
