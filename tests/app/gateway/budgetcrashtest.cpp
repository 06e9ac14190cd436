// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "budgets.h"

#include "store/sqlite.h"

#include <gtest/gtest.h>

#include <format>

using namespace fuseboard;
using namespace fuseboard::test;

namespace {

TEST(BudgetCrash, killsNeverFreeWhatWasSetAsideNorChargeItTwice)
{
    constexpr int cycles = 10, calls = 20;
    NastyUpstream upstream;
    GatewayProcess gateway(upstream.port());
    gateway.write(GatewayProcess::policyOf(1, "[" + budget("team", "team-a", 1) + "]"));
    gateway.start();
    const std::int64_t each = nano(gateway.call("tok-a", chatPath, capped("endless", true, longAnswer)).body, "needed");
    // Enough for seven cycles and a bit: the last ones are refused.
    const std::int64_t limit = 7 * calls * each + each / 2;
    const std::string policy = GatewayProcess::policyOf(2, "[" + budget("team", "team-a", limit) + "]");
    ASSERT_EQ(gateway.admin("PUT", "/v1/policy", policy).status, 200);
    int reached = 0, refused = 0;
    std::int64_t before = 0;
    for (int cycle = 0; cycle < cycles; ++cycle) {
        std::vector<RawSocket> running;
        for (int i = 0; i < calls; ++i) {
            RawSocket caller = gateway.open("tok-a", chatPath, capped(i % 2 ? "endless" : "silent", true, longAnswer));
            // The provider has it, or it is refused.
            for (std::string said; upstream.requests() == reached + static_cast<int>(running.size());)
                if (said += caller.receive(std::chrono::milliseconds(1)); has(said, "HTTP/1.1 403")) {
                    ++refused;
                    break;
                }
            if (upstream.requests() > reached + static_cast<int>(running.size()))
                running.push_back(std::move(caller));
        }
        reached += static_cast<int>(running.size());
        gateway.kill();
        gateway.start();
        const std::string stands = gateway.admin("GET", "/v1/reservations").body;
        const std::int64_t kept = nano(stands, "spent") + nano(stands, "unsettled");
        EXPECT_LE(kept, limit);
        EXPECT_GE(kept, reached * (each - each / 8)) << "cycle " << cycle; // `silent` is a byte shorter
        EXPECT_LE(kept, reached * (each + each / 8)) << "cycle " << cycle;
        EXPECT_GE(kept, before);
        EXPECT_EQ(nano(stands, "setAside"), 0);
        EXPECT_EQ(nano(stands, "spent"), costOf(gateway.rows()));
        EXPECT_EQ(gateway.rows().size(), static_cast<std::size_t>(reached));
        before = kept;
    }
    EXPECT_GT(refused, calls);
    EXPECT_GE(reached, 7 * calls);
    EXPECT_EQ(upstream.requests(), reached);
}

/// Of a gateway that was killed with a call open.
void takeOver(int version)
{
    NastyUpstream upstream;
    GatewayProcess gateway(upstream.port());
    gateway.write(GatewayProcess::policyOf(1, "[" + budget("team", "team-a", 1'000'000'000) + "]"));
    gateway.start();
    ASSERT_EQ(gateway.call("tok-a", chatPath, capped("m")).status, 200);
    RawSocket running = gateway.open("tok-a", chatPath, capped("silent"));
    while (upstream.requests() < 2) { }
    gateway.kill();
    gateway.start(); // the call that was open stands in the ledger now
    gateway.kill();
    std::int64_t reserved = 0;
    {
        sqlite::Database file(gateway.directory() / "ledger.db", sqlite::Access::write);
        file.prepareForWriting();
        sqlite::Statement open(file, "SELECT cost + unsettled FROM call WHERE cut = 'crash'");
        ASSERT_TRUE(open.step());
        reserved = open.integer(0);
        open.reset();
        // As version 2 had it: open calls in a table of their own, with what was set aside for them.
        file.execute(R"(
            CREATE TABLE openCall (
              callId TEXT PRIMARY KEY, at INTEGER NOT NULL, endedAt INTEGER NOT NULL,
              team TEXT NOT NULL, token TEXT NOT NULL, person TEXT NOT NULL, agent TEXT NOT NULL, session TEXT NOT NULL,
              dialect TEXT NOT NULL, route TEXT NOT NULL, modelAsked TEXT NOT NULL, modelUsed TEXT NOT NULL,
              status INTEGER NOT NULL, reason TEXT NOT NULL, input INTEGER NOT NULL, cacheRead INTEGER NOT NULL,
              cacheWrite5m INTEGER NOT NULL, cacheWrite1h INTEGER NOT NULL, output INTEGER NOT NULL,
              reasoning INTEGER NOT NULL, cost INTEGER, currency TEXT, priceVersion TEXT NOT NULL, counted INTEGER NOT NULL,
              upstream TEXT NOT NULL, durationMs INTEGER NOT NULL, firstByteMs INTEGER, cut TEXT NOT NULL,
              reserved INTEGER NOT NULL) STRICT, WITHOUT ROWID;
            INSERT INTO openCall SELECT callId, at, endedAt, team, token, person, agent, session, dialect, route, modelAsked,
              modelUsed, status, reason, input, cacheRead, cacheWrite5m, cacheWrite1h, output, reasoning, cost, currency,
              priceVersion, counted, upstream, durationMs, firstByteMs, cut, cost + unsettled FROM call WHERE cut = 'crash';
            DELETE FROM call WHERE cut = 'crash';
            ALTER TABLE ledger DROP COLUMN journaled; ALTER TABLE ledger DROP COLUMN closed;)");
        if (version == 2)
            file.execute(R"(
                DROP INDEX callUnsettled; ALTER TABLE call DROP COLUMN unsettled;
                ALTER TABLE call DROP COLUMN modelSent; ALTER TABLE call DROP COLUMN tier; PRAGMA user_version = 2)");
        else
            file.execute(R"(
                ALTER TABLE openCall ADD COLUMN unsettled INTEGER NOT NULL DEFAULT 0;
                UPDATE openCall SET unsettled = reserved - cost;
                ALTER TABLE openCall ADD COLUMN modelSent TEXT NOT NULL DEFAULT '';
                ALTER TABLE openCall ADD COLUMN tier TEXT NOT NULL DEFAULT ''; PRAGMA user_version = 4)");
    }
    std::filesystem::remove(gateway.directory() / "ledger.journal");
    gateway.start();
    const std::string stands = gateway.admin("GET", "/v1/reservations").body;
    EXPECT_EQ(nano(stands, "spent") + nano(stands, "unsettled"), 50'000 + reserved)
        << stands << gateway.admin("GET", "/v1/health").body;
    EXPECT_EQ(nano(stands, "spent"), costOf(gateway.rows()));
    const std::filesystem::path copy = gateway.directory() / std::format("ledger.db.version-{}", version);
    EXPECT_EQ(sqlite::Database(copy, sqlite::Access::read).schemaVersion(), version);
}

TEST(BudgetCrash, aLedgerOfAnEarlierVersionIsTakenOver)
{
    for (const int version : {2, 4}) {
        SCOPED_TRACE(version);
        takeOver(version);
    }
}

} // namespace
