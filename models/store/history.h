// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/mergedrequests.h"
#include "domain/reconciliation.h"
#include "domain/auditentry.h"
#include "store/audithead.h"
#include "store/damage.h"
#include "store/organisation.h"
#include "store/poll.h"
#include "store/ratetable.h"
#include "store/restateddays.h"
#include "store/retention.h"
#include "store/spending.h"

#include <filesystem>
#include <memory>
#include <set>

namespace fuseboard {

enum class HistoryMode { owner, viewer }; ///< the one that writes; one that only reads

/// Days that still stand as earlier rules allocated them.
struct Waiting {
    std::optional<Period> days; ///< UTC days, done from the newest on; empty where none waits
    bool canCancel = false; ///< the rules from before the change are known
};

/// The profile's memory: one SQLite file. Synchronous and of one thread; a viewer may be opened beside the owner.
/// Every call reports a damaged, full, locked or newer file as an Error that names it.
class History {
public:
    /// A new, empty history with its profile; an existing file is an error.
    static Result<std::unique_ptr<History>> create(const std::filesystem::path& file);
    /// An existing history. One that is missing is an error: it is never made anew where one was expected.
    static Result<std::unique_ptr<History>> open(const std::filesystem::path& file, HistoryMode mode);
    ~History();

    Result<Applied> apply(const Poll& poll);
    Result<Applied> apply(const std::vector<Poll>& polls); ///< all or none
    /// With the outcome's row in the audit log, in the same transaction: what is there is on record.
    Result<Applied> apply(const std::vector<Poll>& polls, AuditEntry outcome);
    [[nodiscard]] Result<SourceState> sourceState(const std::string& source) const;
    /// What counts as spent, by UTC day; in a period whose bounds are starts of UTC days. Days with nothing are left out.
    /// Other currencies than the one asked for come apart.
    [[nodiscard]] Result<std::vector<SpentDay>> spent(Period period, Grain grain, Currency currency) const;
    /// A team's days (empty id: unallocated), and sums by team and by model, largest first: read from rollups alone, and of
    /// this currency alone.
    [[nodiscard]] Result<std::vector<DaySum>> teamDays(const TeamId& team, Period period, Currency currency) const;
    [[nodiscard]] Result<std::vector<NamedSum>> teamTotals(Period period, Currency currency) const;
    [[nodiscard]] Result<std::vector<NamedSum>> modelTotals(Period period, Currency currency) const;
    /// What each account's ledgers say, side by side, by UTC day; models without prices. Of one currency.
    [[nodiscard]] Result<std::map<std::string, AccountLedgers>> ledgers(Period period, Currency currency) const;
    /// What counts of the period's UTC days and has no price, most tokens first: read from rollups alone.
    [[nodiscard]] Result<std::vector<UnpricedUsage>> unpriced(Period period) const;
    /// What people merged on UTC days that start in the period, as repositories told it.
    [[nodiscard]] Result<std::vector<MergedRequests>> merged(Period period) const;
    /// The limits that a source keeps itself, list by list, as it told them last; beside ours, and in no sum.
    [[nodiscard]] Result<std::vector<LimitList>> limits(const std::string& source) const;
    /// The sources that tell costs or invoices of an account in a period whose bounds are starts of UTC days. More than one
    /// count twice.
    [[nodiscard]] Result<std::set<std::string>> billedBy(const std::string& account, Period days) const;
    /// Single calls and buckets of one source that start in the period: what tests hold against ledgers and invoices.
    [[nodiscard]] Result<std::vector<UsageRow>> rows(const std::string& source, Period period) const;
    [[nodiscard]] Result<std::optional<Instant>> firstInstant() const;
    /// What sources changed of UTC days in the period after they had told them completely, in the order they did.
    [[nodiscard]] Result<std::vector<Restatement>> restated(Period period) const;
    /// How many old values of restated and withdrawn buckets are kept.
    [[nodiscard]] Result<std::int64_t> restatements() const;

