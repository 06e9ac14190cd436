// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/barestore.h"

#include "bench/benchcompany.h"

#include <sqlite3.h>

#include <cstdio>
#include <cstdlib>

namespace fuseboard::bench {
namespace {

void check(int code, sqlite3* database)
{
    if (code == SQLITE_OK || code == SQLITE_DONE)
        return;
    std::fprintf(stderr, "the reference failed: %s\n", sqlite3_errmsg(database));
    std::exit(1);
}

void execute(sqlite3* database, const char* sql) { check(sqlite3_exec(database, sql, nullptr, nullptr, nullptr), database); }

} // namespace

BareStore::BareStore(const std::filesystem::path& file)
{
    check(sqlite3_open(file.c_str(), &m_database), m_database);
    execute(m_database,
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -65536;"
        "CREATE TABLE usage (start INTEGER NOT NULL, width INTEGER NOT NULL, source INTEGER NOT NULL, record ANY NOT NULL,"
        " series INTEGER NOT NULL, fraction INTEGER NOT NULL, seq INTEGER NOT NULL, input INTEGER NOT NULL,"
        " cache_read INTEGER NOT NULL, cache_write_5m INTEGER NOT NULL, cache_write_1h INTEGER NOT NULL,"
        " output INTEGER NOT NULL, reasoning INTEGER NOT NULL, requests INTEGER NOT NULL, failed_requests INTEGER NOT NULL,"
        " cost INTEGER, pricing INTEGER NOT NULL, price_version INTEGER NOT NULL, read_at INTEGER NOT NULL,"
        " withdrawn_at INTEGER, row_check INTEGER NOT NULL, PRIMARY KEY (start, width, source, record, series))"
        " STRICT, WITHOUT ROWID");
    const char* upsert =
        "INSERT INTO usage VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20,"
        " ?21) ON CONFLICT DO UPDATE SET fraction = excluded.fraction, seq = excluded.seq, input = excluded.input,"
        " cache_read = excluded.cache_read, cache_write_5m = excluded.cache_write_5m, cache_write_1h = excluded.cache_write_1h,"
        " output = excluded.output, reasoning = excluded.reasoning, requests = excluded.requests,"
        " failed_requests = excluded.failed_requests, cost = excluded.cost, pricing = excluded.pricing,"
        " price_version = excluded.price_version, read_at = excluded.read_at, withdrawn_at = excluded.withdrawn_at,"
        " row_check = excluded.row_check";
    check(sqlite3_prepare_v3(m_database, upsert, -1, SQLITE_PREPARE_PERSISTENT, &m_upsert, nullptr), m_database);
}

BareStore::~BareStore()
{
    sqlite3_finalize(m_upsert);
    sqlite3_close(m_database);
}

void BareStore::upsert(const Poll& poll)
{
    execute(m_database, "BEGIN IMMEDIATE");
    std::int64_t series = 0;
    for (const UsageRow& row : poll.rows) {
        int column = 0;
        const auto bind = [&](std::int64_t value) { check(sqlite3_bind_int64(m_upsert, ++column, value), m_database); };
        bind(toUnixSeconds(row.start));
        bind(row.width.count());
        bind(1);
        check(sqlite3_bind_text(m_upsert, ++column, "", 0, SQLITE_STATIC), m_database);
        bind(++series % seriesCount + 1);
        bind(0);
        bind(0);
        const TokenCounts& t = row.tokens;
        for (const std::int64_t count : {t.input, t.cacheRead, t.cacheWrite5m, t.cacheWrite1h, t.output, t.reasoning})
            bind(count);
        bind(row.requests);
        bind(row.failedRequests);
        bind(row.cost->nano);
        bind(13);
        bind(1);
        bind(toUnixSeconds(poll.at));
        check(sqlite3_bind_null(m_upsert, ++column), m_database);
        bind(0x7fffffff - series); // the width of a check
        check(sqlite3_step(m_upsert), m_database);
        sqlite3_reset(m_upsert);
    }
    execute(m_database, "COMMIT");
}

} // namespace fuseboard::bench
