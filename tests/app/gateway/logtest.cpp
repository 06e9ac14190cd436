// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gatewayprocess.h"
#include "nastyupstream.h"

#include <gtest/gtest.h>

#include <csignal>
#include <fstream>
#include <sstream>

using namespace fuseboard::test;

namespace {

constexpr const char* chatPath = "/v1/chat/completions";
constexpr int triesEach = 5;

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

std::size_t timesIn(const std::string& text, const std::string& part)
{
    std::size_t count = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
        ++count;
    return count;
}

class Log : public testing::Test {
protected:
    Log() { gateway.keepLog(); }
    ~Log() override
    {
        EXPECT_FALSE(has(gateway.log(), "hello there") || has(gateway.log(), "upstream-secret")) << gateway.log();
    }
    void setUpstream(const std::string& url) const
    {
        std::ostringstream text;
        text << std::ifstream(gateway.configFile()).rdbuf();
        std::string config = std::move(text).str();
        const auto at = config.find("url = \"") + 7;
        config.replace(at, config.find('"', at) - at, url);
        std::ofstream(gateway.configFile()) << config;
    }
    int call(const std::string& model = "m") const { return gateway.call("tok-a", chatPath, chat(model)).status; }

    NastyUpstream upstream;
    GatewayProcess gateway {upstream.port()};
};

TEST_F(Log, saysWhyAnUpstreamCantBeReachedOnce)
{
    const RawListener plain; // where TLS is expected
    const std::jthread answering([&] {
        for (int i = 0; i < triesEach; ++i) {
            RawSocket peer = plain.accept();
            peer.send("HTTP/1.1 400 Bad Request\r\n\r\n");
        }
    });
    const std::pair<std::string, const char*> rows[] {
        {"http://127.0.0.1:1", "the upstream sandbox at http://127.0.0.1:1 can't be reached: Connection refused"},
        {"https://127.0.0.1:" + std::to_string(plain.port()), " can't be reached: TLS failed: "},
        {"http://no-such-host.invalid", " can't be reached: Host not found"},
    };
    for (const auto& [url, said] : rows) {
        setUpstream(url);
        gateway.start();
        for (int i = 0; i < triesEach; ++i)
            EXPECT_EQ(call(), 502);
        EXPECT_TRUE(gateway.waitForLog(said)) << gateway.log();
        EXPECT_EQ(timesIn(gateway.log(), said), 1U) << gateway.log();
        gateway.kill();
    }
}

TEST_F(Log, saysThatAnUpstreamIsReachedAgain)
{
    const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0); // nobody listens yet
    sockaddr_in address {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    ASSERT_EQ(::bind(listener, reinterpret_cast<const sockaddr*>(&address), size), 0);
    ::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size);
    setUpstream("http://127.0.0.1:" + std::to_string(ntohs(address.sin_port)));
    gateway.start();
    EXPECT_EQ(call(), 502);
    EXPECT_EQ(call(), 502);
    ASSERT_EQ(::listen(listener, 8), 0);
    const std::jthread serving([&] { RawSocket(::accept4(listener, nullptr, nullptr, SOCK_CLOEXEC)).close(); });
    EXPECT_EQ(call(), 502);
    EXPECT_TRUE(gateway.waitForLog("the upstream sandbox is reached again; 2 tries were in vain")) << gateway.log();
    ::close(listener);
}

TEST_F(Log, saysThatTheKeyIsRefusedAndTakenAgain)
{
    gateway.write(GatewayProcess::policyOf(1, "[]", {"status:401", "status:403"}));
    gateway.start();
    EXPECT_EQ(call("status:403"), 403); // of a model or a place perhaps
    const std::string said = "the upstream sandbox refuses the gateway's key";
    for (int i = 0; i < 2; ++i)
        EXPECT_EQ(call("status:401"), 502);
    EXPECT_TRUE(gateway.waitForLog(said)) << gateway.log();
    EXPECT_EQ(call(), 200);
    EXPECT_TRUE(gateway.waitForLog("the upstream sandbox takes the gateway's key again; 2 calls were refused"))
        << gateway.log();
    EXPECT_EQ(call("status:401"), 502); // within the minute
    EXPECT_EQ(call(), 200);
    EXPECT_EQ(timesIn(gateway.log(), said), 1U) << gateway.log();
}

