// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/usagerow.h"
#include "store/names.h"
#include "store/sqlite.h"

namespace fuseboard {

/// The columns of a row of usage on disk, in the order in which `readStored` and `bindStored` take them.
#define STORED_ROW_COLUMNS                                                                                                     \
    "start, width, source, record, series, fraction, seq, input, cache_read, cache_write_5m, cache_write_1h, output,"          \
    " reasoning, requests, failed_requests, cost, pricing, price_version, read_at, withdrawn_at, row_check"
inline constexpr int storedRowColumns = 21;

/// A row of usage as it is on disk: instants in seconds, texts as numbers.
struct StoredRow {
    std::int64_t start = 0, width = 0, source = 0;
    std::string record; ///< a UUID as its 16 bytes, any other id as it is; empty for buckets
    bool binaryRecord = false;
    std::int64_t series = 0;
    std::int64_t fraction = 0; ///< microseconds into the second
    std::int64_t seq = 0;
    TokenCounts tokens;
    std::int64_t requests = 0, failedRequests = 0;
    std::optional<std::int64_t> cost;
    std::int64_t pricing = 0;
    std::int64_t priceVersion = 0;
    std::int64_t readAt = 0;
    std::optional<std::int64_t> withdrawnAt;

    [[nodiscard]] bool isCall() const { return width == 0; }
    [[nodiscard]] std::int64_t check() const;
    /// Everything but key, version and when it was read.
    [[nodiscard]] bool saysTheSameAs(const StoredRow& other) const;
};

/// Currency, basis and whether there is a price, in one number.
struct Pricing {
    std::int64_t currency = 0; ///< number of its name
    CostBasis basis = CostBasis::estimated;
    bool priced = false;

    [[nodiscard]] std::int64_t code() const { return currency << 3 | static_cast<std::int64_t>(basis) << 1 | (priced ? 1 : 0); }
    static Pricing of(std::int64_t code) { return {code >> 3, static_cast<CostBasis>(code >> 1 & 3), (code & 1) != 0}; }
};

/// Of a row that came from outside; the caller has checked it. `at`: when the source said so.
StoredRow storedRow(const UsageRow& row, std::int64_t source, std::int64_t series, Instant at, Names& names);
/// The other way; `common` has the texts of its series.
UsageRow usageRow(const StoredRow& row, const UsageRow& common, Names& names);

/// Reads a row from `first` on; one that does not fit its check is damage.
StoredRow readStored(const sqlite::Statement& statement, const sqlite::Database& database, int first = 0);
/// Binds a row with its check to `?1` … `?21`, and more values after it, and runs the statement.
template <class... More>
void runWith(sqlite::Statement& statement, const StoredRow& row, const More&... more)
{
    const TokenCounts& t = row.tokens;
    const auto run = [&](const auto& record) {
        statement.run(row.start, row.width, row.source, record, row.series, row.fraction, row.seq, t.input, t.cacheRead,
            t.cacheWrite5m, t.cacheWrite1h, t.output, t.reasoning, row.requests, row.failedRequests, row.cost, row.pricing,
            row.priceVersion, row.readAt, row.withdrawnAt, row.check(), more...);
    };
    if (row.binaryRecord)
        run(sqlite::Blob {row.record});
    else
        run(std::string_view(row.record));
}

} // namespace fuseboard
