// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
// SIGHUP: gateway.toml comes into force while calls run, as a whole or not at all.
#include "gatewayprocess.h"
#include "nastyupstream.h"

#include "app/http/servedhttp.h"
#include "support/certificates.h"

#include <csignal>
#include <filesystem>
#include <fstream>
#include <functional>
#include <thread>

using namespace fuseboard::test;
using namespace std::chrono_literals;

namespace {

constexpr const char* chatPath = "/v1/chat/completions";

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

class Reload : public testing::Test {
protected:
    Reload()
    {
        gateway.keepLog();
        gateway.start();
    }
    ~Reload() override { EXPECT_FALSE(has(gateway.log(), "secret")) << gateway.log(); }

    int call() const { return gateway.call("tok-a", chatPath, chat("m")).status; }
    static std::string url(const NastyUpstream& of) { return "http://127.0.0.1:" + std::to_string(of.port()) + "\""; }
    bool reloadSays(const std::string& said)
    {
        const std::size_t before = gateway.log().size();
        gateway.signal(SIGHUP);
        return waitFor([&] { return gateway.log().find(said, before) != std::string::npos; });
    }
    static bool waitFor(const std::function<bool()>& condition)
    {
        for (const auto until = std::chrono::steady_clock::now() + 10s; !condition();) {
            if (std::chrono::steady_clock::now() > until)
                return false;
            std::this_thread::sleep_for(10ms);
        }
        return true;
    }
    std::string warnings() const
    {
        const std::string health = gateway.admin("GET", "/v1/health").body;
        const auto at = health.find("\"warnings\"");
        return at == std::string::npos ? std::string() : health.substr(at);
    }

