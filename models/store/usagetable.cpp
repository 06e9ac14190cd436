// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/usagetable.h"

#include <algorithm>

namespace fuseboard {
namespace {

using sqlite::Statement;

// The numbers are on disk: an enumerator may be added, none may move.
static_assert(static_cast<int>(Ledger::invoice) == 0 && static_cast<int>(Ledger::providerCost) == 1
    && static_cast<int>(Ledger::gateway) == 2 && static_cast<int>(Ledger::providerUsage) == 3);
static_assert(static_cast<int>(CostBasis::invoiced) == 0 && static_cast<int>(CostBasis::reported) == 1
    && static_cast<int>(CostBasis::estimated) == 2);

#define KEY_COLUMNS "ledger, account, team, project, key, person, agent, model, line_item"
#define COUNT_COLUMNS "input, cache_read, cache_write_5m, cache_write_1h, output, reasoning, requests, failed_requests"
#define ROW_COLUMNS                                                                                                            \
    "start, width, source, record, " KEY_COLUMNS ", seq, " COUNT_COLUMNS ", cost, currency, basis, price_version"
#define BUCKET_MATCHES                                                                                                         \
    "start = ?1 AND width = ?2 AND source = ?3 AND record = '' AND ledger = ?4 AND account = ?5 AND team = ?6 AND "            \
    "project = ?7 AND key = ?8 AND person = ?9 AND agent = ?10 AND model = ?11 AND line_item = ?12"

/// As the sums of calls are kept: everything of the hour and the same dimensions together.
#define HOUR_COLUMNS "start, source, account, team, project, key, person, agent, model, basis, priced, currency"
#define HOUR_OF_CALL                                                                                                           \
    "SELECT start - start % 3600000000, source, account, team, project, key, person, agent, model, basis, "                    \
    "cost IS NOT NULL, currency, "
#define CALL_MATCHES " FROM usage WHERE start = ?1 AND width = 0 AND source = ?2 AND record = ?3"

std::int64_t micros(Instant at) { return at.time_since_epoch().count(); }

Instant instant(std::int64_t value) { return Instant(std::chrono::microseconds(value)); }

std::string currencyOf(const UsageRow& row) { return row.cost ? row.cost->currency.text() : std::string(); }

std::optional<std::int64_t> nanoOf(const UsageRow& row) { return row.cost ? std::optional(row.cost->nano) : std::nullopt; }

/// Everything but the key.
bool sameValues(const UsageRow& a, const UsageRow& b)
{
    return a.tokens == b.tokens && a.requests == b.requests && a.failedRequests == b.failedRequests && a.cost == b.cost
        && a.basis == b.basis && a.priceVersion == b.priceVersion;
}

} // namespace

UsageTable::UsageTable(sqlite::Database& database)
    : m_database(&database)
    , m_names(database)
    , m_findCall(database, "SELECT seq FROM usage WHERE start = ?1 AND width = 0 AND source = ?2 AND record = ?3")
    , m_deleteCall(database, "DELETE FROM usage WHERE start = ?1 AND width = 0 AND source = ?2 AND record = ?3")
    , m_findBucket(database, "SELECT " ROW_COLUMNS ", read_at, withdrawn_at FROM usage WHERE " BUCKET_MATCHES)
    , m_insert(database,
          "INSERT OR REPLACE INTO usage (" ROW_COLUMNS ", read_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11,"
          " ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27)")
    , m_log(database,
          "INSERT INTO restated (replaced_at, withdrawn, " ROW_COLUMNS ", read_at, withdrawn_at) SELECT ?13, ?14, " ROW_COLUMNS
          ", read_at, withdrawn_at FROM usage WHERE " BUCKET_MATCHES)
    , m_addToHour(database,
          "INSERT INTO call_hour (" HOUR_COLUMNS ", " COUNT_COLUMNS ", cost) " HOUR_OF_CALL COUNT_COLUMNS
          ", coalesce(cost, 0)" CALL_MATCHES
          " ON CONFLICT DO UPDATE SET input = input + excluded.input, cache_read = cache_read + excluded.cache_read,"
          " cache_write_5m = cache_write_5m + excluded.cache_write_5m, cache_write_1h = cache_write_1h + "
          "excluded.cache_write_1h,"
          " output = output + excluded.output, reasoning = reasoning + excluded.reasoning,"
          " requests = requests + excluded.requests, failed_requests = failed_requests + excluded.failed_requests,"
          " cost = cost + excluded.cost")
    , m_takeFromHour(database,
          "INSERT INTO call_hour (" HOUR_COLUMNS ", " COUNT_COLUMNS ", cost) " HOUR_OF_CALL COUNT_COLUMNS
          ", coalesce(cost, 0)" CALL_MATCHES
          " ON CONFLICT DO UPDATE SET input = input - excluded.input, cache_read = cache_read - excluded.cache_read,"
          " cache_write_5m = cache_write_5m - excluded.cache_write_5m, cache_write_1h = cache_write_1h - "
          "excluded.cache_write_1h,"
          " output = output - excluded.output, reasoning = reasoning - excluded.reasoning,"
          " requests = requests - excluded.requests, failed_requests = failed_requests - excluded.failed_requests,"
          " cost = cost - excluded.cost")
    , m_withdraw(database, "UPDATE usage SET withdrawn_at = ?13 WHERE " BUCKET_MATCHES)
{
}

Applied UsageTable::apply(const Poll& poll)
{
    Applied applied;
    const auto source = m_names.idOf(poll.source);
    for (const UsageRow& row : poll.rows) {
        const bool call = row.width.count() == 0;
        if (row.source != poll.source || call == row.recordId.empty() || row.width.count() < 0)
            throw sqlite::Failure {
                {ErrorCode::badDocument, poll.source, "a row that is neither a call nor a bucket of this source"}};
        if (call)
            applyCall(row, source, micros(poll.at), applied);
        else
            applyBucket(row, source, micros(poll.at), applied);
    }
    if (!poll.rereads.empty())
        withdrawMissing(poll, source, applied);
    return applied;
}

void UsageTable::applyCall(const UsageRow& row, std::int64_t source, std::int64_t at, Applied& applied)
{
    const auto start = micros(row.start);
    if (m_findCall.bind(start, source, row.recordId).step()) {
        const auto kept = static_cast<std::uint64_t>(m_findCall.integer(0));
        m_findCall.reset();
        if (row.seq <= kept)
            return;
        m_takeFromHour.run(start, source, row.recordId);
        m_deleteCall.run(start, source, row.recordId);
        ++applied.replaced;
    } else {
        ++applied.added;
    }
    insert(row, source, dimensionsOf(row), at);
    m_addToHour.run(start, source, row.recordId);
    applied.days.insert(dayOf(row.start));
}

void UsageTable::applyBucket(const UsageRow& row, std::int64_t source, std::int64_t at, Applied& applied)
{
    const Dimensions d = dimensionsOf(row);
    const auto start = micros(row.start);
    m_findBucket.bind(start, row.width.count(), source, d[0], d[1], d[2], d[3], d[4], d[5], d[6], d[7], d[8]);
    if (m_findBucket.step()) {
        const UsageRow kept = read(m_findBucket);
        const bool withdrawn = !m_findBucket.isNull(27);
        const auto readAt = m_findBucket.integer(26);
        m_findBucket.reset();
        if (!withdrawn && sameValues(kept, row))
            return;
        // A bucket still running only grows; one that was over has been restated.
        if (!withdrawn && readAt >= start + std::chrono::microseconds(row.width).count()) {
            log({start, row.width.count(), d[0], d[1], d[2], d[3], d[4], d[5], d[6], d[7], d[8]}, source, at, false);
            ++applied.restated;
        }
        ++applied.replaced;
    } else {
        ++applied.added;
    }
    insert(row, source, d, at);
    applied.days.insert(dayOf(row.start));
}

void UsageTable::withdrawMissing(const Poll& poll, std::int64_t source, Applied& applied)
{
    std::set<BucketKey> found;
    for (const UsageRow& row : poll.rows) {
        const Dimensions d = dimensionsOf(row);
        found.insert({micros(row.start), row.width.count(), d[0], d[1], d[2], d[3], d[4], d[5], d[6], d[7], d[8]});
    }
    Statement kept(*m_database,
        "SELECT start, width, " KEY_COLUMNS " FROM usage WHERE start >= ?1 AND start < ?2 AND width > 0 AND source = ?3"
        " AND ledger = ?4 AND withdrawn_at IS NULL");
    std::vector<BucketKey> missing;
    for (const Reread& reread : poll.rereads) {
        kept.bind(micros(reread.period.start), micros(reread.period.end), source, reread.ledger);
        while (kept.step()) {
            BucketKey key {};
            for (std::size_t i = 0; i < key.size(); ++i)
                key[i] = kept.integer(static_cast<int>(i));
            if (!found.contains(key))
                missing.push_back(key);
        }
    }
    for (const BucketKey& k : missing) {
        log(k, source, micros(poll.at), true);
        m_withdraw.run(k[0], k[1], source, k[2], k[3], k[4], k[5], k[6], k[7], k[8], k[9], k[10], micros(poll.at));
        applied.days.insert(dayOf(instant(k[0])));
        ++applied.withdrawn;
    }
}

void UsageTable::insert(const UsageRow& row, std::int64_t source, const Dimensions& d, std::int64_t at)
{
    const TokenCounts& t = row.tokens;
    m_insert.run(micros(row.start), row.width.count(), source, row.recordId, d[0], d[1], d[2], d[3], d[4], d[5], d[6], d[7],
        d[8], row.seq, t.input, t.cacheRead, t.cacheWrite5m, t.cacheWrite1h, t.output, t.reasoning, row.requests,
        row.failedRequests, nanoOf(row), currencyOf(row), row.basis, m_names.idOf(row.priceVersion), at);
}

void UsageTable::log(const BucketKey& k, std::int64_t source, std::int64_t at, bool withdrawn)
{
    m_log.run(k[0], k[1], source, k[2], k[3], k[4], k[5], k[6], k[7], k[8], k[9], k[10], at, withdrawn);
}

UsageTable::Dimensions UsageTable::dimensionsOf(const UsageRow& row)
{
    return {static_cast<std::int64_t>(row.ledger), m_names.idOf(row.account), m_names.idOf(row.team), m_names.idOf(row.project),
        m_names.idOf(row.key), m_names.idOf(row.person), m_names.idOf(row.agent), m_names.idOf(row.model),
        m_names.idOf(row.lineItem)};
}

UsageRow UsageTable::read(const Statement& row)
{
    UsageRow out {.start = instant(row.integer(0)),
        .width = std::chrono::seconds(row.integer(1)),
        .source = m_names.textOf(row.integer(2)),
        .account = m_names.textOf(row.integer(5)),
        .recordId = row.text(3),
        .seq = static_cast<std::uint64_t>(row.integer(13)),
        .team = m_names.textOf(row.integer(6)),
        .project = m_names.textOf(row.integer(7)),
        .key = m_names.textOf(row.integer(8)),
        .person = m_names.textOf(row.integer(9)),
        .agent = m_names.textOf(row.integer(10)),
        .model = m_names.textOf(row.integer(11)),
        .lineItem = m_names.textOf(row.integer(12)),
        .tokens = {row.integer(14), row.integer(15), row.integer(16), row.integer(17), row.integer(18), row.integer(19)},
        .requests = row.integer(20),
        .failedRequests = row.integer(21),
        .cost = {},
        .priceVersion = m_names.textOf(row.integer(25))};
    const auto ledger = row.integer(4);
    const auto basis = row.integer(24);
    auto currency = row.isNull(22) ? Result<Currency>(Currency()) : Currency::parse(row.text(23));
    if (!currency || ledger < 0 || ledger > 3 || basis < 0 || basis > 2)
        throw sqlite::Failure {{ErrorCode::historyDamaged, m_database->file().string(), "a row of usage can't be read"}};
    out.ledger = static_cast<Ledger>(ledger);
    out.basis = static_cast<CostBasis>(basis);
    if (!row.isNull(22))
        out.cost = Money {row.integer(22), *currency};
    return out;
}

std::vector<UsageRow> UsageTable::rows(const std::string& source, Period period)
{
    std::vector<UsageRow> out;
    const auto id = m_names.find(source);
    if (!id)
        return out;
    Statement select(*m_database,
        "SELECT " ROW_COLUMNS " FROM usage WHERE start >= ?1 AND start < ?2 AND source = ?3 AND withdrawn_at IS NULL"
        " ORDER BY start, width, record");
    select.bind(micros(period.start), micros(period.end), *id);
    while (select.step())
        out.push_back(read(select));
    return out;
}

std::vector<UsageRow> UsageTable::summed(Period period)
{
    Statement select(*m_database,
        "SELECT " ROW_COLUMNS " FROM usage WHERE start >= ?1 AND start < ?2 AND width > 0 AND withdrawn_at IS NULL"
        " UNION ALL SELECT start, 3600, source, '', 2, account, team, project, key, person, agent, model, 0, "
        "0, " COUNT_COLUMNS ", CASE WHEN priced THEN cost END, currency, basis, 0 FROM call_hour"
        " WHERE start >= ?1 AND start < ?2 AND requests > 0"
        " ORDER BY 1, 2");
    select.bind(micros(period.start), micros(period.end));
    std::vector<UsageRow> out;
    while (select.step())
        out.push_back(read(select));
    return out;
}

std::optional<Instant> UsageTable::firstInstant()
{
    Statement select(*m_database, "SELECT start FROM usage ORDER BY start LIMIT 1");
    return select.step() ? std::optional(instant(select.integer(0))) : std::nullopt;
}

std::int64_t UsageTable::restatements()
{
    Statement select(*m_database, "SELECT count(*) FROM restated");
    return select.step() ? select.integer(0) : 0;
}

} // namespace fuseboard
