// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What comes to the gateway's doors that has no business there (ACCEPTANCE A1 to A7, G11, L1).
#include "gatewayprocess.h"
#include "nastyupstream.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

using namespace fuseboard::test;

namespace {

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

std::string contents(const std::filesystem::path& file)
{
    std::stringstream out;
    out << std::ifstream(file, std::ios::binary).rdbuf();
    return out.str();
}

class Doors : public testing::Test {
protected:
    Answer overTcp(const std::string& request) const
    {
        RawSocket socket = RawSocket::tcp(gateway.adminPort());
        socket.send(request);
        return readAnswer(std::move(socket));
    }
    Answer asReader(const std::string& host, const std::string& more = {}, const std::string& method = "GET") const
    {
        return overTcp(method + " /v1/health HTTP/1.1\r\nConnection: close\r\n" + host
            + "Authorization: Bearer admin-door-to-read\r\n" + more + "\r\n");
    }

    NastyUpstream upstream;
    GatewayProcess gateway {upstream.port()};
};

TEST_F(Doors, onlyTheAddressesOfTheFileListenAndOnlyTheOwnerHasTheSocket)
{
    gateway.start();
    std::set<std::string> addresses; // each socket stands in the descriptors of all who accept from it
    for (const char* table : {"tcp", "tcp6"}) {
        std::istringstream lines(contents("/proc/" + std::to_string(gateway.pid()) + "/net/" + table));
        std::string line;
        while (std::getline(lines, line)) {
            std::istringstream fields(line);
            std::string number, local, remote, state, skipped, inode;
            fields >> number >> local >> remote >> state;
            for (int i = 0; i < 5; ++i)
                fields >> skipped;
            fields >> inode;
            for (const auto& file : std::filesystem::directory_iterator("/proc/" + std::to_string(gateway.pid()) + "/fd")) {
                std::error_code gone;
                if (state == "0A" && std::filesystem::read_symlink(file, gone) == "socket:[" + inode + "]")
                    addresses.insert(local);
            }
        }
    }
    EXPECT_EQ(addresses.size(), 2U); // callers and admin
    for (const std::string& address : addresses)
        EXPECT_TRUE(address.starts_with("0100007F:")) << address;
    EXPECT_EQ(std::filesystem::status(gateway.adminSocket()).permissions(), std::filesystem::perms(0600));
}

TEST_F(Doors, whoSpreadsCallsLearnsWithoutAKeyWhetherTheyAreServed)
{
    const auto asks = [this](const std::string& method, const std::string& more = "\r\n") {
        RawSocket socket = RawSocket::tcp(gateway.callersPort());
        EXPECT_TRUE(socket.send(method + " /fuseboard/health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" + more));
        return readAnswer(std::move(socket));
    };
    gateway.start();
    EXPECT_EQ(asks("GET").status, 200);
    EXPECT_EQ(asks("GET").body, "serving\n");
    EXPECT_EQ(asks("POST", "Content-Length: 0\r\n\r\n").status, 401);
    EXPECT_EQ(asks("GET", "Content-Length: 2\r\n\r\nhi").status, 401);
    gateway.kill();
    gateway.write("{}");
    gateway.start();
    EXPECT_EQ(asks("GET").status, 503);
    EXPECT_EQ(asks("GET").body, "closed\n");
}

TEST_F(Doors, theAdminDoorKnowsOnlyItsOwnNames)
{
    gateway.start();
    for (const char* host : {"127.0.0.1", "127.0.0.1:80", "localhost", "LOCALHOST:1", "[::1]", "[::1]:4181"})
        EXPECT_EQ(asReader("Host: " + std::string(host) + "\r\n").status, 200) << host;
    for (const char* host : {"", "0.0.0.0", "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "127.0.0.2", "127.0.0.1.", "::1",
             "[::]", "[::ffff:127.0.0.1]", "localhost.", "localhost.evil", "evil.localhost", "localhost@evil", "evil",
             "evil:80", "127.0.0.1.evil", "127.0.0.1.nip.io", "local host", "localhost,evil", "localhost/evil", "localhost#",
             "xn--lcalhost-n1a", "127.0.0.1:80:80", "user:pw@127.0.0.1", "192.168.0.1", "10.0.0.1:4181"}) {
        const int status = asReader("Host: " + std::string(host) + "\r\n").status;
        EXPECT_TRUE(status == 403 || status == 400) << host << " " << status;
    }
    for (const char* none : {"", "Host: localhost\r\nHost: localhost\r\n", "Host: localhost\r\nHost: evil\r\n"}) {
        const int status = asReader(none).status;
        EXPECT_TRUE(status == 403 || status == 400) << none << " " << status;
    }
}

TEST_F(Doors, aPageInABrowserReachesNothing)
{
    gateway.start();
    const std::string own = "Host: 127.0.0.1\r\n";
    const std::string form = "Content-Type: application/x-www-form-urlencoded\r\n", text = "Content-Type: text/plain\r\n";
    for (const auto& [method, fields] : std::vector<std::pair<std::string, std::string>> {{"GET", "Origin: null\r\n"},
             {"GET", "Origin: http://127.0.0.1\r\n"}, {"GET", "Sec-Fetch-Site: same-origin\r\n"},
             {"GET", "sec-fetch-site: none\r\n"}, {"OPTIONS", "Origin: http://evil\r\nAccess-Control-Request-Method: PUT\r\n"},
             {"POST", form}, {"POST", text}, {"PUT", form}, {"POST", ""}, {"PUT", text}}) {
        const Answer answer = asReader(own, fields, method);
        EXPECT_TRUE(answer.status >= 400 && answer.status < 500) << method << fields << answer.status;
        EXPECT_FALSE(has(answer.head, "ccess-control") || has(answer.head, "ccess-Control")) << answer.head;
    }
    for (const char* path : {"/v1/holds/team/team-a", "/v1/calls/x/cut", "/v1/policy/apply", "/fuseboard/raise"})
        EXPECT_GE(overTcp(std::string("GET ") + path + "?state=frozen HTTP/1.1\r\nConnection: close\r\n" + own
                      + "Authorization: Bearer admin-door-to-freeze\r\n\r\n")
                      .status,
            400)
            << path;
    EXPECT_EQ(gateway.admin("GET", "/v1/breakers").body, R"({"breakers":[]})");
}

TEST_F(Doors, oddTokensAreJustWrong)
{
    gateway.start();
    const std::string million(1'000'000, 'x');
    for (const std::string& token : {std::string("' OR 1=1 --"), std::string("*)(uid=*))(|(uid=*"), std::string("%n%n%s%x"),
             std::string("${jndi:ldap://x}"), std::string("tok-a\tx"), std::string("tok-a;tok-b"), std::string("TOK-A"),
             std::string("tok-"), std::string("tok-aa"), std::string(8'000, 'x'), million}) {
        const int caller = gateway.call(token, "/v1/models", {}).status;
        EXPECT_TRUE(caller >= 400 && caller < 500) << token.substr(0, 40) << " " << caller;
    }
    for (const char* path :
        {"/v1/models?api_key=tok-a", "/v1/models?access_token=tok-a", "/v1/models?authorization=Bearer%20tok-a"}) {
        RawSocket socket = RawSocket::tcp(gateway.callersPort());
        socket.send(std::string("GET ") + path + " HTTP/1.1\r\nHost: g\r\nConnection: close\r\n\r\n");
        EXPECT_EQ(readAnswer(std::move(socket)).status, 401) << path; // no token is looked for there
    }
    EXPECT_EQ(upstream.requests(), 0);
}

TEST_F(Doors, wrongTokensOfTheAdminDoorAreAnsweredLateAndRightOnesAtOnce)
{
    gateway.start();
    const auto guess = [&](const std::string& token) {
        const auto since = std::chrono::steady_clock::now();
        const int status = overTcp(
            "GET /v1/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer " + token + "\r\n\r\n")
                               .status;
        return std::pair(status, std::chrono::steady_clock::now() - since);
    };
    for (int i = 0; i < 5; ++i)
        EXPECT_EQ(guess("x").first, 401);
    const auto [late, time] = guess("admin-rea");
    EXPECT_EQ(late, 401);
    EXPECT_GE(time, std::chrono::milliseconds(900));
    const auto [right, soon] = guess("admin-door-to-read");
    EXPECT_EQ(right, 200);
    EXPECT_LT(soon, std::chrono::milliseconds(900));
}

TEST_F(Doors, whatCallersSayIsKeptNowhereAndMetricsNameNobody)
{
    gateway.start();
    const std::string prompt = "canary-prompt-7391", answered = "hello";
    for (const char* model : {"m", "stream", "nousage", "status:500", "cut:300"})
        gateway.call("tok-a", "/v1/chat/completions",
            std::string(R"({"model":")") + model + R"(","stream":)" + (model[0] == 's' || model[0] == 'c' ? "true" : "false")
                + R"(,"user":")" + prompt + R"(","messages":[{"role":"user","content":")" + prompt + R"("}]})");
    EXPECT_GE(gateway.rows().size(), 5U);
    const std::string metrics = gateway.admin("GET", "/metrics").body;
    EXPECT_FALSE(has(metrics, "team-a") || has(metrics, "tok-a") || has(metrics, "Payments") || has(metrics, prompt))
        << metrics;
    for (const char* path : {"/v1/usage?after=0", "/v1/calls", "/v1/breakers", "/v1/reservations", "/v1/health"})
        EXPECT_FALSE(has(gateway.admin("GET", path).body, prompt)) << path;
    EXPECT_EQ(gateway.stop(), 0);
    int files = 0;
    for (const auto& file : std::filesystem::recursive_directory_iterator(gateway.directory()))
        if (file.is_regular_file()) {
            ++files;
            const std::string bytes = contents(file);
            EXPECT_FALSE(has(bytes, prompt) || has(bytes, answered)) << file.path();
        }
    EXPECT_GE(files, 4);
}

TEST_F(Doors, callersLeaveTheAdminDoorItsDescriptors)
{
    gateway.start(256);
    std::vector<RawSocket> callers;
    for (int i = 0; i < 400; ++i)
        callers.push_back(RawSocket::tcp(gateway.callersPort()));
    for (int i = 1; i <= 20; ++i) {
        EXPECT_EQ(gateway.hold("team/team-a", 2 * i - 1, "frozen").status, 200);
        EXPECT_EQ(overTcp("GET /v1/breakers HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer "
                          "admin-door-to-read\r\n\r\n")
                      .status,
            200);
        EXPECT_EQ(gateway.hold("team/team-a", 2 * i, "released").status, 200);
    }
    callers.clear();
    Answer answer;
    for (int i = 0; i < 100 && answer.status != 200; ++i) {
        RawSocket socket = gateway.open("tok-a", "/v1/chat/completions", chat("m"));
        answer = readAnswer(std::move(socket));
    }
    EXPECT_EQ(answer.status, 200); // and callers come in again
}

} // namespace
