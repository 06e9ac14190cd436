// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/storedrow.h"

#include <map>
#include <unordered_map>

namespace fuseboard {

inline constexpr std::int64_t hourWidth = 3600, dayWidth = 86400;

/// The sum of some live rows of one series and pricing.
struct RollupSum {
    std::int64_t rows = 0;
    TokenCounts tokens;
    std::int64_t requests = 0, failedRequests = 0;
    std::int64_t cost = 0; ///< 0 where nothing of it has a price, which `pricing` says
    void add(const StoredRow& row, int sign); ///< a sum that does not fit is thrown as `overflow`
    bool operator==(const RollupSum&) const = default;
};

struct RollupKey {
    std::int64_t series = 0, pricing = 0;
    auto operator<=>(const RollupKey&) const = default;
};

/// In order of series and pricing.
using DaySums = std::vector<std::pair<RollupKey, RollupSum>>;

/// Sums by day of all live rows and by hour of calls, kept by the difference each row makes: restated rows take away what
/// they were. Nothing is written before `flush`; a whole day or hour is in memory while it changes.
class Rollups {
public:
    explicit Rollups(const sqlite::Database& database);

    /// Adds a row to its day (and a call to its hour), or takes it away again.
    void add(const StoredRow& row);
    void take(const StoredRow& row);
    /// Writes what changed; inside the transaction that changed the rows.
    void flush();
    /// After a rollback.
    void forget();

    [[nodiscard]] DaySums of(std::int64_t width, std::int64_t start);

private:
    struct Entry {
        RollupSum sum;
        bool changed = false;
    };
    struct Hash {
        std::size_t operator()(const RollupKey& key) const
        {
            return static_cast<std::size_t>(key.series) * 0x9E3779B97F4A7C15ULL ^ static_cast<std::size_t>(key.pricing);
        }
    };
    struct Bucket {
        std::unordered_map<RollupKey, Entry, Hash> entries;
        std::vector<RollupKey> changed;
        std::uint64_t used = 0;
    };
    using BucketKey = std::pair<std::int64_t, std::int64_t>; ///< width, start

    Bucket& bucket(BucketKey key);
    void change(BucketKey bucket, const StoredRow& row, int sign);
    void dropOld();

    std::filesystem::path m_file;
    sqlite::Statement m_read, m_write, m_delete;
    std::map<BucketKey, Bucket> m_buckets;
    std::uint64_t m_uses = 0;
};

} // namespace fuseboard
