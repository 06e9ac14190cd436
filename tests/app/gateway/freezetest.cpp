// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gatewayprocess.h"
#include "nastyupstream.h"

#include <gtest/gtest.h>

#include <atomic>

using namespace fuseboard::test;

namespace {

class Freeze : public testing::Test {
protected:
    void SetUp() override { gateway.start(); }
    static bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

    NastyUpstream upstream;
    GatewayProcess gateway {upstream.port()};
};

constexpr const char* chatPath = "/v1/chat/completions";

TEST_F(Freeze, afterTheAcknowledgementNoCallOfTheTeamIsAdmitted)
{
    std::atomic<bool> acknowledged = false, stop = false;
    std::atomic<int> servedAfter = 0, servedA = 0, servedB = 0, lostB = 0;
    {
        std::vector<std::jthread> callers;
        for (int i = 0; i < 4; ++i)
            callers.emplace_back([&] {
                while (!stop) {
                    const bool after = acknowledged;
                    const int status = gateway.call("tok-a", chatPath, chat("m")).status;
                    if (status == 200) {
                        ++servedA;
                        if (after)
                            ++servedAfter;
                    } else {
                        EXPECT_EQ(status, 403);
                    }
                }
            });
        callers.emplace_back([&] {
            while (!stop)
                gateway.call("tok-b", chatPath, chat("m")).status == 200 ? ++servedB : ++lostB;
        });
        while (servedA < 20 || servedB < 5)
            std::this_thread::yield();
        const Answer answer = gateway.hold("team/team-a", 1, "frozen");
        acknowledged = true;
        EXPECT_EQ(answer.status, 200) << answer.body;
        EXPECT_TRUE(has(answer.body, R"("generation":1,"durable":true,"cut":0,)")) << answer.body;
        const int before = servedB;
        while (servedB < before + 20)
            std::this_thread::yield();
        stop = true;
    }
    EXPECT_EQ(servedAfter, 0);
    EXPECT_EQ(lostB, 0);
    EXPECT_EQ(gateway.rows().size(), static_cast<std::size_t>(servedA + servedB));
}

TEST_F(Freeze, ofNobodyIsInForceAndSaysSo)
{
    const Answer team = gateway.hold("team/team-x", 1, "frozen");
    EXPECT_EQ(team.status, 200);
    EXPECT_TRUE(has(team.body, R"("notice":"The policy has no team team-x: this freeze is in force, and refuses nobody now.")"))
        << team.body;
    const Answer token = gateway.hold("token/" + std::string(64, 'a'), 1, "frozen");
    EXPECT_TRUE(has(token.body, R"("notice":"The policy has no such token: )")) << token.body;
    for (const char* known : {"team/team-a", "organisation/all", "model/m", "session/s"})
        EXPECT_FALSE(has(gateway.hold(known, 1, "frozen").body, "notice")) << known;
}

TEST_F(Freeze, aRefusalIsOursAndAProbeSeesIt)
{
    EXPECT_EQ(gateway.call("probe-a", "/v1/models", {}).status, 200);
    gateway.hold("team/team-a", 1, "frozen");
    const Answer probe = gateway.call("probe-a", "/v1/models", {});
    EXPECT_EQ(probe.status, 403);
    EXPECT_TRUE(has(probe.body, R"("type":"fuseboard_breaker_open")") && has(probe.body, R"("code":"breaker_open")"))
        << probe.body;
    EXPECT_TRUE(has(probe.body, "Team Payments' AI spending was frozen by A. Smith at ")) << probe.body;
    const Answer message = gateway.call("tok-a", "/v1/messages", chat("m"));
    EXPECT_EQ(message.status, 403);
    EXPECT_TRUE(message.body.starts_with(R"({"type":"error","error":{"type":"permission_error","message":"Team Payments')"))
        << message.body;
    EXPECT_EQ(gateway.call("tok-b", chatPath, chat("m")).status, 200);
    EXPECT_EQ(upstream.requests(), 1);

    const std::string state = gateway.admin("GET", "/v1/breakers").body;
    EXPECT_TRUE(has(state, R"("scope":{"kind":"team","id":"team-a"})")
        && has(state, R"("state":"frozen","generation":1,"mode":"refuse")"))
        << state;
}

TEST_F(Freeze, aProbeMayTryAnotherScope)
{
    gateway.hold("model/m", 1, "frozen");
    EXPECT_EQ(gateway.call("probe-a", "/v1/models", {}).status, 200);
    const auto probe = [&](const std::string& token, const std::string& scope) {
        RawSocket socket = RawSocket::tcp(gateway.callersPort());
        socket.send("GET /v1/models HTTP/1.1\r\nHost: g\r\nConnection: close\r\nx-api-key: " + token
            + "\r\nX-Fuseboard-Probe-Scope: " + scope + "\r\n\r\n");
        return readAnswer(std::move(socket)).status;
    };
    EXPECT_EQ(probe("probe-a", "model/m"), 403);
    EXPECT_EQ(probe("probe-a", "model/n"), 200);
    EXPECT_EQ(probe("probe-a", "organisation/all"), 200);
    EXPECT_EQ(probe("probe-a", "planet/earth"), 400);
    EXPECT_EQ(probe("tok-a", "model/m"), 200); // only a probe's token may ask; others get their own list
    EXPECT_EQ(gateway.call("tok-b", chatPath, chat("m")).status, 403);
    gateway.hold("organisation/all", 1, "frozen");
    EXPECT_EQ(probe("probe-a", "model/n"), 403);
}

TEST_F(Freeze, cutEndsRunningStreamsOfTheTeamAlone)
{
    std::vector<RawSocket> mine;
    for (int i = 0; i < 20; ++i)
        mine.push_back(gateway.open("tok-a", i % 2 ? "/v1/messages" : chatPath, chat("endless", true)));
    RawSocket other = gateway.open("tok-b", chatPath, chat("endless", true));
    for (RawSocket& socket : mine)
        ASSERT_TRUE(has(socket.receiveUntil("hello"), "hello"));
    ASSERT_TRUE(has(other.receiveUntil("hello"), "hello"));
    EXPECT_TRUE(has(gateway.admin("GET", "/v1/calls?team=team-a").body, R"("model":"endless")"));
    EXPECT_TRUE(has(gateway.admin("GET", "/v1/reservations").body, R"("team/team-b")"));

    const Answer refuse = gateway.hold("team/team-a", 1, "frozen", "refuse");
    EXPECT_TRUE(has(refuse.body, R"("cut":0,"inFlight":20)")) << refuse.body;
    EXPECT_FALSE(has(refuse.body, R"("moneySetAside":"0")")) << refuse.body;
    const Answer cut = gateway.hold("team/team-a", 2, "frozen", "cut");
    EXPECT_TRUE(has(cut.body, R"("cut":20,"inFlight":0,"moneySetAside":"0")")) << cut.body;
    for (RawSocket& socket : mine) {
        const std::string rest = socket.receiveAll();
        EXPECT_FALSE(socket.timedOut());
        EXPECT_TRUE(has(rest, "was frozen by A. Smith") && rest.ends_with("0\r\n\r\n")) << rest;
        EXPECT_FALSE(has(rest, "[DONE]") || has(rest, "message_stop"));
    }
    EXPECT_TRUE(upstream.waitForHangUps(20));
    EXPECT_FALSE(other.receive().empty()); // still running
    const auto rows = gateway.rows();
    ASSERT_EQ(rows.size(), 20U);
    for (const std::string& row : rows)
        EXPECT_TRUE(has(row, R"("status":"cut")") && has(row, R"("cut":"freeze")") && !has(row, R"("cost":"0")")) << row;
}

TEST_F(Freeze, oneCallCanBeCutByItself)
{
    RawSocket stream = gateway.open("tok-a", chatPath, chat("endless", true));
    ASSERT_TRUE(has(stream.receiveUntil("hello"), "hello"));
    const std::string calls = gateway.admin("GET", "/v1/calls").body;
    const auto at = calls.find("\"id\":\"") + 6;
    EXPECT_EQ(gateway.admin("POST", "/v1/calls/" + calls.substr(at, 36) + "/cut").status, 200);
    EXPECT_TRUE(has(stream.receiveAll(), "call_cut"));
    EXPECT_EQ(gateway.admin("POST", "/v1/calls/none/cut").status, 404);
    EXPECT_EQ(gateway.call("tok-a", chatPath, chat("m")).status, 200);
}

TEST_F(Freeze, aKilledGatewayIsStillFrozen)
{
    gateway.hold("team/team-a", 4, "frozen");
    gateway.kill();
    gateway.start();
    EXPECT_EQ(gateway.call("tok-a", chatPath, chat("m")).status, 403);
    EXPECT_EQ(upstream.requests(), 0);
    EXPECT_TRUE(has(gateway.admin("GET", "/v1/breakers").body, R"("state":"frozen","generation":4)"));

    EXPECT_EQ(gateway.hold("team/team-a", 4, "released").status, 409);
    const Answer stale = gateway.hold("team/team-a", 3, "released");
    EXPECT_EQ(stale.status, 409);
    EXPECT_EQ(stale.body, R"({"generation":4})");
    EXPECT_EQ(gateway.hold("team/team-a", 4, "frozen").status, 200); // repeating changes nothing
    EXPECT_EQ(gateway.hold("team/team-a", 5, "released").status, 200);
    EXPECT_EQ(gateway.call("tok-a", chatPath, chat("m")).status, 200);
    gateway.kill();
    gateway.start();
    EXPECT_EQ(gateway.call("tok-a", chatPath, chat("m")).status, 200);
}

TEST_F(Freeze, forwardAuthorisationAsksTheSameGuard)
{
    const std::string asked = "/v1/decide?token-sha256=";
    const std::string sha = [&] {
        const std::string policy = gateway.admin("GET", "/v1/policy").body;
        return policy.substr(policy.find("\"sha256\":\"") + 10, 64);
    }();
    EXPECT_EQ(gateway.admin("GET", asked + sha).status, 204);
    gateway.hold("token/" + sha, 1, "frozen");
    EXPECT_EQ(gateway.admin("GET", asked + sha).status, 403);
    EXPECT_EQ(gateway.admin("GET", asked + std::string(64, '0')).status, 403);
}

TEST_F(Freeze, watchersHearOfIt)
{
    RawSocket watcher = RawSocket::local(gateway.adminSocket());
    watcher.send("GET /v1/events HTTP/1.1\r\nHost: localhost\r\n\r\n");
    ASSERT_TRUE(has(watcher.receiveUntil(": watching"), ": watching"));
    gateway.hold("team/team-a", 1, "frozen");
    EXPECT_TRUE(has(watcher.receiveUntil("\"state\":\"frozen\""), "event: trip"));
    gateway.call("tok-a", chatPath, chat("m"));
    gateway.call("tok-a", chatPath, chat("m"));
    EXPECT_TRUE(has(watcher.receiveUntil("\"count\":"), "event: refusals"));
}

} // namespace
