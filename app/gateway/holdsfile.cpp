// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/holdsfile.h"

namespace fuseboard::gateway {
namespace {

constexpr std::int64_t applicationId = 0x46424831; // "FBH1"
constexpr std::int64_t schemaVersion = 1;

constexpr const char* schema = R"(
CREATE TABLE hold (
  kind TEXT NOT NULL, id TEXT NOT NULL, orderId TEXT NOT NULL, generation INTEGER NOT NULL, state TEXT NOT NULL,
  mode TEXT NOT NULL, reason TEXT NOT NULL, "by" TEXT NOT NULL, at INTEGER NOT NULL,
  PRIMARY KEY (kind, id)) STRICT, WITHOUT ROWID;
)";

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
        database.execute("PRAGMA application_id = " + std::to_string(applicationId)
            + "; PRAGMA user_version = " + std::to_string(schemaVersion));
        whole.commit();
    });
}

Result<HoldsFile> HoldsFile::open(const std::filesystem::path& file)
{
    auto opened = sqlite::trying([&]() -> Result<HoldsFile> {
        sqlite::Database database(file, sqlite::Access::write);
        if (database.applicationId() != applicationId)
            return fail(ErrorCode::historyDamaged, file.string(), "does not hold Fuseboard's freezes");
        if (database.schemaVersion() > schemaVersion)
            return fail(ErrorCode::historyNewer, file.string(), "was written by a newer gateway");
        database.prepareForWriting();
        HoldsFile holds(std::move(database));
        sqlite::Statement check(*holds.m_database, "PRAGMA integrity_check(1)");
        if (!check.step() || check.text(0) != "ok")
            return fail(ErrorCode::historyDamaged, file.string(), check.text(0));
        return holds;
    });
    return opened ? std::move(*opened) : std::unexpected(opened.error());
}

Result<std::vector<Hold>> HoldsFile::all()
{
    auto read = sqlite::trying([&]() -> Result<std::vector<Hold>> {
        std::vector<Hold> holds;
        sqlite::Statement select(
            *m_database, "SELECT kind, id, orderId, generation, state, mode, reason, \"by\", at FROM hold");
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
    return sqlite::trying([&] {
        const HoldOrder& o = hold.order;
        sqlite::Transaction whole(*m_database);
        sqlite::Statement(*m_database,
            "INSERT INTO hold VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT (kind, id) DO UPDATE SET "
            "orderId = ?3, generation = ?4, state = ?5, mode = ?6, reason = ?7, \"by\" = ?8, at = ?9 "
            "WHERE ?4 > generation OR (?4 = generation AND ?5 = 'frozen')")
            .run(toText(o.scope.kind), o.scope.id, o.orderId, o.generation, toText(o.state), toText(o.mode), o.reason, o.by,
                hold.at.time_since_epoch().count());
        whole.commit();
    });
}

} // namespace fuseboard::gateway
