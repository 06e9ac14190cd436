// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "budgets.h"

#include "store/sqlite.h"

#include <gtest/gtest.h>

#include <csignal>
#include <thread>

using namespace fuseboard;
using namespace fuseboard::test;

namespace {

constexpr auto timeBound = std::chrono::seconds(8); // SQLite waits up to five for the other program

/// A policy with another budget, while another program has `ledger.db` and a settled call stands in the journal alone.
class PolicyUnfiled : public testing::Test {
protected:
    void SetUp() override
    {
        gateway.write(policy(1));
        gateway.start();
        ASSERT_EQ(gateway.call("tok-a", chatPath, capped("m")).status, 200);
        ASSERT_TRUE(gateway.waitForRows(1));
        each = costOf(gateway.rows());
        lock.emplace(other);
        ASSERT_EQ(gateway.call("tok-a", chatPath, capped("m")).status, 200);
    }
    static std::string policy(int revision)
    {
        const bool isOther = revision > 1; // what it counts must be asked of the ledger
        return GatewayProcess::policyOf(
            revision, "[" + budget(isOther ? "model" : "team", isOther ? "m" : "team-a", 1'000'000'000) + "]");
    }
    bool waitForHealth(const std::string& part) const
    {
        for (const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(20);
            std::chrono::steady_clock::now() < until;)
            if (has(gateway.admin("GET", "/v1/health").body, part))
                return true;
        return false;
    }
    /// Each call once, in the ledger and in what the budget knows of.
    void expectOnce(std::int64_t calls) const
    {
        EXPECT_EQ(gateway.rows().size(), static_cast<std::size_t>(calls));
        const std::string stands = gateway.admin("GET", "/v1/reservations").body;
        EXPECT_EQ(nano(stands, "spent"), calls * each) << stands;
        EXPECT_EQ(nano(stands, "setAside"), 0) << stands;
    }

    NastyUpstream upstream;
    GatewayProcess gateway {upstream.port()};
    sqlite::Database other {gateway.directory() / "ledger.db", sqlite::Access::write};
    std::optional<sqlite::Transaction> lock;
    std::int64_t each = 0;
};

TEST_F(PolicyUnfiled, itIsRefusedInTimeAndTakenLater)
{
    const auto since = std::chrono::steady_clock::now();
    const Answer refused = gateway.admin("PUT", "/v1/policy", policy(2));
    EXPECT_LT(std::chrono::steady_clock::now() - since, timeBound);
    EXPECT_EQ(refused.status, 503);
    EXPECT_TRUE(has(refused.body, "not_saved") && has(refused.body, "The policy can't be saved: ")) << refused.body;
    EXPECT_TRUE(has(gateway.admin("GET", "/v1/health").body, R"("policyRevision":1)"));
    EXPECT_EQ(gateway.admin("GET", "/v1/policy").body, policy(1));
    lock.reset();
    ASSERT_TRUE(waitForHealth(R"("durable":true)"));
    expectOnce(2);
    EXPECT_EQ(gateway.admin("PUT", "/v1/policy", policy(2)).status, 200);
    expectOnce(2);
    gateway.kill();
    gateway.start();
    expectOnce(2);
}

TEST_F(PolicyUnfiled, itWaitsForAProgramThatIsSoonDone)
{
    std::jthread later([this] {
        std::this_thread::sleep_for(std::chrono::milliseconds(700));
        lock.reset();
    });
    const Answer taken = gateway.admin("PUT", "/v1/policy", policy(2));
    EXPECT_EQ(taken.status, 200) << taken.body;
    later.join();
    expectOnce(2);
    EXPECT_EQ(gateway.call("tok-a", chatPath, capped("m")).status, 200);
    expectOnce(3);
}

TEST_F(PolicyUnfiled, aReloadWaitsOrLeavesTheOneInForce)
{
    gateway.write(policy(2));
    gateway.signal(SIGHUP);
    ASSERT_TRUE(waitForHealth(R"("durable":false)"));
    EXPECT_TRUE(has(gateway.admin("GET", "/v1/health").body, R"("policyRevision":1)"));
    lock.reset();
    ASSERT_TRUE(waitForHealth(R"("durable":true)"));
    expectOnce(2);
    gateway.signal(SIGHUP);
    EXPECT_TRUE(waitForHealth(R"("policyRevision":2)"));
    expectOnce(2);
}

} // namespace
