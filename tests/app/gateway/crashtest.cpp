// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gatewayprocess.h"
#include "nastyupstream.h"

#include "store/sqlite.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <sys/resource.h>

using namespace fuseboard;
using namespace fuseboard::test;

namespace {

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

class Crash : public testing::Test {
protected:
    void SetUp() override { gateway.start(); }

    bool waitForHealth(const std::string& part) const
    {
        const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(20);
        while (std::chrono::steady_clock::now() < until)
            if (has(gateway.admin("GET", "/v1/health").body, part))
                return true;
        return false;
    }

    NastyUpstream upstream;
    GatewayProcess gateway {upstream.port()};
};

constexpr const char* chatPath = "/v1/chat/completions";

TEST_F(Crash, everyCallThatReachedTheProviderHasOneRowAndNoneIsFree)
{
    ASSERT_EQ(gateway.call("tok-b", chatPath, chat("m")).status, 200);
    std::vector<RawSocket> callers;
    for (int i = 0; i < 5; ++i) {
        callers.push_back(gateway.open("tok-a", chatPath, chat("endless", true)));
        callers.push_back(gateway.open("tok-a", "/v1/messages", chat("endless", true)));
        callers.push_back(gateway.open("tok-a", chatPath, chat("silent")));
    }
    // Past the first second, at which running streams are noted on the disk.
    EXPECT_TRUE(has(callers[0].receiveUntil("hello"), "hello"));
    const auto since = std::chrono::steady_clock::now();
    while (std::chrono::steady_clock::now() - since < std::chrono::milliseconds(2500))
        EXPECT_FALSE(callers[0].receive().empty());
    while (upstream.requests() < 16) { }
    gateway.kill();
    gateway.start();
    const auto rows = gateway.rows();
    ASSERT_EQ(rows.size(), 16U);
    EXPECT_TRUE(has(rows[0], R"("status":"completed")")) << rows[0];
    for (std::size_t i = 1; i < rows.size(); ++i) {
        EXPECT_TRUE(has(rows[i], R"("status":"cut")") && has(rows[i], R"("cut":"crash")")
            && has(rows[i], R"("usageSource":"counted")") && has(rows[i], R"("team":"team-a")"))
            << rows[i];
        EXPECT_FALSE(has(rows[i], R"("tokens":{"input":0)") || has(rows[i], R"("cost":"0")") || has(rows[i], R"("cost":null)"))
            << rows[i];
    }
    EXPECT_GE(std::ranges::count_if(rows, [](const auto& row) { return !has(row, R"("output":0,)"); }), 2) << rows[1];
    gateway.kill();
    gateway.start();
    EXPECT_EQ(gateway.rows().size(), 16U); // and once only
}

TEST_F(Crash, aFreezeOnALockedDiskIsAcknowledgedInASecondAndSavedLater)
{
    {
        sqlite::Database other(gateway.directory() / "holds.db", sqlite::Access::write);
        const sqlite::Transaction lock(other);
        const auto since = std::chrono::steady_clock::now();
        const Answer answer = gateway.hold("team/team-a", 1, "frozen");
        EXPECT_LT(std::chrono::steady_clock::now() - since, std::chrono::seconds(1));
        EXPECT_EQ(answer.status, 200);
        EXPECT_TRUE(has(answer.body, R"("generation":1,"durable":false)")) << answer.body;
        EXPECT_EQ(gateway.call("tok-a", chatPath, chat("m")).status, 403);
        EXPECT_TRUE(waitForHealth(R"("durable":false,"reason":"A freeze)"));
    }
    EXPECT_TRUE(waitForHealth(R"("durable":true)"));
    gateway.kill();
    gateway.start();
    EXPECT_EQ(gateway.call("tok-a", chatPath, chat("m")).status, 403);
}

TEST_F(Crash, aJournalThatCannotBeWrittenRefusesAndRecoversByItself)
{
    ASSERT_EQ(gateway.call("tok-a", chatPath, chat("m")).status, 200);
    rlimit before {};
    const rlimit none {0, RLIM_INFINITY};
    ASSERT_EQ(::prlimit(gateway.pid(), RLIMIT_FSIZE, &none, &before), 0);
    const Answer answer = gateway.call("tok-a", chatPath, chat("m"));
    EXPECT_EQ(answer.status, 503);
    EXPECT_TRUE(has(answer.body, "ledger_unwritable")) << answer.body;
    EXPECT_EQ(upstream.requests(), 1); // what could not be kept is not sent
    EXPECT_TRUE(waitForHealth(R"("durable":false)"));
    ASSERT_EQ(::prlimit(gateway.pid(), RLIMIT_FSIZE, &before, nullptr), 0);
    EXPECT_TRUE(waitForHealth(R"("durable":true)"));
    EXPECT_EQ(gateway.call("tok-a", chatPath, chat("m")).status, 200);
    EXPECT_EQ(gateway.rows().size(), 2U);
}

TEST_F(Crash, aLedgerThatIsLockedLosesNothingAndNoMoreIsLetIn)
{
    {
        sqlite::Database other(gateway.directory() / "ledger.db", sqlite::Access::write);
        const sqlite::Transaction lock(other);
        EXPECT_EQ(gateway.call("tok-a", chatPath, chat("m")).status, 200) << "the journal has it";
        EXPECT_TRUE(waitForHealth(R"("durable":false,"reason":"The ledger can't be written.")"));
        EXPECT_EQ(gateway.call("tok-a", chatPath, chat("m")).status, 503);
        EXPECT_EQ(upstream.requests(), 1);
        gateway.kill();
    }
    gateway.start();
    EXPECT_EQ(gateway.rows().size(), 1U);
    {
        sqlite::Database other(gateway.directory() / "ledger.db", sqlite::Access::write);
        const sqlite::Transaction lock(other);
        EXPECT_EQ(gateway.call("tok-a", chatPath, chat("m")).status, 200);
        EXPECT_TRUE(waitForHealth(R"("durable":false)"));
    }
    EXPECT_TRUE(waitForHealth(R"("durable":true)"));
    EXPECT_EQ(gateway.call("tok-a", chatPath, chat("m")).status, 200);
    EXPECT_EQ(gateway.rows().size(), 3U);
}

} // namespace
