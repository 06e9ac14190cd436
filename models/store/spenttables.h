// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/allocation.h"
#include "store/restateddays.h"
#include "store/spentday.h"
#include "store/untoldtable.h"

#include <set>

namespace fuseboard {

/// What counts as spent, day by day, decided anew whenever a row, a rule or a provider's word changes it.
class SpentTables {
public:
    SpentTables(sqlite::Database& database, Names& names, SeriesTable& series, Rollups& rollups, UntoldTable& untold);

    /// Rules for what is decided from now on; days that stand are decided anew by a job.
    void setRules(std::vector<AllocationRule> rules);
    /// An account's provider has told what it costs up to here. The days that are settled by that.
    std::vector<std::int64_t> tell(std::int64_t account, Instant upTo);
    /// Decides a day anew. Inside the transaction that changed the rollups. `restatedAt`: when a source said something else
    /// of the day than it had told completely; what that changes for teams is kept. Seconds.
    void remake(std::int64_t day, std::optional<std::int64_t> restatedAt = {});
    /// Whether a source that is complete up to here has told the day, and its provider has settled it.
    static bool isTold(std::int64_t day, std::int64_t upTo);
    /// Whether what stands of a day is what its sums and the rules say.
    [[nodiscard]] bool fits(std::int64_t day);
    /// After a rollback.
    void forget();

private:
    struct Difference {
        std::int64_t parts = 0, nano = 0, estimated = 0, elsewhere = 0;
        bool operator==(const Difference&) const = default;
    };
    using Differences = std::map<std::pair<std::int64_t, std::int64_t>, Difference>; ///< by name and currency

    using SpentRows = std::map<SpentKey, std::int64_t>;

    DecidedDay decide(std::int64_t day);
    void mustStandAt(std::int64_t day, std::int64_t found) const;
    SpentRows keptSpent(std::int64_t day);
    std::vector<AccountDecision> keptAccounts(std::int64_t day);
    std::map<std::int64_t, UsageCount> keptUsage(std::int64_t day);
    bool sumsFit(std::int64_t day, const std::string& table, const std::string& name, const Differences& expected);
    void note(const SpentKey& key, Int128 nano, int parts);
    static void write(sqlite::Statement& add, sqlite::Statement& drop, std::int64_t day, Differences& differences);
    void writeSpent(std::int64_t day, const DecidedDay& decided, std::optional<std::int64_t> restatedAt);
    void writeAccounts(std::int64_t day, const DecidedDay& decided);
    void writeUsage(std::int64_t day, const DecidedDay& decided);
    std::span<const NumberedShare> sharesOf(const Series& series);
    bool isSettled(std::int64_t account, std::int64_t day);
    std::int64_t toldUpTo(std::int64_t account);

    sqlite::Database* m_database;
    Names* m_names;
    SeriesTable* m_series;
    Rollups* m_rollups;
    UntoldTable* m_untold;
    RestatedDays m_restated;
    sqlite::Statement m_readSpent, m_putSpent, m_deleteSpent, m_addTeam, m_addModel, m_dropTeam, m_dropModel, m_readAccounts,
        m_putAccount, m_deleteAccounts, m_readUsage, m_putUsage, m_deleteUsage, m_toldUpTo;
    std::vector<AllocationRule> m_rules;
    std::unordered_map<std::int64_t, std::vector<NumberedShare>> m_shares; ///< by series
    std::unordered_map<std::int64_t, std::int64_t> m_told; ///< by account
    Differences m_ofTeams, m_ofModels; ///< of the day that is being written
};

} // namespace fuseboard
