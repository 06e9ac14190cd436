// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "budgetfixture.h"

#include <algorithm>
#include <fstream>

using namespace fuseboard::test;

namespace {

using BudgetMoney = BudgetTest;

TEST_F(BudgetMoney, whereTheInputIsStatedOnlyTheOutputIsUnknown)
{
    start("[" + budget("team", "team-a", 10'000'000) + "]", {"cut:300"});
    gateway.call("tok-a", "/v1/messages", capped("cut:300", true));
    ASSERT_TRUE(gateway.waitForRows(1));
    EXPECT_TRUE(has(gateway.rows()[0], R"("input":10,)")) << gateway.rows()[0];
    EXPECT_EQ(nano(reservations(), "spent") + nano(reservations(), "unsettled"), 10 * 1'000 + 20 * 2'000);
}

TEST_F(BudgetMoney, aPersonReleasesWhatNobodyKnows)
{
    start("[" + budget("team", "team-a", 200'000) + "]", {"reset"});
    gateway.call("tok-a", chatPath, capped("reset"));
    ASSERT_TRUE(gateway.waitForRows(1));
    EXPECT_EQ(gateway.call("tok-a", chatPath, capped("m")).status, 403);
    const std::string row = gateway.rows()[0];
    const auto at = row.find(R"("callId":")") + 10;
    const std::string path = "/v1/reservations/" + row.substr(at, row.find('"', at) - at);
    const std::string body = R"({"decision":"release","by":"A. Smith"})";
    EXPECT_EQ(gateway.admin("POST", path, R"({"decision":"keep","by":"A. Smith"})").status, 422);
    EXPECT_EQ(gateway.admin("POST", path, R"({"decision":"release"})").status, 422);
    EXPECT_EQ(gateway.admin("POST", "/v1/reservations/none", body).status, 404);
    RawSocket watcher = RawSocket::local(gateway.adminSocket());
    EXPECT_TRUE(watcher.send("GET /v1/events HTTP/1.1\r\nHost: localhost\r\n\r\n"));
    EXPECT_TRUE(has(watcher.receiveUntil("watching"), "watching"));
    const std::int64_t unsettled = nano(reservations(), "unsettled"), spent = nano(reservations(), "spent");
    const Answer released = gateway.admin("POST", path, body);
    EXPECT_EQ(released.status, 200);
    EXPECT_EQ(nano(released.body, "amount"), unsettled);
    EXPECT_TRUE(has(watcher.receiveUntil("A. Smith"), "event: reservation-released\n"));
    EXPECT_EQ(nano(reservations(), "unsettled"), 0);
    EXPECT_EQ(nano(reservations(), "spent"), spent);
    EXPECT_EQ(gateway.admin("POST", path, body).status, 404);
    gateway.kill();
    gateway.start();
    EXPECT_EQ(nano(reservations(), "unsettled"), 0);
    EXPECT_EQ(gateway.call("tok-a", chatPath, capped("m")).status, 200);
}

TEST_F(BudgetMoney, anHonestStreamIsNotCutThoughItSeemsLong)
{
    start("[" + budget("team", "team-a", 600'000) + "]", {"prose:180"});
    const Answer answer = gateway.call("tok-a", chatPath, capped("prose:180", true, 200));
    EXPECT_TRUE(has(answer.body, "[DONE]"))
        << answer.body.substr(answer.body.size() - std::min<std::size_t>(answer.body.size(), 500));
    EXPECT_EQ(costOf(gateway.rows()), 10 * 1'000 + 180 * 2'000);
}

TEST_F(BudgetMoney, aStreamThatNobodyBoundsGoesOnWhileThereIsMoney)
{
    start("[" + budget("team", "team-a", 1'000'000'000'000) + "]", {"prose:9000"});
    const std::string body = chat("prose:9000", true);
    EXPECT_TRUE(has(gateway.call("tok-a", chatPath, body).body, "[DONE]"));
}

TEST_F(BudgetMoney, aProbeAsksForFreezesAlone)
{
    start("[" + budget("team", "team-a", 0) + "]");
    const auto decide = [this](const std::string& token) {
        return gateway.admin("GET", "/v1/decide", {}, "X-Fuseboard-Authorization: Bearer " + token + "\r\n").status;
    };
    EXPECT_EQ(decide("tok-a"), 403);
    EXPECT_EQ(decide("probe-a"), 204);
    EXPECT_EQ(gateway.hold("team/team-a", 1, "frozen").status, 200);
    EXPECT_EQ(decide("probe-a"), 403);
}

TEST_F(BudgetMoney, anEmptyFileOfAsksIsMadeAnew)
{
    std::ofstream(gateway.directory() / "asks.db").flush();
    start("[" + budget("team", "team-a", 1'000) + "]");
    const Answer asked = gateway.call("tok-a", "/fuseboard/raise", R"({"amount":"5","reason":"more"})");
    EXPECT_EQ(asked.status, 202) << asked.body;
    EXPECT_TRUE(has(gateway.admin("GET", "/v1/asks").body, R"("period":"month")"));
    EXPECT_FALSE(std::filesystem::exists(gateway.directory() / "asks.db.part"));
}

TEST_F(BudgetMoney, namesThatCallersChooseAreToldTogether)
{
    start("[" + budget("model", "*", 0) + "]", {}, R"(,"unpriced":{"input":"100","output":"200"})");
    RawSocket watcher = RawSocket::local(gateway.adminSocket());
    EXPECT_TRUE(watcher.send("GET /v1/events HTTP/1.1\r\nHost: localhost\r\n\r\n"));
    EXPECT_TRUE(has(watcher.receiveUntil("watching"), "watching"));
    for (int i = 0; i < 50; ++i)
        EXPECT_EQ(gateway.call("tok-a", chatPath, capped("junk" + std::to_string(i))).status, 403);
    const std::string told = watcher.receiveUntil(R"({"scope":"model/*")");
    EXPECT_TRUE(has(told, "event: refusals")) << told;
    EXPECT_FALSE(has(told, "junk")) << told;
}

class Freezes {
public:
    explicit Freezes(const GatewayProcess& gateway)
        : m_gateway(gateway)
    {
    }
    /// The slowest of some, and of as many as there are until then.
    std::chrono::steady_clock::duration slowest(const std::atomic<bool>& over)
    {
        std::chrono::steady_clock::duration out {};
        for (int i = 0; i < 20 || !over; ++i) {
            const auto start = std::chrono::steady_clock::now();
            EXPECT_EQ(m_gateway.hold("team/team-b", ++m_generation, "frozen").status, 200);
            out = std::max(out, std::chrono::steady_clock::now() - start);
        }
        return out;
    }

private:
    const GatewayProcess& m_gateway;
    int m_generation = 0;
};

TEST_F(BudgetMoney, aFreezeDoesNotWaitForAPolicyOfManyBudgets)
{
    const auto many = [](int amount) {
        std::string out = "[";
        for (int i = 0; i < 5'000; ++i)
            out += (i == 0 ? "" : ",") + budget("person", "person-" + std::to_string(i), amount + 1);
        return out + "]";
    };
    start(many(0));
    Freezes freezes(gateway);
    auto alone = std::chrono::steady_clock::duration::max(), beside = alone;
    // Of some rounds the best, because other programs run here too.
    for (int round = 1; round <= 5; ++round) {
        alone = std::min(alone, freezes.slowest(true));
        std::atomic<bool> over = false;
        std::jthread putting([&] {
            EXPECT_EQ(put(many(round)), 200);
            over = true;
        });
        beside = std::min(beside, freezes.slowest(over));
    }
    EXPECT_LT(beside, 8 * alone + std::chrono::milliseconds(10));
}

} // namespace
