// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/ledger/ledgerfile.h"

#include "gateway/spendingscan.h"
#include "gateway/uuid.h"
#include "gateway/ownfile.h"

#include <algorithm>
#include <thread>

namespace fuseboard::gateway {
namespace {

constexpr std::int64_t applicationId = 0x46424c31; // "FBL1"
constexpr std::int64_t schemaVersion = 5;

constexpr const char* schema = R"(
CREATE TABLE ledger (id TEXT NOT NULL) STRICT;
CREATE TABLE call (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, callId TEXT NOT NULL, at INTEGER NOT NULL, endedAt INTEGER NOT NULL,
  team TEXT NOT NULL, token TEXT NOT NULL, person TEXT NOT NULL, agent TEXT NOT NULL, session TEXT NOT NULL,
  dialect TEXT NOT NULL, route TEXT NOT NULL, modelAsked TEXT NOT NULL, modelUsed TEXT NOT NULL, status INTEGER NOT NULL,
  reason TEXT NOT NULL, input INTEGER NOT NULL, cacheRead INTEGER NOT NULL, cacheWrite5m INTEGER NOT NULL,
  cacheWrite1h INTEGER NOT NULL, output INTEGER NOT NULL, reasoning INTEGER NOT NULL, cost INTEGER, currency TEXT,
  priceVersion TEXT NOT NULL, counted INTEGER NOT NULL, upstream TEXT NOT NULL, durationMs INTEGER NOT NULL,
  firstByteMs INTEGER, cut TEXT NOT NULL) STRICT;
CREATE INDEX callByTeam ON call (team, at, currency, cost);
)";

/// Of versions 2 to 4: the columns of a call, and what is set aside for it.
constexpr const char* openCallSchema = R"(
CREATE TABLE openCall (
  callId TEXT PRIMARY KEY, at INTEGER NOT NULL, endedAt INTEGER NOT NULL,
  team TEXT NOT NULL, token TEXT NOT NULL, person TEXT NOT NULL, agent TEXT NOT NULL, session TEXT NOT NULL,
  dialect TEXT NOT NULL, route TEXT NOT NULL, modelAsked TEXT NOT NULL, modelUsed TEXT NOT NULL, status INTEGER NOT NULL,
  reason TEXT NOT NULL, input INTEGER NOT NULL, cacheRead INTEGER NOT NULL, cacheWrite5m INTEGER NOT NULL,
  cacheWrite1h INTEGER NOT NULL, output INTEGER NOT NULL, reasoning INTEGER NOT NULL, cost INTEGER, currency TEXT,
  priceVersion TEXT NOT NULL, counted INTEGER NOT NULL, upstream TEXT NOT NULL, durationMs INTEGER NOT NULL,
  firstByteMs INTEGER, cut TEXT NOT NULL, reserved INTEGER NOT NULL) STRICT, WITHOUT ROWID;
)";

/// Since version 3: what stays set aside beside the cost.
constexpr const char* unsettledSchema = R"(
ALTER TABLE call ADD COLUMN unsettled INTEGER NOT NULL DEFAULT 0;
CREATE INDEX callUnsettled ON call (at) WHERE unsettled > 0;
ALTER TABLE openCall ADD COLUMN unsettled INTEGER NOT NULL DEFAULT 0;
UPDATE openCall SET unsettled = max(0, reserved - coalesce(cost, 0));
)";

/// Since version 4: the tier that served it, and its model where that was not the one asked for.
constexpr const char* tierSchema = R"(
ALTER TABLE call ADD COLUMN modelSent TEXT NOT NULL DEFAULT '';
ALTER TABLE call ADD COLUMN tier TEXT NOT NULL DEFAULT '';
ALTER TABLE openCall ADD COLUMN modelSent TEXT NOT NULL DEFAULT '';
ALTER TABLE openCall ADD COLUMN tier TEXT NOT NULL DEFAULT '';
)";

/// Since version 5: open calls stand in the journal.
constexpr std::int64_t journalVersion = 5;
constexpr const char* journalSchema = R"(
ALTER TABLE ledger ADD COLUMN journaled INTEGER NOT NULL DEFAULT 0;
ALTER TABLE ledger ADD COLUMN closed INTEGER NOT NULL DEFAULT 1;
)";

constexpr std::string_view columns =
    "callId, at, endedAt, team, token, person, agent, session, dialect, route, modelAsked, modelUsed, status, reason, "
    "input, cacheRead, cacheWrite5m, cacheWrite1h, output, reasoning, cost, currency, priceVersion, counted, upstream, "
    "durationMs, firstByteMs, cut, unsettled, modelSent, tier";

std::int64_t micros(Instant at) { return at.time_since_epoch().count(); }

Instant instant(std::int64_t micros) { return Instant(std::chrono::microseconds(micros)); }

