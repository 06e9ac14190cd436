// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gatewayprocess.h"
#include "nastyupstream.h"

#include "store/sqlite.h"

#include <gtest/gtest.h>

#include <chrono>
#include <list>
#include <thread>

using namespace fuseboard::test;

namespace {

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

constexpr const char* chatPath = "/v1/chat/completions";
constexpr int manyLooks = 50; // without a change: the caller's and the gateway's buffers are full

TEST(Cut, aCallerThatTakesNothingDoesNotHoldUpACut)
{
    NastyUpstream upstream;
    GatewayProcess gateway(upstream.port());
    gateway.start();
    const RawSocket caller = gateway.open("tok-a", chatPath, chat("flood", true));
    std::string before;
    for (int same = 0; same < manyLooks;) {
        std::string calls = gateway.admin("GET", "/v1/calls").body;
        same = has(calls, R"("team":"team-a")") && calls == before ? same + 1 : 0;
        before = std::move(calls);
    }
    const Answer answer = gateway.hold("team/team-a", 1, "frozen", "cut");
    EXPECT_TRUE(has(answer.body, R"("cut":1,"inFlight":0)")) << answer.body;
    ASSERT_TRUE(gateway.waitForRows(1));
    EXPECT_TRUE(has(gateway.rows()[0], R"("cut":"freeze")")) << gateway.rows()[0];
}

TEST(Cut, aCutWaitsForNoDisk)
{
    NastyUpstream upstream;
    GatewayProcess gateway(upstream.port());
    gateway.start();
    RawSocket caller = gateway.open("tok-a", chatPath, chat("endless", true));
    ASSERT_TRUE(has(caller.receiveUntil("hello"), "hello"));
    fuseboard::sqlite::Database other(gateway.directory() / "holds.db", fuseboard::sqlite::Access::write);
    const fuseboard::sqlite::Transaction lock(other);
    const auto since = std::chrono::steady_clock::now();
    const std::jthread ordering([&] {
        const Answer answer = gateway.hold("team/team-a", 1, "frozen", "cut");
        EXPECT_TRUE(has(answer.body, R"("durable":false,"cut":1,"inFlight":0)")) << answer.body;
    });
    EXPECT_TRUE(upstream.waitForHangUps(1));
    EXPECT_LT(std::chrono::steady_clock::now() - since, std::chrono::milliseconds(300))
        << "it ran on until the disk was given up";
}

/// A port whose queue of connections is full: one more is never answered.
class DeafPort {
public:
    DeafPort()
    {
        ::listen(m_listener.fd(), 0);
        for (int i = 0; i < 4; ++i) {
            RawSocket& filler = m_fillers.emplace_back(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
            sockaddr_in address {};
            address.sin_family = AF_INET;
            address.sin_port = htons(m_listener.port());
            address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
            ::connect(filler.fd(), reinterpret_cast<const sockaddr*>(&address), sizeof address);
        }
    }
    [[nodiscard]] std::uint16_t port() const { return m_listener.port(); }

private:
    RawListener m_listener;
    std::list<RawSocket> m_fillers;
};

TEST(Cut, aCallThatIsStillConnectingEndsAtOnceAndCostsNothing)
{
    const DeafPort deaf;
    GatewayProcess gateway(deaf.port());
    gateway.start();
    const auto running = [&] { return has(gateway.admin("GET", "/v1/calls").body, R"("team":"team-a")"); };
    RawSocket caller = gateway.open("tok-a", chatPath, chat("m"));
    while (!running()) { }
    const Answer answer = gateway.hold("team/team-a", 1, "frozen", "cut");
    EXPECT_TRUE(has(answer.body, R"("cut":1,"inFlight":0)")) << answer.body;
    EXPECT_EQ(readAnswer(std::move(caller)).status, 403);

    ASSERT_EQ(gateway.hold("team/team-a", 2, "released").status, 200);
    RawSocket leaver = gateway.open("tok-a", chatPath, chat("m"));
    while (!running()) { }
    leaver.close();
    ASSERT_TRUE(gateway.waitForRows(2));
    EXPECT_TRUE(has(gateway.rows()[0], R"("cut":"freeze")") && has(gateway.rows()[0], R"("cost":"0")")) << gateway.rows()[0];
    EXPECT_TRUE(has(gateway.rows()[1], R"("cut":"client")") && has(gateway.rows()[1], R"("cost":"0")")) << gateway.rows()[1];
}

} // namespace
