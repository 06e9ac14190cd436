// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/rollups.h"

#include <algorithm>

namespace fuseboard {
namespace {

/// Of entries in memory between transactions, about 30 MB: a month of a company with 8,000 series.
constexpr std::size_t keptEntries = 250'000;

void addTo(std::int64_t& sum, std::int64_t value, int sign)
{
    if (sign > 0 ? __builtin_add_overflow(sum, value, &sum) : __builtin_sub_overflow(sum, value, &sum))
        throw sqlite::Failure {{ErrorCode::overflow, "a sum of a day", {}}};
}

std::int64_t startOf(const StoredRow& row, std::int64_t width) { return row.start - ((row.start % width) + width) % width; }

} // namespace

void RollupSum::add(const StoredRow& row, int sign)
{
    addTo(rows, 1, sign);
    addTo(tokens.input, row.tokens.input, sign);
    addTo(tokens.cacheRead, row.tokens.cacheRead, sign);
    addTo(tokens.cacheWrite5m, row.tokens.cacheWrite5m, sign);
    addTo(tokens.cacheWrite1h, row.tokens.cacheWrite1h, sign);
    addTo(tokens.output, row.tokens.output, sign);
    addTo(tokens.reasoning, row.tokens.reasoning, sign);
    addTo(requests, row.requests, sign);
    addTo(failedRequests, row.failedRequests, sign);
    addTo(cost, row.cost.value_or(0), sign);
}

Rollups::Rollups(const sqlite::Database& database)
    : m_file(database.file())
    , m_read(database,
          "SELECT series, pricing, rows, input, cache_read, cache_write_5m, cache_write_1h, output, reasoning, requests,"
          " failed_requests, cost, width, start FROM rollup WHERE width = ?1 AND start = ?2")
    , m_write(database,
          "INSERT OR REPLACE INTO rollup (width, start, series, pricing, rows, input, cache_read, cache_write_5m,"
          " cache_write_1h, output, reasoning, requests, failed_requests, cost)"
          " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)")
    , m_delete(database, "DELETE FROM rollup WHERE width = ?1 AND start = ?2 AND series = ?3 AND pricing = ?4")
{
}

Rollups::Bucket& Rollups::bucket(BucketKey key)
{
    const auto [at, isNew] = m_buckets.try_emplace(key);
    Bucket& bucket = at->second;
    bucket.used = ++m_uses;
    if (!isNew)
        return bucket;
    m_read.bind(key.first, key.second);
    while (m_read.step()) {
        // SQLite finds a row by where it stands; one whose key a lost bit has changed still stands there.
        if (key != BucketKey {m_read.integer(12), m_read.integer(13)})
            throw sqlite::Failure {
                {ErrorCode::historyDamaged, m_file.string(), "a sum of another day stands among those of a day"}};
        bucket.entries[{m_read.integer(0), m_read.integer(1)}].sum = {.rows = m_read.integer(2),
            .tokens = {m_read.integer(3), m_read.integer(4), m_read.integer(5), m_read.integer(6), m_read.integer(7),
                m_read.integer(8)},
            .requests = m_read.integer(9),
            .failedRequests = m_read.integer(10),
            .cost = m_read.integer(11)};
    }
    m_read.reset();
    return bucket;
}

void Rollups::change(BucketKey where, const StoredRow& row, int sign)
{
    Bucket& in = bucket(where);
    const RollupKey key {row.series, row.pricing};
    Entry& entry = in.entries[key];
    if (!std::exchange(entry.changed, true))
        in.changed.push_back(key);
    entry.sum.add(row, sign);
}

void Rollups::add(const StoredRow& row)
{
    change({dayWidth, startOf(row, dayWidth)}, row, 1);
    if (row.isCall())
        change({hourWidth, startOf(row, hourWidth)}, row, 1);
}

void Rollups::take(const StoredRow& row)
{
    change({dayWidth, startOf(row, dayWidth)}, row, -1);
    if (row.isCall())
        change({hourWidth, startOf(row, hourWidth)}, row, -1);
}

void Rollups::flush()
{
    for (auto& [where, bucket] : m_buckets) {
        std::ranges::sort(bucket.changed); // in the order of the table
        for (const RollupKey& key : bucket.changed) {
            Entry& entry = bucket.entries.at(key);
            entry.changed = false;
            const RollupSum& sum = entry.sum;
            const TokenCounts& t = sum.tokens;
            if (sum.rows == 0) {
                m_delete.run(where.first, where.second, key.series, key.pricing);
                bucket.entries.erase(key);
            } else {
                m_write.run(where.first, where.second, key.series, key.pricing, sum.rows, t.input, t.cacheRead, t.cacheWrite5m,
                    t.cacheWrite1h, t.output, t.reasoning, sum.requests, sum.failedRequests, sum.cost);
            }
        }
        bucket.changed.clear();
    }
    dropOld();
}

void Rollups::dropOld()
{
    std::size_t entries = 0;
    for (const auto& [where, bucket] : m_buckets)
        entries += bucket.entries.size() + 1;
    while (entries > keptEntries && m_buckets.size() > 1) {
        const auto oldest = std::ranges::min_element(m_buckets, {}, [](const auto& each) { return each.second.used; });
        entries -= oldest->second.entries.size() + 1;
        m_buckets.erase(oldest);
    }
}

void Rollups::forget() { m_buckets.clear(); }

DaySums Rollups::of(std::int64_t width, std::int64_t start)
{
    DaySums out;
    const Bucket& from = bucket({width, start});
    out.reserve(from.entries.size());
    for (const auto& [key, entry] : from.entries)
        if (entry.sum.rows != 0)
            out.emplace_back(key, entry.sum);
    std::ranges::sort(out, {}, &DaySums::value_type::first);
    return out;
}

} // namespace fuseboard
