// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "documents/jsonwriter.h"
#include "gateway/telemetry/telemetryreading.h"
#include "store/sqlite.h"

#include <map>
#include <set>

namespace fuseboard::gateway {

/// What tools told of an hour, with the same dimensions. A later version of the same bucket replaces it.
struct TelemetryRow {
    std::int64_t seq = 0;
    Instant start; ///< of the hour
    TelemetryDimensions who;
    TokenCounts tokens;
    std::int64_t requests = 0; ///< calls told one by one; counters tell none
    std::optional<std::int64_t> nano; ///< USD; empty: not all of it has a cost
    bool operator==(const TelemetryRow&) const = default;
};

/// As `/v1/telemetry` shows it.
void write(JsonWriter& out, const TelemetryRow& row);

struct TelemetryPage {
    std::vector<TelemetryRow> rows;
    std::int64_t next = 0;
    bool more = false;
};

/// What a file may hold.
struct TelemetryLimits {
    /// An hour that a source has picked up can't be told otherwise any more after `telemetryRemembered`; some days longer,
    /// another source, or a history that was put back from a copy, can still pick it up.
    std::chrono::days readKept {35};
    std::chrono::days unreadKept {400}; ///< as far back as a history reads
    std::int64_t bytes = std::int64_t {1} << 30; ///< then the oldest hours go, and at last nothing more is taken
};

/// `telemetry.db`: hours of what tools told, and what it takes to know a copy, a counter's rise and the same call told twice.
/// Synchronous, for one thread.
class TelemetryFile {
public:
    /// Makes the file where there is none.
    static Result<TelemetryFile> open(const std::filesystem::path& file, const TelemetryLimits& limits = {});

    [[nodiscard]] const std::string& id() const { return m_id; }
    /// All batches or none, on disk when it returns. Readings that do not fit into their hour, or into the file, are added to
    /// the batch's rejected ones.
    Result<void> add(std::vector<TelemetryBatch*> batches, Instant now);
    /// Whoever asks for what is after a number has kept what is before it.
    [[nodiscard]] Result<TelemetryPage> page(std::int64_t after, std::int64_t limit);

private:
    TelemetryFile(sqlite::Database database, const TelemetryLimits& limits)
        : m_database(std::make_unique<sqlite::Database>(std::move(database)))
        , m_limits(limits)
    {
    }
    struct Adding;
    void forgetOld(Instant now);
    void makeRoom(std::int64_t settled);
    [[nodiscard]] bool isFull();
    void addReading(const TelemetryReading& reading, Adding& adding);
    std::optional<std::int64_t> risen(const TelemetryReading& reading, const CounterReading& counter);
    std::int64_t bucketOf(const TelemetryReading& reading);

    std::unique_ptr<sqlite::Database> m_database;
    TelemetryLimits m_limits;
    std::string m_id;
    std::int64_t m_readUpTo = 0; ///< the highest number that was asked from; on disk with what is added next
    Instant m_forgotten; ///< when old things were last forgotten
};

} // namespace fuseboard::gateway
