// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/holdsfile.h"

#include "gateway/uuid.h"
#include "gateway/ownfile.h"
#include "store/durable.h"

namespace fuseboard::gateway {
namespace {

constexpr std::int64_t applicationId = 0x46424831; // "FBH1"
constexpr std::int64_t schemaVersion = 2;

constexpr const char* schema = R"(
CREATE TABLE hold (
  kind TEXT NOT NULL, id TEXT NOT NULL, orderId TEXT NOT NULL, generation INTEGER NOT NULL, state TEXT NOT NULL,
  mode TEXT NOT NULL, reason TEXT NOT NULL, "by" TEXT NOT NULL, at INTEGER NOT NULL,
  PRIMARY KEY (kind, id)) STRICT, WITHOUT ROWID;
)";

/// Since version 2: over all holds. SQLite does not see a bit that flips inside of a text, and a freeze of another team than
/// was ordered would be none.
constexpr const char* sealSchema = "CREATE TABLE seal (sum TEXT NOT NULL) STRICT";

constexpr const char* allHolds =
    "SELECT kind, id, orderId, generation, state, mode, reason, \"by\", at FROM hold ORDER BY kind, id";
constexpr int columnCount = 9;

std::string sumOf(const sqlite::Database& database)
{
    std::string text;
    sqlite::Statement select(database, allHolds);
    while (select.step())
        for (int column = 0; column < columnCount; ++column) {
            const std::string value = select.text(column);
            text += std::to_string(value.size()) + ":" + value;
        }
    return sha256Hex(text);
}

bool isSealed(const sqlite::Database& database)
{
    sqlite::Statement seal(database, "SELECT sum FROM seal");
    return seal.step() && seal.text(0) == sumOf(database) && !seal.step();
}

void makeSeal(sqlite::Database& database)
{
    database.execute(sealSchema);
    sqlite::Statement(database, "INSERT INTO seal VALUES (?1)").run(sumOf(database));
    database.execute("PRAGMA user_version = " + std::to_string(schemaVersion));
}

std::unexpected<Error> altered(const sqlite::Database& database)
{
    return fail(ErrorCode::historyDamaged, database.file().string(), "its holds are not as they were written");
}

Result<Hold> read(const sqlite::Statement& s, const std::string& file)
{
    const auto kind = parseScopeKind(s.text(0));
    const auto state = parseHoldState(s.text(4));
    const auto mode = parseFreezeMode(s.text(5));
    if (!kind || !state || !mode || s.integer(3) < 1)
        return fail(ErrorCode::historyDamaged, file, "a hold in it can't be read");
    return Hold {{s.text(2), {*kind, s.text(1)}, static_cast<std::uint64_t>(s.integer(3)), *state, *mode, s.text(6), s.text(7)},
        Instant(std::chrono::microseconds(s.integer(8)))};
}

} // namespace

Result<void> HoldsFile::create(const std::filesystem::path& file)
{
    return sqlite::trying([&] {
        sqlite::Database database(file, sqlite::Access::create);
        database.prepareForWriting();
        sqlite::Transaction whole(database);
        database.execute(schema);
        database.execute("PRAGMA application_id = " + std::to_string(applicationId));
        makeSeal(database);
        whole.commit();
    });
}

Result<HoldsFile> HoldsFile::open(const std::filesystem::path& file)
{
    auto opened = sqlite::trying([&]() -> Result<HoldsFile> {
        auto database = openOwnFile(file, {applicationId, schemaVersion, "does not hold Fuseboard's freezes"});
        if (!database)
            return std::unexpected(std::move(database.error()));
        HoldsFile holds(*std::move(database));
        if (holds.m_database->schemaVersion() < schemaVersion) {
            if (const auto kept = keepCopyOfVersion(*holds.m_database); !kept)
                return std::unexpected(kept.error());
            sqlite::Transaction whole(*holds.m_database);
            makeSeal(*holds.m_database);
            whole.commit();
        }
        return holds;
    });
    return opened ? std::move(*opened) : std::unexpected(opened.error());
}

Result<std::vector<Hold>> HoldsFile::all()
{
    auto read = sqlite::trying([&]() -> Result<std::vector<Hold>> {
        if (!isSealed(*m_database))
            return altered(*m_database);
        std::vector<Hold> holds;
        sqlite::Statement select(*m_database, allHolds);
        while (select.step()) {
            auto hold = gateway::read(select, m_database->file().string());
            if (!hold)
                return std::unexpected(hold.error());
            holds.push_back(std::move(*hold));
        }
        return holds;
    });
    return read ? std::move(*read) : std::unexpected(read.error());
}

Result<void> HoldsFile::keep(const Hold& hold)
{
    const auto kept = sqlite::trying([&]() -> Result<void> {
        const HoldOrder& o = hold.order;
        sqlite::Transaction whole(*m_database);
        if (!isSealed(*m_database)) // a new seal would make what is wrong look right
            return altered(*m_database);
        sqlite::Statement(*m_database,
            "INSERT INTO hold VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT (kind, id) DO UPDATE SET "
            "orderId = ?3, generation = ?4, state = ?5, mode = ?6, reason = ?7, \"by\" = ?8, at = ?9 "
            "WHERE ?4 > generation OR (?4 = generation AND ?5 = 'frozen')")
            .run(toText(o.scope.kind), o.scope.id, o.orderId, o.generation, toText(o.state), toText(o.mode), o.reason, o.by,
                hold.at.time_since_epoch().count());
        sqlite::Statement(*m_database, "UPDATE seal SET sum = ?1").run(sumOf(*m_database));
        whole.commit();
        return {};
    });
    return kept ? *kept : std::unexpected(kept.error());
}

} // namespace fuseboard::gateway
