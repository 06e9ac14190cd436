// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/telemetry/telemetryfile.h"

#include "gateway/uuid.h"

namespace fuseboard::gateway {
namespace {

using std::chrono::days;
using std::chrono::hours;

constexpr std::int64_t applicationId = 0x46425431; // "FBT1"
constexpr std::int64_t schemaVersion = 2;
// So that no sum of a day can leave what a sum may be: an hour of a person and model beyond this is no truth.
constexpr std::int64_t mostBucketNano = 10'000'000'000'000; // 10,000 USD
constexpr std::int64_t mostBucketTokens = 1'000'000'000'000;
constexpr std::int64_t mostBucketsOfAnHour = 20'000;

constexpr const char* schema = R"(
CREATE TABLE telemetry (id TEXT NOT NULL, seq INTEGER NOT NULL, readUpTo INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE TABLE bucket (
  id INTEGER PRIMARY KEY, hour INTEGER NOT NULL, account TEXT NOT NULL, person TEXT NOT NULL, project TEXT NOT NULL,
  agent TEXT NOT NULL, model TEXT NOT NULL, tag TEXT NOT NULL, seq INTEGER NOT NULL,
  allTokens INTEGER NOT NULL, allNano INTEGER NOT NULL,
  UNIQUE (hour, account, person, project, agent, model, tag)) STRICT;
CREATE INDEX bucketBySeq ON bucket (seq);
CREATE TABLE share (
  bucket INTEGER NOT NULL, teller TEXT NOT NULL, isCalls INTEGER NOT NULL, input INTEGER NOT NULL, cacheRead INTEGER NOT NULL,
  cacheWrite INTEGER NOT NULL, output INTEGER NOT NULL, reasoning INTEGER NOT NULL, requests INTEGER NOT NULL,
  nano INTEGER NOT NULL, priced INTEGER NOT NULL, unpriced INTEGER NOT NULL,
  PRIMARY KEY (bucket, teller, isCalls)) STRICT, WITHOUT ROWID;
CREATE INDEX shareByTeller ON share (teller);
CREATE TABLE callTeller (id TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE told (id TEXT PRIMARY KEY, at INTEGER NOT NULL, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX toldByTime ON told (at);
)";

constexpr const char* sinceVersion1 = "ALTER TABLE telemetry ADD COLUMN readUpTo INTEGER NOT NULL DEFAULT 0";

void setVersion(sqlite::Database& database) { database.execute("PRAGMA user_version = " + std::to_string(schemaVersion)); }

std::int64_t micros(Instant at) { return at.time_since_epoch().count(); }

struct Amounts {
    TokenCounts tokens;
    std::int64_t requests = 0, nano = 0;
    bool priced = false, unpriced = false;
};

Amounts amountsOf(const CallReading& call)
{
    return {.tokens = call.tokens,
        .requests = 1,
        .nano = call.nano.value_or(0),
        .priced = call.nano.has_value(),
        .unpriced = !call.nano};
}

Amounts amountsOf(CounterQuantity quantity, std::int64_t value)
{
    Amounts out;
    switch (quantity) {
    case CounterQuantity::input: out.tokens.input = value; break;
    case CounterQuantity::output: out.tokens.output = value; break;
    case CounterQuantity::cacheRead: out.tokens.cacheRead = value; break;
    case CounterQuantity::cacheWrite: out.tokens.cacheWrite5m = value; break;
    case CounterQuantity::cost:
        out.nano = value;
        out.priced = true;
        break;
    }
    return out;
}

} // namespace

void write(JsonWriter& out, const TelemetryRow& row)
{
    out.beginObject().member("seq", row.seq).member("start", fuseboard::toText(row.start)).member("seconds", 3600);
    out.member("account", row.who.account).member("person", row.who.person).member("project", row.who.project);
    out.member("agent", row.who.agent).member("model", row.who.model).member("tag", row.who.tag);
    out.key("tokens").beginObject().member("input", row.tokens.input).member("cacheRead", row.tokens.cacheRead);
    out.member("cacheWrite5m", row.tokens.cacheWrite5m).member("cacheWrite1h", row.tokens.cacheWrite1h);
    out.member("output", row.tokens.output).member("reasoning", row.tokens.reasoning).endObject();
    out.member("requests", row.requests);
    if (row.nano)
        out.nano("cost", *row.nano).member("currency", Currency::usd().text());
    else
        out.key("cost").null().key("currency").null();
    out.member("costBasis", "estimated").endObject();
}

struct TelemetryFile::Adding {
    std::set<std::int64_t> touched; ///< buckets
    TelemetryBatch* batch = nullptr;
    bool isFull = false;
    void reject(const char* why) const
    {
        if (batch->rejected++ == 0)
            batch->why = why;
    }
};

Result<TelemetryFile> TelemetryFile::open(const std::filesystem::path& file, const TelemetryLimits& limits)
{
    auto opened = sqlite::trying([&]() -> Result<TelemetryFile> {
        std::error_code ignored;
        const bool isNew = !std::filesystem::exists(file, ignored);
        sqlite::Database database(file, isNew ? sqlite::Access::create : sqlite::Access::write);
        if (isNew) {
            database.prepareForWriting();
            sqlite::Transaction whole(database);
            database.execute(schema);
            sqlite::Statement(database, "INSERT INTO telemetry VALUES (?1, 0, 0)").run(newUuid());
            database.execute("PRAGMA application_id = " + std::to_string(applicationId));
            setVersion(database);
            whole.commit();
        }
        if (database.applicationId() != applicationId)
            return fail(ErrorCode::historyDamaged, file.string(), "is no telemetry of Fuseboard's");
        if (database.schemaVersion() > schemaVersion)
            return fail(ErrorCode::historyNewer, file.string(), "was written by a newer gateway");
        database.prepareForWriting();
        if (database.schemaVersion() == 1) {
            sqlite::Transaction whole(database);
            database.execute(sinceVersion1);
            setVersion(database);
            whole.commit();
        }
        TelemetryFile telemetry(std::move(database), limits);
        sqlite::Statement check(*telemetry.m_database, "PRAGMA quick_check(1)");
        if (!check.step() || check.text(0) != "ok")
            return fail(ErrorCode::historyDamaged, file.string(), check.text(0));
        sqlite::Statement id(*telemetry.m_database, "SELECT id, readUpTo FROM telemetry");
        if (!id.step())
            return fail(ErrorCode::historyDamaged, file.string(), "has no id");
        telemetry.m_id = id.text(0);
        telemetry.m_readUpTo = id.integer(1);
        return telemetry;
    });
    return opened ? std::move(*opened) : std::unexpected(opened.error());
}

Result<void> TelemetryFile::add(std::vector<TelemetryBatch*> batches, Instant now)
{
    return sqlite::trying([&] {
        sqlite::Transaction whole(*m_database);
        forgetOld(now);
        Adding adding;
        for (TelemetryBatch* batch : batches) {
            adding.batch = batch;
            adding.isFull = isFull();
            for (const TelemetryReading& reading : batch->readings)
                addReading(reading, adding);
        }
        sqlite::Statement next(*m_database, "UPDATE telemetry SET seq = seq + 1");
        sqlite::Statement number(*m_database, "UPDATE bucket SET seq = (SELECT seq FROM telemetry) WHERE id = ?1");
        for (const std::int64_t bucket : adding.touched) {
            next.run();
            number.run(bucket);
        }
        whole.commit();
    });
}

void TelemetryFile::forgetOld(Instant now)
{
    if (now < m_forgotten + hours(1) && now >= m_forgotten)
        return;
    // What is older can't change any more: its copies are not taken.
    const std::int64_t settled = micros(now - telemetryRemembered - days(1)), oldest = micros(now - m_limits.unreadKept);
    sqlite::Statement(*m_database, "DELETE FROM told WHERE at < ?1").run(settled);
    sqlite::Statement(*m_database, "DELETE FROM callTeller WHERE at < ?1").run(oldest);
    sqlite::Statement(*m_database, "UPDATE telemetry SET readUpTo = ?1").run(m_readUpTo);
    sqlite::Statement(*m_database, "DELETE FROM bucket WHERE hour < ?1 OR (hour < ?2 AND seq <= ?3)")
        .run(oldest, micros(now - m_limits.readKept), m_readUpTo);
    makeRoom(settled);
    sqlite::Statement(*m_database, "DELETE FROM share WHERE bucket NOT IN (SELECT id FROM bucket)").run();
    m_forgotten = now;
}

/// Settled hours alone: one that is told anew would take the place of all that was told of it.
void TelemetryFile::makeRoom(std::int64_t settled)
{
    sqlite::Statement drop(*m_database,
        "DELETE FROM bucket WHERE id IN (SELECT id FROM bucket WHERE hour < ?1 ORDER BY seq > ?2, hour"
        " LIMIT 1 + (SELECT count(*) FROM bucket) / 10)");
    sqlite::Statement shares(*m_database, "DELETE FROM share WHERE bucket NOT IN (SELECT id FROM bucket)");
    while (isFull()) {
        drop.run(settled, m_readUpTo);
        if (m_database->changes() == 0)
            return;
        shares.run();
    }
}

/// By the pages that are in use; a file keeps those that are not, and fills them first.
bool TelemetryFile::isFull()
{
    sqlite::Statement used(*m_database,
        "SELECT (p.page_count - f.freelist_count) * s.page_size FROM pragma_page_count() p, pragma_freelist_count() f,"
        " pragma_page_size() s");
    return used.step() && used.integer(0) > m_limits.bytes;
}

/// By how much a counter has risen since it was last told; empty: it is a copy, or older than what was told already.
std::optional<std::int64_t> TelemetryFile::risen(const TelemetryReading& reading, const CounterReading& counter)
{
    sqlite::Statement known(*m_database, "SELECT at, value FROM told WHERE id = ?1");
    known.bind(reading.id);
    std::int64_t before = 0;
    if (known.step()) {
        if (!counter.cumulative || micros(reading.at) <= known.integer(0))
            return std::nullopt;
        before = known.integer(1);
    }
    sqlite::Statement(*m_database, "INSERT OR REPLACE INTO told VALUES (?1, ?2, ?3)")
        .run(reading.id, micros(reading.at), counter.value);
    // One that has fallen without a new start was set back to zero.
    return counter.value < before ? counter.value : counter.value - before;
}

/// 0: the hour has as many as it may.
std::int64_t TelemetryFile::bucketOf(const TelemetryReading& reading)
{
    const TelemetryDimensions& who = reading.who;
    const std::int64_t hour = micros(std::chrono::floor<hours>(reading.at));
    sqlite::Statement find(*m_database,
        "SELECT id FROM bucket WHERE hour = ?1 AND account = ?2 AND person = ?3 AND project = ?4 AND agent = ?5 AND model = ?6"
        " AND tag = ?7");
    find.bind(hour, who.account, who.person, who.project, who.agent, who.model, who.tag);
    if (find.step())
        return find.integer(0);
    sqlite::Statement many(*m_database, "SELECT count(*) FROM bucket WHERE hour = ?1");
    many.bind(hour);
    if (many.step() && many.integer(0) >= mostBucketsOfAnHour)
        return 0;
    sqlite::Statement(*m_database, "INSERT INTO bucket VALUES (NULL, ?1, ?2, ?3, ?4, ?5, ?6, ?7, 0, 0, 0)")
        .run(hour, who.account, who.person, who.project, who.agent, who.model, who.tag);
    return m_database->lastRowId();
}

void TelemetryFile::addReading(const TelemetryReading& reading, Adding& adding)
{
    if (adding.isFull)
        return adding.reject("the file of telemetry is full: a source has to pick up what is in it");
    const auto* call = std::get_if<CallReading>(&reading.told);
    Amounts amounts;
    if (call) {
        sqlite::Statement(*m_database, "INSERT OR IGNORE INTO told VALUES (?1, ?2, 0)").run(reading.id, micros(reading.at));
        if (m_database->changes() == 0)
            return;
        amounts = amountsOf(*call);
    } else {
        const auto& counter = std::get<CounterReading>(reading.told);
        sqlite::Statement tellsCalls(*m_database, "SELECT 1 FROM callTeller WHERE id = ?1");
        if (tellsCalls.bind(reading.teller).step()) // not even as a copy: most tools tell both
            return;
        const auto value = risen(reading, counter);
        if (!value)
            return;
        amounts = amountsOf(counter.quantity, *value);
    }
    const std::int64_t bucket = bucketOf(reading);
    if (bucket == 0)
        return adding.reject("too many people and models for one hour");
    const TokenCounts& t = amounts.tokens;
    sqlite::Statement room(*m_database,
        "UPDATE bucket SET allTokens = allTokens + ?2, allNano = allNano + ?3 WHERE id = ?1 AND allTokens + ?2 <= ?4"
        " AND allNano + ?3 <= ?5");
    if (t.total() > mostBucketTokens || amounts.nano > mostBucketNano)
        return adding.reject("more than one hour can hold");
    room.run(bucket, t.total(), amounts.nano, mostBucketTokens, mostBucketNano);
    if (m_database->changes() == 0)
        return adding.reject("more than one hour of a person and model can hold");
    sqlite::Statement(*m_database,
        "INSERT INTO share VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12) ON CONFLICT DO UPDATE SET"
        " input = input + ?4, cacheRead = cacheRead + ?5, cacheWrite = cacheWrite + ?6, output = output + ?7,"
        " reasoning = reasoning + ?8, requests = requests + ?9, nano = nano + ?10, priced = max(priced, ?11),"
        " unpriced = max(unpriced, ?12)")
        .run(bucket, reading.teller, call != nullptr, t.input, t.cacheRead, t.cacheWrite5m, t.output, t.reasoning,
            amounts.requests, amounts.nano, amounts.priced, amounts.unpriced);
    adding.touched.insert(bucket);
    if (!call)
        return;
    for (const std::string* teller : {&reading.teller, &reading.person}) {
        sqlite::Statement(*m_database, "INSERT OR IGNORE INTO callTeller VALUES (?1, ?2)").run(*teller, micros(reading.at));
        if (m_database->changes() == 0)
            continue;
        sqlite::Statement counters(*m_database, "SELECT bucket FROM share WHERE teller = ?1 AND isCalls = 0");
        counters.bind(*teller);
        while (counters.step())
            adding.touched.insert(counters.integer(0));
        counters.reset();
        sqlite::Statement(*m_database, "DELETE FROM share WHERE teller = ?1 AND isCalls = 0").run(*teller);
    }
}

Result<TelemetryPage> TelemetryFile::page(std::int64_t after, std::int64_t limit)
{
    return sqlite::trying([&] {
        sqlite::Statement last(*m_database, "SELECT seq FROM telemetry");
        if (last.step() && after <= last.integer(0))
            m_readUpTo = std::max(m_readUpTo, after);
        TelemetryPage page {.rows = {}, .next = after, .more = false};
        sqlite::Statement buckets(*m_database,
            "SELECT seq, hour, account, person, project, agent, model, tag, id FROM bucket WHERE seq > ?1 ORDER BY seq LIMIT "
            "?2");
        sqlite::Statement shares(*m_database,
            "SELECT input, cacheRead, cacheWrite, output, reasoning, requests, nano, priced, unpriced FROM share"
            " WHERE bucket = ?1");
        buckets.bind(after, limit + 1);
        while (buckets.step()) {
            if (static_cast<std::int64_t>(page.rows.size()) == limit) {
                page.more = true;
                break;
            }
            TelemetryRow& row = page.rows.emplace_back();
            row.seq = page.next = buckets.integer(0);
            row.start = Instant(std::chrono::microseconds(buckets.integer(1)));
            row.who = {buckets.text(2), buckets.text(3), buckets.text(4), buckets.text(5), buckets.text(6), buckets.text(7)};
            row.nano = 0;
            shares.bind(buckets.integer(8));
            while (shares.step()) {
                const TokenCounts tokens {
                    shares.integer(0), shares.integer(1), shares.integer(2), 0, shares.integer(3), shares.integer(4)};
                row.tokens += tokens;
                row.requests += shares.integer(5);
                const bool known = shares.integer(8) == 0 && (shares.integer(7) != 0 || tokens.total() == 0);
                if (known && row.nano)
                    *row.nano += shares.integer(6);
                else
                    row.nano.reset();
            }
        }
        return page;
    });
}

} // namespace fuseboard::gateway