    NastyUpstream upstream, other;
    GatewayProcess gateway {upstream.port()};
};

TEST_F(Reload, anotherKeyOfAProviderIsUsedFromThenOn)
{
    EXPECT_EQ(call(), 200);
    EXPECT_TRUE(has(upstream.heads().back(), "Bearer upstream-secret\r\n")) << upstream.heads().back();
    gateway.writeSecret("key", "another-secret\n");
    EXPECT_EQ(call(), 200);
    EXPECT_TRUE(has(upstream.heads().back(), "Bearer upstream-secret\r\n")) << "nobody has asked for it yet";
    EXPECT_TRUE(reloadSays("policy revision 1 is in force, and gateway.toml"));
    EXPECT_EQ(call(), 200);
    EXPECT_TRUE(has(upstream.heads().back(), "Bearer another-secret\r\n")) << upstream.heads().back();
}

TEST_F(Reload, anotherAddressGetsAllCallsThatBeginAndNoneThatRuns)
{
    for (int i = 0; i < 4; ++i) // their connections are kept
        EXPECT_EQ(call(), 200);
    RawSocket running = gateway.open("tok-a", chatPath, chat("endless", true));
    EXPECT_TRUE(has(running.receiveUntil("data:"), "data:"));
    gateway.configure(url(upstream), url(other));
    EXPECT_TRUE(reloadSays("is in force, and gateway.toml"));
    const int before = upstream.requests();
    for (int i = 0; i < 8; ++i)
        EXPECT_EQ(call(), 200);
    EXPECT_EQ(other.requests(), 8);
    EXPECT_EQ(upstream.requests(), before);
    EXPECT_TRUE(has(running.receiveUntil("data:"), "data:")) << "its own goes on";
}

TEST_F(Reload, aFileWithAFaultChangesNothingAndIsNamedByLine)
{
    gateway.writeSecret("key", "another-secret\n");
    gateway.configure("[callers]", "[calers]");
    EXPECT_TRUE(reloadSays("gateway.toml is refused and the last good one stays. " + gateway.configFile().string() + ":"));
    EXPECT_TRUE(reloadSays("policy revision 1 is in force\n")) << gateway.log();
    EXPECT_EQ(call(), 200);
    EXPECT_TRUE(has(upstream.heads().back(), "Bearer upstream-secret\r\n"));
    EXPECT_TRUE(has(warnings(), "gateway.toml on disk is refused, and the last good one stays in force. ")) << warnings();
    gateway.configure("[calers]", "[callers]");
    EXPECT_TRUE(reloadSays("is in force, and gateway.toml"));
    EXPECT_EQ(warnings(), std::string());
}

TEST_F(Reload, anUpstreamThatThePolicyNeedsCantGo)
{
    gateway.configure("name = \"sandbox\"", "name = \"elsewhere\"");
    EXPECT_TRUE(reloadSays("the policy is refused whole; the last good one stays, and gateway.toml as it was. "))
        << gateway.log();
    EXPECT_TRUE(has(gateway.log(), R"(there is no upstream "sandbox" in gateway.toml)")) << gateway.log();
    EXPECT_EQ(call(), 200);
    std::string moved = GatewayProcess::policy(2);
    for (auto at = moved.find("sandbox"); at != std::string::npos; at = moved.find("sandbox", at))
        moved.replace(at, 7, "elsewhere");
    EXPECT_EQ(gateway.admin("PUT", "/v1/policy", moved).status, 422) << "by the gateway.toml in force";
    gateway.write(moved);
    EXPECT_TRUE(reloadSays("policy revision 2 is in force, and gateway.toml"));
    EXPECT_EQ(call(), 200);
}

TEST_F(Reload, whatCameToNothingBecauseOfThePolicyIsTold)
{
    gateway.writeSecret("key", "another-secret\n");
    gateway.write("{}");
    EXPECT_TRUE(reloadSays("the policy is refused whole; the last good one stays, and gateway.toml as it was. "));
    const std::string told = "gateway.toml on disk is refused, and the last good one stays in force. ";
    EXPECT_TRUE(has(warnings(), told)) << warnings();
    EXPECT_EQ(gateway.admin("PUT", "/v1/policy", GatewayProcess::policy(2)).status, 200);
    EXPECT_TRUE(has(warnings(), told)) << "that brings no key into force";
    EXPECT_EQ(call(), 200);
    EXPECT_TRUE(has(upstream.heads().back(), "Bearer upstream-secret\r\n"));
    EXPECT_TRUE(reloadSays("policy revision 2 is in force, and gateway.toml"));
    EXPECT_EQ(warnings(), std::string());
}

TEST_F(Reload, aStopWaitsForNoneThatWereAskedFor)
{
    std::string teams; // so that reading takes longer than asking
    for (int i = 0; i < 5000; ++i)
        teams += R"({"id":"team-)" + std::to_string(i) + R"(","name":"One of many"},)";
    std::string policy = GatewayProcess::policy(2);
    gateway.write(policy.insert(policy.find("\"teams\":[") + 9, teams));
    EXPECT_TRUE(reloadSays("policy revision 2 is in force, and gateway.toml"));
    for (int i = 0; i < 400; ++i) {
        gateway.signal(SIGHUP);
        std::this_thread::sleep_for(1ms); // two that wait at once are one
    }
    const std::size_t before = gateway.log().size();
    EXPECT_EQ(gateway.stop(), 0);
    int reloads = 0;
    const std::string said = gateway.log().substr(before);
    for (auto at = said.find("is in force"); at != std::string::npos; at = said.find("is in force", at + 1))
        ++reloads;
    EXPECT_LE(reloads, 20) << said;
}

TEST_F(Reload, whatTakesARestartStaysAndIsTold)
{
    gateway.configure("listen = \"127.0.0.1:0\"", "listen = \"127.0.0.1:1\"\nthreads = 7");
    EXPECT_TRUE(reloadSays("callers.listen in " + gateway.configFile().string() + " was changed: that takes a restart."));
    EXPECT_TRUE(has(gateway.log(), "callers.threads in ")) << gateway.log();
    EXPECT_EQ(call(), 200);
    EXPECT_TRUE(has(warnings(), "callers.listen in ") && has(warnings(), "that takes a restart.")) << warnings();
}

TEST_F(Reload, anotherTokenOfTheAdminDoorReplacesTheOld)
{
    const auto asks = [this](const std::string& token) {
        RawSocket socket = RawSocket::tcp(gateway.adminPort());
        EXPECT_TRUE(socket.send("GET /v1/breakers HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer "
            + token + "\r\n\r\n"));
        return readAnswer(std::move(socket)).status;
    };
    gateway.writeSecret("read", "a-newer-one-to-read-with\n");
    EXPECT_EQ(asks("admin-door-to-read"), 200);
    EXPECT_TRUE(reloadSays("is in force, and gateway.toml"));
    EXPECT_EQ(asks("admin-door-to-read"), 401);
    EXPECT_EQ(asks("a-newer-one-to-read-with"), 200);
}

TEST_F(Reload, whoWatchesWithATokenThatIsNoneAnyMoreIsSentAway)
{
    RawSocket watcher = RawSocket::tcp(gateway.adminPort());
    EXPECT_TRUE(watcher.send("GET /v1/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer admin-door-to-read\r\n\r\n"));
    EXPECT_TRUE(has(watcher.receiveUntil(": watching"), ": watching"));
    gateway.writeSecret("key", "another-secret\n");
    EXPECT_TRUE(reloadSays("is in force, and gateway.toml"));
    EXPECT_EQ(gateway.hold("team/team-a", 1, "frozen").status, 200);
    EXPECT_TRUE(has(watcher.receiveUntil("event: trip"), "event: trip")) << "its token is as good as before";
    gateway.writeSecret("read", "a-newer-one-to-read-with\n");
    EXPECT_TRUE(reloadSays("is in force, and gateway.toml"));
    EXPECT_TRUE(watcher.receiveUntil("0\r\n\r\n").ends_with("0\r\n\r\n"));
}

TEST_F(Reload, theLogSpeaksAsLoudAsItSays)
{
    gateway.configure("level = \"info\"", "level = \"error\"");
    gateway.writeSecret("key", "another-secret\n");
    gateway.signal(SIGHUP);
    EXPECT_TRUE(waitFor([this] { return call() == 200 && has(upstream.heads().back(), "another-secret"); }));
    const std::size_t before = gateway.log().size();
    gateway.write("{}");
    EXPECT_TRUE(reloadSays("the policy is refused whole"));
    EXPECT_FALSE(has(gateway.log().substr(before), "[info]") || has(gateway.log().substr(before), "[warning]"))
        << gateway.log();
}

TEST(ReloadedAuthorities, areAskedForConnectionsThatWereKept)
{
    const auto file = [](const std::filesystem::path& path, const QByteArray& text) {
        std::ofstream(path) << text.toStdString();
        std::filesystem::permissions(path, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
        return path.string();
    };
    const Identity authority = makeIdentity({.commonName = "one", .alternativeName = nullptr, .authority = true});
    const Identity stranger = makeIdentity({.commonName = "another", .alternativeName = nullptr, .authority = true});
    const Identity own = makeIdentity({}, &authority);
    GatewayProcess gateway(0);
    const auto at = gateway.directory();
    const auto tls = fuseboard::http::ServerTls::load(
        {.certificate = file(at / "provider.pem", own.certificate), .key = file(at / "provider.key", own.key)});
    ASSERT_TRUE(tls);
    const ServedHttp provider(
        [](fuseboard::http::Exchange& e) -> fuseboard::http::Async<void> {
            const auto body = co_await e.readBody();
            co_await e.respond(200, {{"Content-Type", "application/json"}},
                R"({"model":"m","choices":[],"usage":{"prompt_tokens":1,"completion_tokens":1,"total_tokens":2}})");
        },
        {}, *tls);
    file(at / "ca.pem", authority.certificate);
    gateway.keepLog();
    gateway.configure("[callers]", "[callers]\nthreads = 1");
    gateway.configure("http://127.0.0.1:0\"", "https://127.0.0.1:" + std::to_string(provider.port) + "\"\nca = \"ca.pem\"");
    gateway.start();
    for (int i = 0; i < 2; ++i) {
        EXPECT_EQ(gateway.call("tok-a", chatPath, chat("m")).status, 200);
        std::this_thread::sleep_for(300ms); // until it is seen to keep connections
    }
    file(at / "ca.pem", stranger.certificate);
    gateway.signal(SIGHUP);
    for (int i = 0; i < 1000 && !has(gateway.log(), "and gateway.toml"); ++i)
        std::this_thread::sleep_for(10ms);
    EXPECT_EQ(gateway.call("tok-a", chatPath, chat("m")).status, 502);
}

} // namespace
