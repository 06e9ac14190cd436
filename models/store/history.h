// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/allocation.h"
#include "domain/budget.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <span>

namespace fuseboard {

enum class HistoryMode { owner, viewer }; ///< the one that writes; one that only reads

/// What one poll of one source found: applied whole or not at all, with the cursor, in one transaction.
struct Poll {
    std::string source;
    std::vector<UsageRow> rows; ///< replace rows of the same key; the higher `seq` wins among calls
    /// Buckets of `ledger` in this period that the poll re-read completely: a kept row missing from `rows` is marked
    /// withdrawn.
    std::optional<Period> reread;
    Ledger ledger = Ledger::gateway;
    std::string cursor; ///< to go on from; opaque
    Instant at; ///< when the answer came
    std::optional<Instant> completeUpTo;
};

/// Teams, keys, budgets and rules as a person set them; every change is kept with who and when.
struct Organisation {
    std::vector<Team> teams;
    std::vector<CallerKey> keys;
    std::vector<Budget> budgets;
    std::vector<AllocationRule> rules;
    bool operator==(const Organisation&) const = default;
};

struct AuditEntry {
    std::int64_t sequence = 0; ///< given by the log
    Instant at;
    std::string actor, action, target, reason, before, after, result; ///< `result` empty: an intent
    std::string requestId; ///< joins the intent and its outcome
};

/// Money in the history between two instants, by UTC day and account, allocated, as `spentOn` needs it.
struct AccountDayRows {
    Instant day;
    std::string account;
    std::vector<UsageRow> rows;
};

/// The profile's memory: one SQLite file. Synchronous and of one thread; a viewer may be opened beside the owner.
/// Every call reports a damaged, full, locked or newer file as an Error that names it; nothing is created silently
/// where a history was expected.
class History {
public:
    static Result<std::unique_ptr<History>> open(const std::filesystem::path& file, HistoryMode mode);
    ~History();

    Result<void> apply(const Poll& poll);
    [[nodiscard]] Result<std::string> cursor(const std::string& source) const; ///< empty before the first poll
    [[nodiscard]] Result<std::vector<AccountDayRows>> days(Period period) const;
    /// Sum and count of live rows of one source: what tests hold against ledgers and invoices.
    [[nodiscard]] Result<std::vector<UsageRow>> rows(const std::string& source, Period period) const;

    [[nodiscard]] Result<Organisation> organisation() const;
    Result<void> setOrganisation(const Organisation& organisation, const std::string& by, Instant at);

    Result<std::int64_t> audit(AuditEntry entry); ///< its sequence number
    [[nodiscard]] Result<std::vector<AuditEntry>> auditEntries(std::int64_t after, std::size_t limit) const;
    /// The first sequence number whose hash does not fit, if any.
    [[nodiscard]] Result<std::optional<std::int64_t>> firstBrokenAudit() const;

private:
    class Private;
    explicit History(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace fuseboard
