// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "budgets.h"

#include <gtest/gtest.h>

#include <fstream>

using namespace fuseboard::test;

namespace {

/// A call is open, and so the last that its journal tells.
class JournalEnds : public testing::Test {
protected:
    void SetUp() override
    {
        gateway.start();
        ASSERT_EQ(gateway.call("tok-a", chatPath, capped("m")).status, 200);
        ASSERT_TRUE(gateway.waitForRows(1));
        const RawSocket open = gateway.open("tok-a", chatPath, capped("silent"));
        while (upstream.requests() < 2) { }
        gateway.kill();
        std::ifstream in(file, std::ios::binary);
        journal = {std::istreambuf_iterator<char>(in), {}};
        last = journal.find_last_not_of('\0');
        ASSERT_NE(last, std::string::npos);
    }
    std::string healthAfterAStart()
    {
        std::ofstream(file, std::ios::binary) << journal;
        gateway.start();
        return gateway.admin("GET", "/v1/health").body;
    }

    NastyUpstream upstream;
    GatewayProcess gateway {upstream.port()};
    const std::filesystem::path file = gateway.directory() / "ledger.journal";
    std::string journal;
    std::size_t last = 0;
};

TEST_F(JournalEnds, aDamagedOneIsToldUntilTheNextStart)
{
    journal[last] ^= 4;
    const std::string health = healthAfterAStart();
    EXPECT_TRUE(has(health, R"("durable":true,"notice":"At the start at 2)")) << health;
    EXPECT_TRUE(has(health, " bytes of ledger.journal, from byte ")) << health;
    EXPECT_EQ(gateway.rows().size(), 1U);
    EXPECT_EQ(gateway.call("tok-a", chatPath, capped("m")).status, 200);
    gateway.kill();
    gateway.start();
    EXPECT_FALSE(has(gateway.admin("GET", "/v1/health").body, "notice"));
    EXPECT_EQ(gateway.rows().size(), 2U);
}

TEST_F(JournalEnds, aTornOneIsNot)
{
    journal.resize(last - 20);
    const std::string health = healthAfterAStart();
    EXPECT_TRUE(has(health, R"("durable":true)") && !has(health, "notice")) << health;
    EXPECT_EQ(gateway.rows().size(), 1U);
}

} // namespace