TEST_F(Log, saysThatTheLedgerCantBeWrittenWhileCallsAreRefused)
{
    gateway.start();
    EXPECT_EQ(call(), 200);
    rlimit before {};
    const rlimit none {0, RLIM_INFINITY};
    ASSERT_EQ(::prlimit(gateway.pid(), RLIMIT_FSIZE, &none, &before), 0);
    for (int i = 0; i < 5; ++i)
        EXPECT_EQ(call(), 503);
    EXPECT_TRUE(gateway.waitForLog("calls get 503 until the ledger can be written: ")) << gateway.log();
    ASSERT_EQ(::prlimit(gateway.pid(), RLIMIT_FSIZE, &before, nullptr), 0);
    EXPECT_TRUE(gateway.waitForLog("the ledger can be written again; 5 calls got 503")) << gateway.log();
    EXPECT_EQ(timesIn(gateway.log(), "calls get 503"), 1U) << gateway.log();
    EXPECT_EQ(call(), 200);
}

/// The drain takes its half minute.
TEST_F(Log, saysHowAStopGoesAndCallersAreToldOfIt)
{
    gateway.start();
    RawSocket stream = gateway.open("tok-a", chatPath, chat("endless", true));
    EXPECT_TRUE(has(stream.receiveUntil("hello"), "hello"));
    std::string rest;
    {
        const std::jthread reading([&] { rest = stream.receiveUntil("gateway_stopped"); });
        EXPECT_EQ(gateway.stop(), 0);
    }
    EXPECT_TRUE(has(rest, R"("code":"gateway_stopped")") && has(rest, "because the gateway was stopped")) << rest.size();
    gateway.start();
    ASSERT_EQ(gateway.rows().size(), 1U);
    EXPECT_TRUE(has(gateway.rows().front(), R"("cut":"stop")")) << gateway.rows().front();
    const std::string log = gateway.log();
    std::size_t from = 0;
    for (const char* said : {"SIGTERM: the gateway stops", "calls still running: 1; they have 30 s to end",
             "calls still running: 1; they are cut", "the gateway has stopped"}) {
        from = log.find(said, from);
        EXPECT_NE(from, std::string::npos) << said << log;
    }
}

TEST_F(Log, aPolicyThatSighupRefusesIsToldOnceAndInHealth)
{
    gateway.start();
    RawSocket watcher = RawSocket::local(gateway.adminSocket());
    EXPECT_TRUE(watcher.send("GET /v1/events HTTP/1.1\r\nHost: localhost\r\n\r\n"));
    EXPECT_TRUE(has(watcher.receiveUntil("watching"), "watching"));
    gateway.write("{\"revision\": 2,\n \"teams\": [}");
    gateway.signal(SIGHUP);
    EXPECT_TRUE(
        gateway.waitForLog("policy.json, document: is not JSON: line 2, column 12: what stands there is not as JSON has it."))
        << gateway.log();
    EXPECT_TRUE(has(watcher.receiveUntil("drift"), "drift"));
    EXPECT_FALSE(has(gateway.log(), "edited beside the admin door")) << gateway.log();
    const std::string health = gateway.admin("GET", "/v1/health").body;
    EXPECT_TRUE(has(
        health, R"("policyRevision":1,"durable":true,"warnings":["The policy on disk is not valid, and the last good one )"))
        << health;
    EXPECT_EQ(gateway.admin("PUT", "/v1/policy", GatewayProcess::policy(3)).status, 200);
    EXPECT_FALSE(has(gateway.admin("GET", "/v1/health").body, "warnings"));
    gateway.write("{}"); // nobody has sent a signal
    EXPECT_TRUE(gateway.waitForLog("edited beside the admin door")) << gateway.log();
    EXPECT_TRUE(has(gateway.admin("GET", "/v1/health").body, "The policy on disk is not valid"));
}

} // namespace
