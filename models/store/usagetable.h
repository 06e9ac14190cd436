// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/names.h"
#include "store/poll.h"

#include <array>
#include <vector>

namespace fuseboard {

/// Calls and buckets, replaced by key and never added to; hourly sums of the calls; what was restated and withdrawn.
class UsageTable {
public:
    explicit UsageTable(sqlite::Database& database);

    /// Inside the caller's transaction.
    Applied apply(const Poll& poll);
    void forgetNames() { m_names.forget(); }

    /// Live calls and buckets of a source that start in the period.
    [[nodiscard]] std::vector<UsageRow> rows(const std::string& source, Period period);
    /// Live buckets, and calls summed by hour, in order of time.
    [[nodiscard]] std::vector<UsageRow> summed(Period period);
    [[nodiscard]] std::optional<Instant> firstInstant();
    [[nodiscard]] std::int64_t restatements();

private:
    /// ledger, account, team, project, key, person, agent, model, line item as numbers of names.
    using Dimensions = std::array<std::int64_t, 9>;
    using BucketKey = std::array<std::int64_t, 11>; ///< start, width and dimensions

    Dimensions dimensionsOf(const UsageRow& row);
    void applyCall(const UsageRow& row, std::int64_t source, std::int64_t at, Applied& applied);
    void applyBucket(const UsageRow& row, std::int64_t source, std::int64_t at, Applied& applied);
    void withdrawMissing(const Poll& poll, std::int64_t source, Applied& applied);
    void insert(const UsageRow& row, std::int64_t source, const Dimensions& dimensions, std::int64_t at);
    void log(const BucketKey& key, std::int64_t source, std::int64_t at, bool withdrawn);
    UsageRow read(const sqlite::Statement& row);

    sqlite::Database* m_database;
    Names m_names;
    sqlite::Statement m_findCall, m_deleteCall, m_findBucket, m_insert, m_log, m_addToHour, m_takeFromHour, m_withdraw;
};

} // namespace fuseboard
