// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/auditentry.h"
#include "store/organisation.h"
#include "store/poll.h"

#include <filesystem>
#include <memory>

namespace fuseboard {

enum class HistoryMode { owner, viewer }; ///< the one that writes; one that only reads

/// What is known of one account on one UTC day, as `spentOn` needs it once it is allocated. Calls come summed by hour.
struct AccountDayRows {
    Instant day;
    std::string account;
    std::vector<UsageRow> rows;
    bool operator==(const AccountDayRows&) const = default;
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
    [[nodiscard]] Result<SourceState> sourceState(const std::string& source) const;
    /// By day and account, in order; every UTC day that overlaps the period is there whole.
    [[nodiscard]] Result<std::vector<AccountDayRows>> days(Period period) const;
    /// Single calls and buckets of one source that start in the period: what tests hold against ledgers and invoices.
    [[nodiscard]] Result<std::vector<UsageRow>> rows(const std::string& source, Period period) const;
    [[nodiscard]] Result<std::optional<Instant>> firstInstant() const;
    /// How many old values of restated and withdrawn buckets are kept.
    [[nodiscard]] Result<std::int64_t> restatements() const;

    [[nodiscard]] Result<Organisation> organisation() const;
    /// Refused whole where ids are malformed or twice, or something belongs to a team that is not there.
    Result<void> setOrganisation(const Organisation& organisation, const std::string& by, Instant at);
    [[nodiscard]] Result<std::vector<OrganisationChange>> organisationChanges() const;

    Result<std::int64_t> audit(AuditEntry entry); ///< its sequence number
    [[nodiscard]] Result<std::vector<AuditEntry>> auditEntries(std::int64_t after, std::size_t limit) const;
    /// The first sequence number whose hash does not fit, if any.
    [[nodiscard]] Result<std::optional<std::int64_t>> firstBrokenAudit() const;

private:
    class Private;
    explicit History(std::unique_ptr<Private> parts);
    std::unique_ptr<Private> d;
};

} // namespace fuseboard