constexpr int columnCount = 31;
/// After so many, some 50 us, whoever wants this processor gets it: a scheduler may let a thread run for milliseconds.
constexpr int rowsInTurn = 16;

/// `?1, ?2, …`
std::string places(int count)
{
    std::string out = "?1";
    for (int i = 2; i <= count; ++i)
        out += ", ?" + std::to_string(i);
    return out;
}

template <class Text>
void runWith(sqlite::Statement& statement, const BasicCallRow<Text>& r)
{
    std::optional<std::int64_t> cost;
    std::optional<std::string> currency;
    if (r.cost) {
        cost = r.cost->nano;
        currency = r.cost->currency.text();
    }
    statement.run(r.callId, micros(r.at), micros(r.endedAt), r.team, r.token, r.person, r.agent, r.session, r.dialect, r.route,
        r.modelAsked, r.modelUsed, r.status, r.reason, r.tokens.input, r.tokens.cacheRead, r.tokens.cacheWrite5m,
        r.tokens.cacheWrite1h, r.tokens.output, r.tokens.reasoning, cost, currency, r.priceVersion, r.counted, r.upstream,
        r.durationMs, r.firstByteMs, r.cut, r.unsettledNano, r.modelSent, r.tier);
}

CallRow read(const sqlite::Statement& s)
{
    CallRow row {.seq = s.integer(0), .callId = s.text(1), .at = instant(s.integer(2)), .endedAt = instant(s.integer(3))};
    row.team = s.text(4);
    row.token = s.text(5);
    row.person = s.text(6);
    row.agent = s.text(7);
    row.session = s.text(8);
    row.dialect = s.text(9);
    row.route = s.text(10);
    row.modelAsked = s.text(11);
    row.modelUsed = s.text(12);
    row.status = static_cast<CallStatus>(s.integer(13));
    row.reason = s.text(14);
    row.tokens = {s.integer(15), s.integer(16), s.integer(17), s.integer(18), s.integer(19), s.integer(20)};
    if (!s.isNull(21))
        row.cost = Money {s.integer(21), Currency::parse(s.text(22)).value_or(Currency())};
    row.priceVersion = s.text(23);
    row.counted = s.integer(24) != 0;
    row.upstream = s.text(25);
    row.durationMs = s.integer(26);
    if (!s.isNull(27))
        row.firstByteMs = s.integer(27);
    row.cut = s.text(28);
    row.unsettledNano = s.integer(29);
    row.modelSent = s.text(30);
    row.tier = s.text(31);
    return row;
}

} // namespace

Result<void> LedgerFile::create(const std::filesystem::path& file)
{
    return sqlite::trying([&] {
        sqlite::Database database(file, sqlite::Access::create);
        database.prepareForWriting();
        sqlite::Transaction whole(database);
        database.execute(schema);
        database.execute(openCallSchema);
        database.execute(unsettledSchema);
        database.execute(tierSchema);
        database.execute("DROP TABLE openCall");
        database.execute(journalSchema);
        sqlite::Statement(database, "INSERT INTO ledger (id) VALUES (?1)").run(newUuid());
        database.execute("PRAGMA application_id = " + std::to_string(applicationId)
            + "; PRAGMA user_version = " + std::to_string(schemaVersion));
        whole.commit();
    });
}

Result<LedgerFile> LedgerFile::open(const std::filesystem::path& file)
{
    auto opened = sqlite::trying([&]() -> Result<LedgerFile> {
        auto database = openOwnFile(file, {applicationId, schemaVersion, "is not a ledger of Fuseboard's"});
        if (!database)
            return std::unexpected(std::move(database.error()));
        LedgerFile ledger(*std::move(database));
        sqlite::Statement id(*ledger.m_database, "SELECT id FROM ledger");
        if (!id.step())
            return fail(ErrorCode::historyDamaged, file.string(), "has no id");
        ledger.m_id = id.text(0);
        id.reset();
        return ledger;
    });
    return opened ? std::move(*opened) : std::unexpected(opened.error());
}

Result<std::size_t> LedgerFile::bringUpToDate()
{
    return sqlite::trying([&]() -> Result<std::size_t> {
        const std::int64_t version = m_database->schemaVersion();
        if (version >= schemaVersion)
            return 0;
        if (auto kept = keepCopyOfVersion(*m_database); !kept)
            return std::unexpected(std::move(kept.error()));
        sqlite::Transaction whole(*m_database);
        if (version < 2)
            m_database->execute(openCallSchema);
        if (version < 3)
            m_database->execute(unsettledSchema);
        if (version < 4)
            m_database->execute(tierSchema);
        const std::string list(columns);
        m_database->execute("INSERT INTO call (" + list + ") SELECT " + list + " FROM openCall ORDER BY at, callId");
        const auto leftOpen = static_cast<std::size_t>(m_database->changes());
        m_database->execute("DROP TABLE openCall");
        m_database->execute(journalSchema);
        m_database->execute("PRAGMA user_version = " + std::to_string(schemaVersion));
        whole.commit();
        return leftOpen;
    }).and_then([](auto done) { return done; });
}