    /// Makes rows coarser that are older than they need to stay fine, up to `days` of the oldest days in one transaction;
    /// how many were looked at, none when all is done. No sum changes.
    Result<int> compact(const Retention& retention, int days);
    /// Once stop is requested, from any thread, whatever is asked of it fails within milliseconds.
    void stopOn(std::stop_token stop);
    /// Of the file and its log, in bytes.
    [[nodiscard]] std::uintmax_t size() const;
    /// The UTC days there is anything of.
    [[nodiscard]] Result<std::optional<Period>> span() const;
    /// Starts of the UTC days in the period that there is anything of, in order. One far date makes a span that is too long
    /// to walk day by day.
    [[nodiscard]] Result<std::vector<Instant>> days(Period period) const;
    /// Rows of the period's days against their checks, sums against rows, spent against sums. Finds what SQLite's own
    /// check misses; reads only, so that it may run beside the owner.
    [[nodiscard]] Result<std::vector<Damage>> check(Period period) const;
    /// What belongs to no day, and SQLite's own check of the file's structure.
    [[nodiscard]] Result<std::vector<Damage>> checkRest() const;

    [[nodiscard]] Result<Organisation> organisation() const;
    /// Refused whole where ids are malformed or twice, or something belongs to a team that is not there. Each change has
    /// its two rows in the audit log, in the same transaction: what can't be put on record is not changed (SAFETY AU3).
    /// Where it changes rules, every day is to be allocated anew: see `waitingForAllocation`.
    Result<void> setOrganisation(const Organisation& organisation, const std::string& by, Instant at);
    [[nodiscard]] Result<std::vector<OrganisationChange>> organisationChanges() const;

    /// What changed rules have not reached yet. Survives a restart.
    [[nodiscard]] Result<Waiting> waitingForAllocation() const;
    /// Allocates up to `count` of them, the newest first, in one transaction. Their totals stay as they are.
    Result<Applied> allocateSome(int count);
    /// Back to the rules from before the change, on record as any change; days already done are allocated anew by them.
    /// `nothingToCancel` where no days wait; refused as `setOrganisation` where a team of theirs is gone.
    Result<void> cancelAllocation(const std::string& by, Instant at);

    /// Rates by day, kept beside older ones of the same day; on record as a change of the organisation is. One that can't be
    /// is named, and then none is entered.
    Result<EnteredRates> enterRates(std::vector<ExchangeRate> rates, const std::string& by, Instant at);
    /// What may hold on a day of the period; without one, all.
    [[nodiscard]] Result<ExchangeRates> rates(std::optional<Period> period = {}) const;

    /// Its row's number, once it is synced and told to the places that remember heads. An act that is tried again is
    /// written once: of one request there is one intent and one outcome; a second outcome is written as observed.
    Result<std::int64_t> audit(AuditEntry entry);
    Result<std::int64_t> audit(const std::vector<AuditEntry>& entries); ///< all or none; the last one's
    [[nodiscard]] Result<std::vector<AuditEntry>> auditEntries(std::int64_t after, std::size_t limit) const;
    [[nodiscard]] Result<std::int64_t> auditLength() const; ///< the number of its last row; 0: none
    /// Reads the whole audit log and names the first row that is not as it was written.
    [[nodiscard]] Result<AuditCheck> checkAudit(const std::vector<std::shared_ptr<AuditHeads>>& places) const;
    /// From now on every row is told to this place, the last one at once. The error tells that the place can't be read or
    /// remembers another log; it is added all the same.
    Result<void> rememberAuditIn(std::shared_ptr<AuditHeads> place);
    /// Why the last row is not remembered outside, if so; the next row tries again.
    [[nodiscard]] const std::optional<Error>& auditNotRemembered() const;

private:
    class Private;
    explicit History(std::unique_ptr<Private> parts);
    std::unique_ptr<Private> d;
};

} // namespace fuseboard
