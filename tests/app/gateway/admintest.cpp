// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gatewayprocess.h"
#include "nastyupstream.h"

#include <gtest/gtest.h>

#include <atomic>
#include <csignal>
#include <fstream>

using namespace fuseboard::test;

namespace {

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

class Admin : public testing::Test {
protected:
    void SetUp() override { gateway.start(); }

    int overTcp(
        const std::string& method, const std::string& path, const std::string& fields, const std::string& body = {}) const
    {
        RawSocket socket = RawSocket::tcp(gateway.adminPort());
        socket.send(method + " " + path + " HTTP/1.1\r\nConnection: close\r\n" + fields
            + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
        return readAnswer(std::move(socket)).status;
    }
    static std::string as(const std::string& right)
    {
        return "Host: 127.0.0.1\r\nContent-Type: application/json\r\nAuthorization: Bearer admin-door-to-" + right + "\r\n";
    }

    NastyUpstream upstream;
    GatewayProcess gateway {upstream.port()};
};

TEST_F(Admin, healthNamesVersionLedgerAndListeners)
{
    const Answer health = gateway.admin("GET", "/v1/health");
    EXPECT_EQ(health.status, 200);
    EXPECT_TRUE(has(health.body,
        R"("policyRevision":1,"durable":true,"listeners":["http://127.0.0.1:)" + std::to_string(gateway.callersPort()) + "\"]"))
        << health.body;
    EXPECT_TRUE(has(gateway.admin("GET", "/metrics").body, "fuseboard_calls_in_flight 0"));
    EXPECT_EQ(gateway.admin("GET", "/v1/nothing").status, 404);
    EXPECT_EQ(gateway.admin("POST", "/v1/asks/1", "{}").status, 404);
}

TEST_F(Admin, eachTokenDoesOnlyItsOwn)
{
    const auto order = [](int generation, const char* state) {
        return R"({"orderId":"o","generation":)" + std::to_string(generation) + R"(,"state":")" + state
            + R"(","reason":"r","by":"b"})";
    };
    const std::string hold = "/v1/holds/team/team-a";
    EXPECT_EQ(overTcp("GET", "/v1/health", "Host: 127.0.0.1\r\n"), 401);
    EXPECT_EQ(overTcp("GET", "/v1/health", as("read")), 200);
    EXPECT_EQ(overTcp("PUT", hold, as("read"), order(1, "frozen")), 403);
    EXPECT_EQ(overTcp("PUT", hold, as("resume"), order(1, "frozen")), 403);
    EXPECT_EQ(overTcp("PUT", hold, as("policy"), order(1, "frozen")), 403);
    EXPECT_EQ(overTcp("PUT", hold, as("freeze"), order(1, "frozen")), 200);
    EXPECT_EQ(overTcp("PUT", hold, as("freeze"), order(2, "released")), 403);
    EXPECT_EQ(overTcp("PUT", hold, as("resume"), order(2, "released")), 200);
    EXPECT_EQ(overTcp("PUT", "/v1/policy", as("freeze"), GatewayProcess::policy(2)), 403);
    EXPECT_EQ(overTcp("PUT", "/v1/policy", as("policy"), GatewayProcess::policy(2)), 200);
    EXPECT_EQ(overTcp("POST", "/v1/calls/x/cut", as("read")), 403);
}

TEST_F(Admin, browsersAndForeignNamesStayOutside)
{
    EXPECT_EQ(overTcp("GET", "/v1/health", "Host: evil.example\r\nAuthorization: Bearer admin-door-to-read\r\n"), 403);
    EXPECT_EQ(overTcp("GET", "/v1/health", as("read") + "Origin: http://127.0.0.1\r\n"), 403);
    EXPECT_EQ(overTcp("GET", "/v1/health", as("read") + "Sec-Fetch-Site: none\r\n"), 403);
    EXPECT_EQ(
        overTcp("PUT", "/v1/holds/team/team-a", "Host: 127.0.0.1\r\nAuthorization: Bearer admin-door-to-freeze\r\n", "{}"),
        415);
    EXPECT_EQ(gateway.admin("GET", "/v1/health", {}, "Origin: null\r\n").status, 403);
}

TEST_F(Admin, aPolicyIsTakenWholeOrNotAtAll)
{
    const Answer before = gateway.admin("GET", "/v1/policy");
    EXPECT_EQ(before.body, GatewayProcess::policy(1));
    const auto at = before.head.find("ETag: ") + 6;
    const std::string etag = before.head.substr(at, before.head.find("\r\n", at) - at);

    const Answer bad =
        gateway.admin("PUT", "/v1/policy", R"({"revision":-1,"routes":[{"dialect":"openai","upstream":"moon"}]})");
    EXPECT_EQ(bad.status, 422);
    EXPECT_TRUE(has(bad.body, R"({"path":"revision","reason":")")) << bad.body;
    const Answer route =
        gateway.admin("PUT", "/v1/policy", R"({"revision":2,"routes":[{"dialect":"openai","upstream":"moon"}]})");
    EXPECT_EQ(route.status, 422);
    EXPECT_TRUE(has(route.body, R"("path":"routes[0].upstream")")) << route.body;
    EXPECT_EQ(gateway.admin("GET", "/v1/policy").body, GatewayProcess::policy(1));

    EXPECT_EQ(gateway.admin("PUT", "/v1/policy", GatewayProcess::policy(2), "If-Match: \"other\"\r\n").status, 412);
    EXPECT_EQ(gateway.admin("PUT", "/v1/policy", GatewayProcess::policy(2), "If-Match: " + etag + "\r\n").status, 200);
    EXPECT_EQ(gateway.admin("PUT", "/v1/policy", GatewayProcess::policy(3), "If-Match: " + etag + "\r\n").status, 412);
    gateway.kill();
    gateway.start();
    EXPECT_EQ(gateway.admin("GET", "/v1/policy").body, GatewayProcess::policy(2));
}

TEST_F(Admin, anEditOfThePolicyFileIsToldAndChangesNothing)
{
    RawSocket watcher = RawSocket::local(gateway.adminSocket());
    EXPECT_TRUE(watcher.send("GET /v1/events HTTP/1.1\r\nHost: localhost\r\n\r\n"));
    EXPECT_TRUE(has(watcher.receiveUntil("watching"), "watching"));
    EXPECT_EQ(gateway.admin("PUT", "/v1/policy", GatewayProcess::policy(2)).status, 200); // through the door: nothing to tell
    EXPECT_EQ(gateway.hold("team/team-b", 1, "frozen").status, 200);
    EXPECT_FALSE(has(watcher.receiveUntil("trip"), "drift"));
    std::ofstream(gateway.directory() / "policy.json") << GatewayProcess::policy(3);
    const std::string told = watcher.receiveUntil("drift");
    EXPECT_TRUE(has(told, "event: drift")) << told;
    EXPECT_TRUE(has(gateway.admin("GET", "/v1/health").body, R"("policyRevision":2)"));
}

TEST_F(Admin, ofPoliciesSentAtOnceOnOneConditionOneIsTaken)
{
    const std::string head = gateway.admin("GET", "/v1/policy").head;
    const auto at = head.find("ETag: ") + 6;
    const std::string condition = "If-Match: " + head.substr(at, head.find("\r\n", at) - at) + "\r\n";
    std::atomic<int> taken = 0, refused = 0;
    {
        std::vector<std::jthread> writers;
        for (int i = 0; i < 8; ++i)
            writers.emplace_back([&, i] {
                const int status = gateway.admin("PUT", "/v1/policy", GatewayProcess::policy(2 + i), condition).status;
                status == 200 ? ++taken : status == 412 ? ++refused : 0;
            });
    }
    EXPECT_EQ(taken, 1);
    EXPECT_EQ(refused, 7);
}

TEST_F(Admin, aFreezeThatCouldStopNothingIsNotAcknowledged)
{
    for (const char* scope :
        {"team/Payments", "team/team-a%0Afrozen", "token/ABCDEF0123456789abcdef0123456789abcdef0123456789abcdef0123456789",
            "token/tok-a", "organisation/some", "session/a%0Db", "model/%ff", "planet/mars", "team/"})
        EXPECT_EQ(gateway.hold(scope, 1, "frozen").status, 404) << scope;
    EXPECT_TRUE(has(gateway.admin("GET", "/v1/breakers").body, R"("breakers":[])"));
    EXPECT_EQ(gateway.hold("session/any%20name", 1, "frozen").status, 200);
}

TEST_F(Admin, aSessionWithOurNameIsNotFrozenByIt)
{
    const Answer answer = gateway.hold("session/thread-0123456789ab-7", 1, "frozen");
    EXPECT_EQ(answer.status, 422);
    EXPECT_TRUE(has(answer.body, "This session has no name of its client's: freeze its key.")) << answer.body;
    EXPECT_TRUE(has(gateway.admin("GET", "/v1/breakers").body, R"("breakers":[])"));
    EXPECT_EQ(gateway.hold("session/thread-0123456789ab-7", 2, "released").status, 200) << "one of an earlier version";
    EXPECT_EQ(gateway.hold("session/thread-7", 1, "frozen").status, 200) << "a client's name";
}

TEST_F(Admin, everyFaultOfAnOrderIsNamedWithItsPath)
{
    const Answer answer =
        gateway.admin("PUT", "/v1/holds/team/team-a", R"({"generation":0,"state":"melted","mode":"cut","by":7})");
    EXPECT_EQ(answer.status, 422);
    for (const char* path : {"orderId", "generation", "state", "reason", "by"})
        EXPECT_TRUE(has(answer.body, R"({"path":")" + std::string(path) + R"(","reason":")")) << answer.body;
    EXPECT_EQ(gateway.admin("PUT", "/v1/holds/team/team-a", "no order").status, 422);
}

TEST_F(Admin, aRouteToAnUpstreamOfAnotherDialectIsAFault)
{
    gateway.configure(R"(["openai", "anthropic"])", R"(["openai"])");
    const Ended ended = runProgram({"--config", gateway.configFile()});
    EXPECT_EQ(ended.exitCode, 1);
    gateway.kill();
    gateway.start();
    const std::string health = gateway.admin("GET", "/v1/health").body;
    EXPECT_TRUE(has(health, R"(routes[1].upstream: \"sandbox\" does not speak anthropic)")) << health;
    EXPECT_EQ(gateway.call("tok-a", "/v1/models", {}).status, 503);
}

TEST_F(Admin, aBadFileIsRefusedWholeAtAReload)
{
    std::ofstream(gateway.directory() / "policy.json") << R"({"revision":9,"teams":[{"id":"x"}]})";
    gateway.signal(SIGHUP);
    EXPECT_TRUE(has(gateway.admin("GET", "/v1/health").body, R"("policyRevision":1)"));
    std::ofstream(gateway.directory() / "policy.json") << GatewayProcess::policy(10);
    gateway.signal(SIGHUP);
    std::string health;
    for (int i = 0; i < 10'000 && !has(health, R"("policyRevision":10)"); ++i)
        health = gateway.admin("GET", "/v1/health").body;
    EXPECT_TRUE(has(health, R"("policyRevision":10)"));
}

TEST_F(Admin, freezingIsNotHeldUpByAFlood)
{
    std::atomic<bool> stop = false;
    std::atomic<int> calls = 0;
    std::vector<std::jthread> flood;
    for (int i = 0; i < 8; ++i)
        flood.emplace_back([&] {
            while (!stop) {
                gateway.call("tok-b", "/v1/chat/completions", chat("m"));
                ++calls;
            }
        });
    while (calls < 50)
        std::this_thread::yield();
    const auto since = std::chrono::steady_clock::now();
    EXPECT_EQ(gateway.hold("team/team-b", 1, "frozen").status, 200);
    EXPECT_LT(std::chrono::steady_clock::now() - since, std::chrono::seconds(1));
    stop = true;
}

} // namespace
