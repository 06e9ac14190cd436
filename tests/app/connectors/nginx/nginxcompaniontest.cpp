// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gateway/gatewayprocess.h"
#include "app/gateway/nastyupstream.h"
#include "connectors/nginx/nginxcompanion.h"
#include "support/rawsocket.h"

#include <gtest/gtest.h>

#include <QTcpServer>

#include <chrono>
#include <csignal>
#include <fstream>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace fuseboard;
using namespace fuseboard::test;
using namespace std::chrono_literals;

namespace {

std::uint16_t freePort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

/// A real nginx with the companion's own configuration, before a real gateway that decides.
class Nginx : public testing::Test {
protected:
    void SetUp() override
    {
        if (::access(program, X_OK) != 0)
            GTEST_SKIP() << "nginx is not installed";
        gateway.start();
        directory = gateway.directory() / "nginx";
        std::filesystem::create_directory(directory);
        const auto files = nginxCompanion({.directory = directory.string(),
            .callers = "127.0.0.1:" + std::to_string(port),
            .upstream = QUrl(goesTo()),
            .nameServers = {"127.0.0.1:" + std::to_string(freePort())}, // nobody answers there
            .decides = gateway.adminSocket()});
        ASSERT_TRUE(files) << files.error().subject << files.error().detail;
        std::ofstream(directory / "nginx.conf") << files->front().text;
        m_process = ::fork();
        if (m_process == 0) {
            ::execl(program, "nginx", "-c", (directory / "nginx.conf").c_str(), "-g", "daemon off;", nullptr);
            ::_exit(127);
        }
        for (int i = 0; i < 500 && !std::filesystem::exists(directory / "nginx.pid"); ++i)
            std::this_thread::sleep_for(10ms);
    }
    void TearDown() override
    {
        if (m_process <= 0)
            return;
        ::kill(m_process, SIGTERM);
        int status = 0;
        ::waitpid(m_process, &status, 0);
    }

    [[nodiscard]] virtual QString goesTo() const { return QStringLiteral("http://127.0.0.1:%1").arg(upstream.port()); }

    Answer ask(const std::string& method, const std::string& path, const std::string& token, const std::string& fields = {},
        const std::string& body = {}) const
    {
        auto socket = RawSocket::tcp(port);
        std::string request = method + " " + path + " HTTP/1.1\r\nHost: ai.example\r\nConnection: close\r\n" + fields;
        if (!token.empty())
            request += "Authorization: Bearer " + token + "\r\n";
        if (!body.empty())
            request += "Content-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n";
        socket.send(request + "\r\n" + body);
        const std::string all = socket.receiveAll();
        const std::size_t end = all.find("\r\n\r\n");
        if (end == std::string::npos)
            return {};
        return {std::stoi(all.substr(9, 3)), all.substr(0, end), all.substr(end + 4)};
    }
    Answer call(const std::string& token) const { return ask("POST", "/v1/chat/completions", token, {}, chat("m")); }
    Answer probe(const std::string& token, const std::string& scope) const
    {
        return ask("GET", "/fuseboard/probe", token, "X-Fuseboard-Probe-Scope: " + scope + "\r\n");
    }

    static constexpr auto program = "/usr/sbin/nginx";
    NastyUpstream upstream;
    GatewayProcess gateway {upstream.port()};
    std::filesystem::path directory;
    std::uint16_t port = freePort();

private:
    pid_t m_process = 0;
};

class NginxBeforeAName : public Nginx {
    [[nodiscard]] QString goesTo() const override { return QStringLiteral("http://ai.invalid:%1").arg(upstream.port()); }
};

} // namespace

TEST_F(NginxBeforeAName, startsAndRefusesThoughNobodyKnowsTheUpstream)
{
    EXPECT_EQ(probe("probe-a", "team/team-a").status, 200);
    EXPECT_EQ(gateway.hold("team/team-a", 1, "frozen").status, 200);
    EXPECT_EQ(call("tok-a").status, 403);
}

TEST_F(Nginx, refusesTheFrozenTeamAndNoOther)
{
    EXPECT_EQ(call("tok-a").status, 200);
    EXPECT_EQ(gateway.hold("team/team-a", 1, "frozen").status, 200);
    const Answer refused = call("tok-a");
    EXPECT_EQ(refused.status, 403);
    EXPECT_NE(refused.body.find("\"code\":\"breaker_open\""), std::string::npos) << refused.body;
    EXPECT_NE(refused.head.find("application/json"), std::string::npos) << refused.head;
    EXPECT_EQ(call("tok-b").status, 200);
    EXPECT_EQ(ask("POST", "/v1/messages", "", "x-api-key: tok-a\r\n", chat("m")).status, 403);
    EXPECT_EQ(gateway.hold("team/team-a", 2, "released").status, 200);
    EXPECT_EQ(call("tok-a").status, 200);
}

TEST_F(Nginx, knowsNobodyButTheGatewaysCallers)
{
    const int before = upstream.requests();
    EXPECT_EQ(call("tok-unknown").status, 403);
    EXPECT_EQ(call("").status, 403);
    EXPECT_EQ(ask("GET", "/_fuseboard_decide", "tok-a").status, 404) << "nobody from outside asks it";
    EXPECT_EQ(upstream.requests(), before);
}

TEST_F(Nginx, answersTestCallsItself)
{
    const int before = upstream.requests();
    const Answer served = probe("probe-a", "team/team-a");
    EXPECT_EQ(served.status, 200);
    EXPECT_EQ(served.body, R"({"served":"team/team-a"})");
    gateway.hold("organisation/all", 1, "frozen");
    EXPECT_EQ(probe("probe-a", "team/team-a").status, 403);
    EXPECT_EQ(probe("probe-a", "organisation/all").status, 403);
    gateway.hold("organisation/all", 2, "released");
    gateway.hold("model/gpt-5.6", 1, "frozen");
    EXPECT_EQ(probe("probe-a", "model/gpt-5.6").status, 403);
    EXPECT_EQ(probe("probe-a", "team/team-a").status, 200);
    EXPECT_EQ(upstream.requests(), before);
}

TEST_F(Nginx, refusesAllWhereNobodyDecides)
{
    gateway.kill();
    const Answer closed = call("tok-a");
    EXPECT_EQ(closed.status, 503);
    EXPECT_NE(closed.body.find("gateway_closed"), std::string::npos) << closed.body;
    gateway.start();
    EXPECT_EQ(call("tok-a").status, 200);
}

TEST(NginxCompanion, refusesWhatWouldBreakItsConfiguration)
{
    const NginxPlan good {.directory = "/srv/nginx",
        .upstream = QUrl(QStringLiteral("https://ai.example.com")),
        .nameServers = {"192.0.2.53"},
        .decides = "/run/g.sock"};
    EXPECT_TRUE(nginxCompanion(good));
    NginxPlan nameless = good;
    nameless.nameServers.clear();
    EXPECT_FALSE(nginxCompanion(nameless)) << "nobody could look the name up";
    for (const char* path : {"relative", "/with space", "/a;b", "/a\nb", ""}) {
        NginxPlan bad = good;
        bad.directory = path;
        EXPECT_FALSE(nginxCompanion(bad)) << path;
        bad = good;
        bad.decides = path;
        EXPECT_FALSE(nginxCompanion(bad)) << path;
    }
    for (const char* address : {"ftp://x", "https://user:pw@x", "https://x/path", "https://x?q=1", "x"}) {
        NginxPlan bad = good;
        bad.upstream = QUrl(QString::fromUtf8(address));
        EXPECT_FALSE(nginxCompanion(bad)) << address;
    }
}
