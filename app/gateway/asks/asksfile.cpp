// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/asks/asksfile.h"

#include "gateway/ownfile.h"

#include <fcntl.h>
#include <unistd.h>

namespace fuseboard::gateway {
namespace {

constexpr std::int64_t applicationId = 0x46424131; // "FBA1"
constexpr std::int64_t schemaVersion = 4;
// Of each kind: loops crowd out no budgets.
constexpr std::int64_t mostOpen = 1000; // nobody reads more
constexpr std::int64_t mostAnswered = 1000;
/// A held session that is let go on, unless the answer says how long.
constexpr auto sessionGoesOn = std::chrono::minutes(30);
/// After a no, before the same caller may ask anew.
constexpr auto pause = std::chrono::minutes(15);

constexpr const char* schema = R"(
CREATE TABLE ask (
  id TEXT PRIMARY KEY, at INTEGER NOT NULL, kind TEXT NOT NULL, scope TEXT NOT NULL, tool TEXT NOT NULL, team TEXT NOT NULL,
  token TEXT NOT NULL, label TEXT NOT NULL, person TEXT NOT NULL, agent TEXT NOT NULL, amount INTEGER NOT NULL,
  currency TEXT NOT NULL, reason TEXT NOT NULL, "limit" INTEGER NOT NULL, spent INTEGER NOT NULL, resetsAt INTEGER NOT NULL,
  state INTEGER NOT NULL, "by" TEXT NOT NULL, answeredAt INTEGER NOT NULL, granted INTEGER NOT NULL, until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX askByToken ON ask (token, answeredAt);
)";

/// Since version 2: the kind of period of the budget; those before it were asked of months.
constexpr const char* periodSchema = "ALTER TABLE ask ADD COLUMN period TEXT NOT NULL DEFAULT 'month'";

/// Since version 3: what it is about, and the evidence of a held session.
constexpr const char* sessionSchema = "ALTER TABLE ask ADD COLUMN about TEXT NOT NULL DEFAULT 'budget';"
                                      "ALTER TABLE ask ADD COLUMN evidence TEXT NOT NULL DEFAULT ''";

/// Since version 4: the worst case of a held session's last call; and a state that earlier gateways don't know.
constexpr const char* worstCallSchema = "ALTER TABLE ask ADD COLUMN worstCall INTEGER NOT NULL DEFAULT 0";

void setVersion(sqlite::Database& database)
{
    database.execute("PRAGMA application_id = " + std::to_string(applicationId)
        + "; PRAGMA user_version = " + std::to_string(schemaVersion));
}

/// Under another name until it is whole: a kill leaves no half of it behind.
void make(const std::filesystem::path& file)
{
    std::filesystem::path part = file;
    part += ".part";
    std::error_code error;
    for (const char* of : {"", "-journal", "-wal", "-shm"})
        std::filesystem::remove(part.string() + of, error);
    {
        sqlite::Database database(part, sqlite::Access::create);
        sqlite::Transaction whole(database);
        database.execute(schema);
        database.execute(periodSchema);
        database.execute(sessionSchema);
        database.execute(worstCallSchema);
        setVersion(database);
        whole.commit();
    }
    std::filesystem::rename(part, file, error);
    const int directory = ::open(file.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool isSynced = directory >= 0 && ::fsync(directory) == 0;
    if (directory >= 0)
        ::close(directory);
    if (error || !isSynced)
        throw sqlite::Failure({ErrorCode::fileUnwritable, file.string(), "it can't be made"});
}

/// There is none yet; an earlier gateway that was killed while it made one left it empty.
bool isMissing(const std::filesystem::path& file)
{
    std::error_code error;
    const auto size = std::filesystem::file_size(file, error);
    return error ? error == std::errc::no_such_file_or_directory : size == 0;
}

std::int64_t micros(Instant at) { return at.time_since_epoch().count(); }
Instant instant(std::int64_t micros) { return Instant(std::chrono::microseconds(micros)); }

Ask read(const sqlite::Statement& s)
{
    const Currency currency = Currency::parse(s.text(11)).value_or(Currency());
    return {.id = s.text(0),
        .at = instant(s.integer(1)),
        .about = s.text(22) == toText(AskAbout::session) ? AskAbout::session : AskAbout::budget,
        .scope = {parseLimitKind(s.text(2)).value_or(LimitKind::organisation), s.text(3), s.text(4)},
        .period = parsePeriodKind(s.text(21)).value_or(PeriodKind::month),
        .team = s.text(5),
        .token = s.text(6),
        .label = s.text(7),
        .person = s.text(8),
        .agent = s.text(9),
        .amount = {s.integer(10), currency},
        .reason = s.text(12),
        .limit = {s.integer(13), currency},
        .spentNano = s.integer(14),
        .resetsAt = instant(s.integer(15)),
        .state = static_cast<AskState>(s.integer(16)),
        .by = s.text(17),
        .answeredAt = instant(s.integer(18)),
        .grantedNano = s.integer(19),
        .until = instant(s.integer(20)),
        .evidence = s.text(23),
        .worstCallNano = s.integer(24)};
}

std::optional<Ask> first(std::vector<Ask> asks) { return asks.empty() ? std::nullopt : std::optional(std::move(asks.front())); }

} // namespace

Result<AsksFile> AsksFile::open(const std::filesystem::path& file)
{
    auto opened = sqlite::trying([&]() -> Result<AsksFile> {
        if (isMissing(file))
            make(file);
        auto own = openOwnFile(file, {applicationId, schemaVersion, "does not hold what callers asked for"});
        if (!own)
            return std::unexpected(std::move(own.error()));
        sqlite::Database& database = *own;
        if (database.schemaVersion() < schemaVersion) {
            sqlite::Transaction whole(database);
            if (database.schemaVersion() < 2)
                database.execute(periodSchema);
            if (database.schemaVersion() < 3)
                database.execute(sessionSchema);
            database.execute(worstCallSchema);
            setVersion(database);
            whole.commit();
        }
        AsksFile asks(std::move(database));
        return asks;
    });
    return opened ? std::move(*opened) : std::unexpected(opened.error());
}

std::vector<Ask> AsksFile::select(const std::string& where, const std::string& bound, std::int64_t number)
{
    std::vector<Ask> out;
    sqlite::Statement rows(*m_database, "SELECT * FROM ask WHERE " + where);
    rows.bind(bound, number);
    while (rows.step())
        out.push_back(read(rows));
    return out;
}

Result<AskOutcome> AsksFile::add(const Ask& ask)
{
    return sqlite::trying([&]() -> AskOutcome {
        sqlite::Transaction whole(*m_database);
        for (const Ask& waits : select("token = ?1 AND state = ?2", ask.token, std::int64_t {0}))
            if (waits.about == ask.about && (ask.about == AskAbout::budget || waits.scope == ask.scope))
                return {Asking::waits, waits};
        // A session is held by a rule, which does not ask too often.
        const auto refused =
            first(select("token = ?1 AND about = 'budget' AND state = 2 AND answeredAt > ?2 ORDER BY answeredAt DESC LIMIT 1",
                ask.token, micros(ask.at - pause)));
        if (refused && ask.about == AskAbout::budget)
            return {Asking::tooSoon, *refused};
        sqlite::Statement count(*m_database, "SELECT count(*) FROM ask WHERE state = 0 AND about = ?1");
        count.bind(toText(ask.about)).step();
        if (count.integer(0) >= mostOpen)
            return {Asking::tooMany, ask};
        count.reset();
        sqlite::Statement(*m_database,
            "INSERT INTO ask VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, 0, '', 0, 0, 0, "
            "?17, ?18, ?19, ?20)")
            .run(ask.id, micros(ask.at), fuseboard::toText(ask.scope.kind), ask.scope.id, ask.scope.agent, ask.team, ask.token,
                ask.label, ask.person, ask.agent, ask.amount.nano, ask.amount.currency.text(), ask.reason, ask.limit.nano,
                ask.spentNano, micros(ask.resetsAt), fuseboard::toText(ask.period), toText(ask.about), ask.evidence,
                ask.worstCallNano);
        // What was granted and is not over is never forgotten.
        sqlite::Statement(*m_database,
            "DELETE FROM ask WHERE state != 0 AND about = ?3 AND until < ?1 AND id NOT IN "
            "(SELECT id FROM ask WHERE state != 0 AND about = ?3 ORDER BY answeredAt DESC LIMIT ?2)")
            .run(micros(ask.at), mostAnswered, toText(ask.about));
        whole.commit();
        return {Asking::asked, ask};
    });
}

Result<std::optional<Ask>> AsksFile::answer(const std::string& id, const AskAnswer& answer, Instant now)
{
    return sqlite::trying([&]() -> std::optional<Ask> {
        sqlite::Transaction whole(*m_database);
        auto ask = first(select("id = ?1 AND ?2 = 0", id, 0));
        if (!ask || ask->state != AskState::open)
            return ask;
        ask->state = answer.allow ? AskState::allowed : AskState::kept;
        ask->by = answer.by;
        ask->answeredAt = now;
        if (answer.allow) {
            ask->grantedNano = answer.nano.value_or(ask->amount.nano);
            ask->until = answer.until.value_or(
                ask->about == AskAbout::session ? now + sessionGoesOn : std::max(ask->resetsAt, now + std::chrono::hours(24)));
        }
        sqlite::Statement(
            *m_database, "UPDATE ask SET state = ?2, \"by\" = ?3, answeredAt = ?4, granted = ?5, until = ?6 WHERE id = ?1")
            .run(id, ask->state, ask->by, micros(now), ask->grantedNano, micros(ask->until));
        whole.commit();
        return ask;
    });
}

Result<void> AsksFile::end(const std::vector<std::string>& ids, AskState from, Instant now)
{
    return sqlite::trying([&] {
        sqlite::Transaction whole(*m_database);
        sqlite::Statement ending(*m_database,
            "UPDATE ask SET state = ?3, answeredAt = ?4, granted = 0, until = 0 "
            "WHERE id = ?1 AND state = ?2 AND about = 'session'");
        for (const std::string& id : ids)
            ending.run(id, from, AskState::over, micros(now));
        whole.commit();
    });
}

Result<void> AsksFile::endSessions(Instant now)
{
    return sqlite::trying([&] {
        sqlite::Statement(*m_database, "UPDATE ask SET state = ?1, answeredAt = ?2 WHERE state = 0 AND about = 'session'")
            .run(AskState::over, micros(now));
    });
}

Result<std::vector<Ask>> AsksFile::all()
{
    return sqlite::trying([&] {
        return select("?1 = '' AND state != ?2 ORDER BY state != 0, answeredAt DESC, at DESC", {},
            static_cast<std::int64_t>(AskState::over));
    });
}

Result<std::optional<Ask>> AsksFile::find(const std::string& id)
{
    return sqlite::trying([&] { return first(select("id = ?1 AND ?2 = 0", id, 0)); });
}

Result<std::optional<Ask>> AsksFile::openOf(const std::string& token)
{
    return sqlite::trying([&] { return first(select("token = ?1 AND state = ?2 AND about = 'budget'", token, 0)); });
}

Result<std::vector<Allowance>> AsksFile::allowances(Instant now)
{
    return sqlite::trying([&] {
        std::vector<Allowance> out;
        for (const Ask& ask :
            select("?1 = '' AND about = 'budget' AND state = 1 AND until > ?2 ORDER BY answeredAt", {}, micros(now)))
            out.push_back(ask.allowance());
        return out;
    });
}

} // namespace fuseboard::gateway
