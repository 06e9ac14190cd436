// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "crash/files.h"
#include "crash/powercut.h"
#include "models/store/temporarydirectory.h"
#include "store/migrations.h"
#include "store/rowcheck.h"

#include <gtest/gtest.h>

#include <sqlite3.h>

#include <csignal>
#include <format>
#include <iostream>
#include <unistd.h>

using namespace fuseboard;
using namespace fuseboard::test;

namespace {

#ifdef __SANITIZE_ADDRESS__
constexpr int closest = 3; // every statement is tried without sanitizers
#else
constexpr int closest = 1;
#endif

using Steps = std::span<const std::string_view>;

/// Two more steps than there are: a rebuilt table, and a new one filled from an old one.
std::vector<std::string_view> withMadeUpSteps()
{
    const Steps real = historyMigrations();
    std::vector<std::string_view> steps(real.begin(), real.end());
    steps.emplace_back("CREATE TABLE note_new (id INTEGER PRIMARY KEY, text TEXT NOT NULL, size INTEGER NOT NULL) STRICT;"
                       "INSERT INTO note_new SELECT id, text, length(text) FROM note;"
                       "DROP TABLE note;"
                       "ALTER TABLE note_new RENAME TO note;"
                       "CREATE INDEX note_by_size ON note (size)");
    steps.emplace_back("CREATE TABLE longest (id INTEGER PRIMARY KEY) STRICT;"
                       "INSERT INTO longest SELECT id FROM note ORDER BY size DESC LIMIT 10;"
                       "UPDATE note SET text = upper(text);"
                       "DELETE FROM note WHERE size = 0");
    return steps;
}

/// What a released version 1 may hold, as that version wrote it, and a table for the made-up steps.
constexpr const char* contentOfVersion1 = R"(
INSERT INTO name (id, text) VALUES (1, 'gateway'), (2, 'acme'), (3, 'm'), (4, 'provider'), (5, 'key');
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400)
INSERT INTO usage SELECT 1767225600000000 + i * 3600000000, 0, 1, printf('call-%06d', i), 2, 2, 0, 0, 5, 0, 0, 3, 0, i,
  100, 0, 0, 0, 10, 0, 1, 0, i * 1000, 'USD', 2, 0, 1788220800000000, NULL FROM n;
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400)
INSERT INTO usage SELECT 1767225600000000 + i * 3600000000, 3600, 4, '', 3, 4, 0, 0, 0, 0, 0, 3, 0, 0,
  100, 0, 0, 0, 10, 0, 1, 0, i * 2000, 'USD', 2, 0, 1788220800000000, NULL FROM n;
INSERT INTO call_hour SELECT start, source, account, team, project, key, person, agent, model, basis, 1, currency,
  input, cache_read, cache_write_5m, cache_write_1h, output, reasoning, requests, failed_requests, cost
  FROM usage WHERE width = 0;
INSERT INTO team VALUES (1, 'team-a', 'Payments', 'P. Owner', '', '');
INSERT INTO budget VALUES (1, 'team-a', 1, 5, 'USD', '80,100', 1788220800000000, 'me');
INSERT INTO source_state VALUES ('gateway', '400', 1788220800000000, NULL);
CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;
WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 300)
INSERT INTO note SELECT i, replace(hex(zeroblob(i)), '0', 'x') FROM n;
)";

/// Schema and every row of every table as text: equal where two files say the same.
std::string dump(const std::filesystem::path& file)
{
    sqlite::Database database(file, sqlite::Access::read);
    std::string out = "version " + std::to_string(database.schemaVersion()) + "\n";
    std::vector<std::string> tables;
    sqlite::Statement schema(database, "SELECT type, name, coalesce(sql, '') FROM sqlite_schema ORDER BY type, name");
    while (schema.step()) {
        out += schema.text(0) + " " + schema.text(1) + " " + schema.text(2) + "\n";
        if (schema.text(0) == "table")
            tables.push_back(schema.text(1));
    }
    for (const std::string& table : tables) {
        sqlite::Statement columns(database, "SELECT name FROM pragma_table_info(?1)");
        columns.bind(table);
        std::string list;
        while (columns.step())
            list += (list.empty() ? "" : " || '|' || ") + std::format("quote(\"{}\")", columns.text(0));
        sqlite::Statement rows(database, std::format("SELECT {} FROM \"{}\" ORDER BY 1", list, table));
        while (rows.step())
            out += table + ": " + rows.text(0) + "\n";
    }
    return out;
}

bool isWhole(const std::filesystem::path& file)
{
    sqlite::Database database(file, sqlite::Access::read);
    sqlite::Statement check(database, "PRAGMA integrity_check");
    return check.step() && check.text(0) == "ok";
}

/// Counts the statements that begin, and ends the process with SIGKILL before the one of that number.
struct Countdown {
    int left = -1; ///< negative: only counts
    int seen = 0;
};

int onStatement(unsigned, void* context, void*, void*)
{
    auto& countdown = *static_cast<Countdown*>(context);
    if (countdown.seen++ == countdown.left)
        ::kill(::getpid(), SIGKILL);
    return 0;
}

