// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "budgets.h"

#include "store/sqlite.h"

#include <gtest/gtest.h>

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

TEST(BudgetCrash, aLedgerOfTheVersionBeforeIsTakenOver)
{
    NastyUpstream upstream;
    GatewayProcess gateway(upstream.port());
    gateway.write(GatewayProcess::policyOf(1, "[" + budget("team", "team-a", 1'000'000'000) + "]"));
    gateway.start();
    ASSERT_EQ(gateway.call("tok-a", chatPath, capped("m")).status, 200);
    RawSocket running = gateway.open("tok-a", chatPath, capped("silent"));
    while (upstream.requests() < 2) { }
    gateway.kill();
    std::int64_t reserved = 0;
    {
        sqlite::Database file(gateway.directory() / "ledger.db", sqlite::Access::write);
        file.prepareForWriting();
        sqlite::Statement open(file, "SELECT reserved FROM openCall");
        ASSERT_TRUE(open.step());
        reserved = open.integer(0);
        open.reset();
        file.execute(
            "DROP INDEX callUnsettled; ALTER TABLE call DROP COLUMN unsettled; "
            "ALTER TABLE openCall DROP COLUMN unsettled; "
            "ALTER TABLE call DROP COLUMN modelSent; ALTER TABLE call DROP COLUMN tier; "
            "ALTER TABLE openCall DROP COLUMN modelSent; ALTER TABLE openCall DROP COLUMN tier; PRAGMA user_version = 2");
    }
    gateway.start();
    const std::string stands = gateway.admin("GET", "/v1/reservations").body;
    EXPECT_EQ(nano(stands, "spent") + nano(stands, "unsettled"), 50'000 + reserved) << stands;
    EXPECT_EQ(nano(stands, "spent"), costOf(gateway.rows()));
}

} // namespace