/// The statements that every group of calls runs.
struct LedgerFile::Adding {
    explicit Adding(const sqlite::Database& database)
        : call(database, "INSERT INTO call (" + std::string(columns) + ") VALUES (" + places(columnCount) + ")")
        , place(database, "UPDATE ledger SET journaled = ?1, closed = ?2")
    {
    }
    sqlite::Statement call, place;
};

void LedgerFile::AddingDeleter::operator()(Adding* adding) const { delete adding; }

Result<JournalPlace> LedgerFile::place()
{
    return sqlite::trying([&] {
        if (m_database->schemaVersion() < journalVersion)
            return JournalPlace {.last = 0, .isClosed = true};
        sqlite::Statement select(*m_database, "SELECT journaled, closed FROM ledger");
        select.step();
        return JournalPlace {static_cast<std::uint64_t>(select.integer(0)), select.integer(1) != 0};
    });
}

template <class Insert>
Result<void> LedgerFile::addAll(const JournalPlace& place, Insert insert)
{
    return sqlite::trying([&] {
        sqlite::Transaction group(*m_database);
        if (!m_adding)
            m_adding.reset(new Adding(*m_database));
        insert([this](const auto& row) { runWith(m_adding->call, row); });
        m_adding->place.run(place.last, place.isClosed);
        group.commit();
    });
}

Result<void> LedgerFile::add(const std::vector<CallRow>& settled, const JournalPlace& place)
{
    return addAll(place, [&](auto insert) { std::ranges::for_each(settled, insert); });
}

Result<void> LedgerFile::add(const std::vector<std::shared_ptr<const SettledCalls>>& settled, const JournalPlace& place)
{
    return addAll(place, [&](auto insert) {
        int sinceTurn = 0;
        for (const auto& calls : settled)
            if (!calls->forEach([&](const CallView& row) {
                    insert(row);
                    if (++sinceTurn % rowsInTurn == 0)
                        std::this_thread::yield();
                }))
                throw sqlite::Failure {{ErrorCode::historyDamaged, m_database->file().string(), "a call can't be read"}};
    });
}

Result<LedgerPage> LedgerFile::page(std::int64_t after, std::int64_t limit)
{
    return sqlite::trying([&] {
        LedgerPage page {.rows = {}, .next = after, .more = false};
        sqlite::Statement select(
            *m_database, "SELECT seq, " + std::string(columns) + " FROM call WHERE seq > ?1 ORDER BY seq LIMIT ?2");
        select.bind(after, limit + 1);
        while (select.step()) {
            if (static_cast<std::int64_t>(page.rows.size()) == limit) {
                page.more = true;
                break;
            }
            page.rows.push_back(read(select));
            page.next = page.rows.back().seq;
        }
        return page;
    });
}

Result<std::vector<ScopeSpending>> LedgerFile::spending(const SpendingQuestion& question)
{
    return sqlite::trying([&] { return scanSpending(*m_database, question); });
}

Result<std::vector<CallRow>> LedgerFile::unsettled(Instant since, std::int64_t limit)
{
    return sqlite::trying([&] {
        std::vector<CallRow> out;
        sqlite::Statement select(*m_database,
            "SELECT seq, " + std::string(columns) + " FROM call WHERE unsettled > 0 AND at >= ?1 ORDER BY at DESC LIMIT ?2");
        select.bind(micros(since), limit);
        while (select.step())
            out.push_back(read(select));
        return out;
    });
}

Result<std::optional<CallRow>> LedgerFile::release(const std::string& callId)
{
    return sqlite::trying([&]() -> std::optional<CallRow> {
        sqlite::Transaction whole(*m_database);
        std::optional<CallRow> row;
        {
            sqlite::Statement select(
                *m_database, "SELECT seq, " + std::string(columns) + " FROM call WHERE unsettled > 0 AND callId = ?1");
            select.bind(callId);
            if (select.step())
                row = read(select);
        }
        sqlite::Statement(*m_database, "UPDATE call SET unsettled = 0 WHERE unsettled > 0 AND callId = ?1").run(callId);
        whole.commit();
        return row;
    });
}

Result<std::int64_t> LedgerFile::spent(const std::string& team, const Currency& currency, Period period)
{
    return sqlite::trying([&] {
        sqlite::Statement sum(
            *m_database, "SELECT coalesce(sum(cost), 0) FROM call WHERE team = ?1 AND at >= ?2 AND at < ?3 AND currency = ?4");
        sum.bind(team, micros(period.start), micros(period.end), currency.text());
        sum.step();
        return sum.integer(0);
    });
}

} // namespace fuseboard::gateway