int migrateUntil(const std::filesystem::path& file, Steps steps, int statement)
{
    Countdown countdown {.left = statement};
    sqlite::Database database(file, sqlite::Access::write);
    addRowCheck(database);
    sqlite3_trace_v2(database.handle(), SQLITE_TRACE_STMT, onStatement, &countdown);
    database.prepareForWriting();
    migrate(database, steps);
    return countdown.seen;
}

struct Case {
    const char* name;
    std::vector<std::string_view> steps;
    std::size_t from;
    int stride = 1; ///< between two statements that are tried
};

std::vector<Case> cases()
{
    std::vector<Case> out;
    const Steps real = historyMigrations();
    // From the oldest version on, every statement; a younger one goes the last part of the same way.
    for (std::size_t from = 1; from < real.size(); ++from)
        out.push_back({"real steps", {real.begin(), real.end()}, from, from == 1 ? closest : 4 * closest});
    const auto all = withMadeUpSteps();
    for (std::size_t from = real.size(); from < all.size(); ++from)
        out.push_back({"made-up steps", all, from, closest});
    return out;
}

class MigrationKill : public testing::Test {
protected:
    [[nodiscard]] std::filesystem::path file() const { return m_cut.disk() / "history.db"; }
    /// A file of that version and, as after a crash, its log; no backup.
    void make(const Case& each) const
    {
        emptied(m_cut.disk());
        sqlite::Database database(file(), sqlite::Access::create);
        addRowCheck(database);
        migrate(database, Steps(each.steps).first(1));
        database.execute(contentOfVersion1);
        migrate(database, Steps(each.steps).first(each.from));
        database.prepareForWriting();
        sqlite3_db_config(database.handle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
        database.execute("UPDATE team SET owner = 'Q. Owner'");
        for (const auto& entry : std::filesystem::directory_iterator(m_cut.disk()))
            if (entry.path() != file() && entry.path().string().find(".before-") != std::string::npos)
                std::filesystem::remove(entry.path());
    }
    /// One of the versions on the way, exactly as an undisturbed migration makes it, with the backup of the first.
    void expectOldOrNew(const Case& each, const std::vector<std::string>& dumps) const
    {
        ASSERT_TRUE(isWhole(file()));
        const std::string now = dump(file());
        std::size_t version = each.from;
        while (version < dumps.size() && dumps[version] != now)
            ++version;
        ASSERT_LT(version, dumps.size()) << "neither old nor new:\n" << now.substr(0, now.find('\n'));
        if (version > each.from) {
            const std::filesystem::path backup = std::format("{}.before-{}", file().string(), each.from + 1);
            ASSERT_TRUE(std::filesystem::exists(backup));
            ASSERT_TRUE(isWhole(backup));
            EXPECT_EQ(dump(backup), dumps[each.from]);
        }
        migrateUntil(file(), each.steps, -1);
        EXPECT_EQ(dump(file()), dumps.back()) << "it goes on where it was stopped";
    }
    /// What each version from the first one on says after an undisturbed migration, by its number.
    std::vector<std::string> undisturbed(const Case& each) const
    {
        std::vector<std::string> dumps(each.steps.size() + 1);
        make(each);
        for (std::size_t version = each.from; version <= each.steps.size(); ++version) {
            migrateUntil(file(), Steps(each.steps).first(version), -1);
            dumps[version] = dump(file());
        }
        return dumps;
    }

    TemporaryDirectory m_directory;
    mutable PowerCut m_cut {emptied(m_directory.path() / "disk"), emptied(m_directory.path() / "aside")};
};

} // namespace

TEST_F(MigrationKill, atEachStatementItIsOldOrNewWithABackup)
{
    for (const Case& each : cases()) {
        SCOPED_TRACE(std::format("{} from version {}", each.name, each.from));
        const auto dumps = undisturbed(each);
        make(each);
        const int statements = migrateUntil(file(), each.steps, -1);
        EXPECT_GE(statements, 5); // a step of one statement, its transaction and its version
        for (int statement = static_cast<int>(each.from) % each.stride; statement < statements; statement += each.stride) {
            SCOPED_TRACE("killed before statement " + std::to_string(statement));
            make(each);
            const Ending ending = runApart([&](const Acknowledge&) { migrateUntil(file(), each.steps, statement); });
            ASSERT_TRUE(ending.wasKilled()) << ending.status;
            ASSERT_NO_FATAL_FAILURE(expectOldOrNew(each, dumps));
        }
        std::cout << each.name << ": " << statements << " statements\n";
    }
}

TEST_F(MigrationKill, aPowerCutAtEachStatementLeavesOldOrNewWithABackupToo)
{
    std::mt19937 random(8);
    for (const Case& each : cases()) {
        SCOPED_TRACE(std::format("{} from version {}", each.name, each.from));
        const auto dumps = undisturbed(each);
        make(each);
        const int statements = migrateUntil(file(), each.steps, -1);
        // One more: after the last statement has been done.
        for (int statement = static_cast<int>(each.from) % each.stride; statement <= statements; statement += each.stride) {
            SCOPED_TRACE("cut before statement " + std::to_string(statement));
            make(each);
            m_cut.during(
                [&](const Acknowledge&) {
                    migrateUntil(file(), each.steps, statement);
                    ::kill(::getpid(), SIGKILL);
                },
                1, {}, random);
            ASSERT_NO_FATAL_FAILURE(expectOldOrNew(each, dumps));
        }
    }
}
