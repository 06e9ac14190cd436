// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/allocationjob.h"
#include "store/auditlog.h"
#include "store/history.h"
#include "store/historycheck.h"
#include "store/limittable.h"
#include "store/mergedtable.h"
#include "store/organisationtables.h"
#include "store/ratetable.h"
#include "store/spentqueries.h"
#include "store/spenttables.h"
#include "store/untoldtable.h"
#include "store/usagetable.h"

namespace fuseboard {

/// What a history is made of: one connection, and the tables that share it.
class History::Private {
public:
    Private(const std::filesystem::path& file, HistoryMode mode);

    /// As they stand in the file now.
    void readRules();
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
    void forget();

    Applied apply(const Poll& poll);
    Applied apply(const std::vector<Poll>& polls);
    void setOrganisation(const Organisation& wanted, const std::string& by, Instant at);
    void remake(const std::set<Instant>& days) { remake(days, {}, {}); }
    /// `toldUpTo`: what the source had told completely before it spoke `at`.
    void remake(const std::set<Instant>& days, std::optional<Instant> toldUpTo, Instant at);
    EnteredRates enterRates(const std::vector<ExchangeRate>& rates, const std::string& by, Instant at);
    [[nodiscard]] SourceState stateOf(const std::string& source);

    sqlite::Database database;
    Names names {database};
    SeriesTable series {database, names};
    Rollups rollups {database};
    Compaction compaction {database, rollups};
    UsageTable usage {database, names, series, rollups, compaction};
    UntoldTable untold {database};
    SpentTables spent {database, names, series, rollups, untold};
    SpentQueries queries {database, names, series};
    HistoryCheck checks {database, names, series, rollups, spent};
    OrganisationTables organisation {database};
    AllocationJob allocation {database};
    RateTable rates {database};
    MergedTable merged {database};
    LimitTable limits {database};
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
    void record(AuditEntry change);
    void tellHeads();
};

} // namespace fuseboard
