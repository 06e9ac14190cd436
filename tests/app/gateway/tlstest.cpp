// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/gateway/gatewaylever.h"
#include "connectors/gateway/gatewayusagesource.h"
#include "gateway/uuid.h"
#include "support/awaited.h"
#include "tlsgateway.h"

#include <QCoreApplication>
#include <QSslConfiguration>
#include <QSslSocket>

#include <gtest/gtest.h>

#include <csignal>
#include <fstream>

using namespace fuseboard;
using namespace fuseboard::test;

namespace {

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

class TlsDoors : public testing::Test {
protected:
    void SetUp() override { gateway.process.start(); }
    [[nodiscard]] HttpTrust ownAuthority() const { return {.authorityFile = QString::fromStdString(gateway.authorityFile())}; }
    Result<LeverReport> observe(const HttpTrust& trust) { return observe(gateway.admin(trust)); }
    Result<LeverReport> observe(const GatewayAddress& address)
    {
        HttpClient http;
        GatewayLever lever(http, address, ProbeKey(QByteArray(32, 'k')));
        return awaited(lever.observe());
    }
    /// Speaks TLS as told and no HTTP; empty where that is refused, else the protocol that was agreed on.
    [[nodiscard]] std::optional<QByteArray> shakeHands(QSsl::SslProtocol protocol, const QList<QByteArray>& offered = {}) const
    {
        QSslConfiguration tls;
        tls.setProtocol(protocol);
        tls.setPeerVerifyMode(QSslSocket::VerifyNone);
        tls.setAllowedNextProtocols(offered);
        QSslSocket socket;
        socket.setSslConfiguration(tls);
        socket.connectToHostEncrypted(QStringLiteral("127.0.0.1"), gateway.process.callersPort());
        if (!socket.waitForEncrypted(5000))
            return {};
        return socket.sslConfiguration().nextNegotiatedProtocol();
    }
    /// What a call over TLS is answered with.
    Result<HttpAnswer> call(const HttpTrust& trust)
    {
        HttpClient http;
        HttpRequest request {.method = "POST",
            .url = QUrl(QString::fromStdString(gateway.callersUrl() + "/v1/chat/completions")),
            .headers = {{"Authorization", "Bearer tok-a"}, {"Content-Type", "application/json"}},
            .body = QByteArray::fromStdString(chat("m")),
            .trust = trust};
        return awaited(http.send(std::move(request)));
    }
    void reload(const Identity& identity)
    {
        gateway.present(identity);
        gateway.process.signal(SIGHUP);
    }

    TlsGateway gateway;
};

TEST_F(TlsDoors, serveCallersAndTheDesktopWithAnAuthorityOfTheirOwn)
{
    const auto answer = call(ownAuthority());
    ASSERT_TRUE(answer) << answer.error().detail;
    EXPECT_EQ(answer->status, 200);
    EXPECT_TRUE(has(answer->body.toStdString(), "completion_tokens"));
    HttpClient http;
    GatewayLever lever(http, gateway.admin(ownAuthority()), ProbeKey(QByteArray(32, 'k')));
    const HoldOrder freeze {"01930000-0000-7000-8000-000000000000", Scope::ofTeam("team-a"), 1, HoldState::frozen,
        FreezeMode::refuse, "a drill", "A. Smith"};
    const auto frozen = awaited(lever.order(freeze));
    ASSERT_TRUE(frozen) << frozen.error().detail;
    const auto refused = call(ownAuthority());
    ASSERT_TRUE(refused);
    EXPECT_EQ(refused->status, 403);
}

TEST_F(TlsDoors, aStreamPassesAndAClientThatLeavesEndsIt)
{
    const std::string url = gateway.callersUrl() + "/v1/chat/completions";
    const auto start = [&](const std::string& model, int seconds) {
        return said("curl -sN --max-time " + std::to_string(seconds) + " --cacert " + gateway.authorityFile()
            + " -H 'Authorization: Bearer tok-a' -H 'Content-Type: application/json' -d '" + chat(model, true) + "' " + url);
    };
    EXPECT_TRUE(has(start("stream", 10), "[DONE]"));
    EXPECT_TRUE(has(start("endless", 5), "hello"));
    EXPECT_TRUE(gateway.upstream.waitForHangUps(1));
}

TEST_F(TlsDoors, answerNobodyWithoutIt)
{
    RawSocket plain = RawSocket::tcp(gateway.process.callersPort());
    ASSERT_TRUE(plain.send("GET /v1/models HTTP/1.1\r\nHost: gateway\r\nAuthorization: Bearer tok-a\r\n\r\n"));
    const std::string said = plain.receiveAll();
    EXPECT_TRUE(said.starts_with("HTTP/1.1 400 ")) << said;
    EXPECT_TRUE(said.ends_with("This port speaks TLS: use https://\n")) << said;
    RawSocket silent = RawSocket::tcp(gateway.process.callersPort());
    EXPECT_EQ(silent.receive(std::chrono::seconds(8)), "");
    EXPECT_FALSE(silent.timedOut()) << "who says nothing is cut like any slow head";
    EXPECT_TRUE(call(ownAuthority()));
}

TEST_F(TlsDoors, speakTls12OrNewerAndHttp11Alone)
{
    QT_WARNING_PUSH
    QT_WARNING_DISABLE_DEPRECATED
    EXPECT_FALSE(shakeHands(QSsl::TlsV1_0));
    EXPECT_FALSE(shakeHands(QSsl::TlsV1_1));
    QT_WARNING_POP
    EXPECT_TRUE(shakeHands(QSsl::TlsV1_2));
    EXPECT_TRUE(shakeHands(QSsl::TlsV1_3));
    EXPECT_EQ(shakeHands(QSsl::TlsV1_3, {"h2", "http/1.1"}), QByteArray("http/1.1"));
    EXPECT_FALSE(shakeHands(QSsl::TlsV1_3, {"h2"}));
}

TEST_F(TlsDoors, aForeignHostStaysOutside)
{
    HttpClient http;
    const GatewayAddress address = gateway.admin(ownAuthority());
    for (const auto& [host, status] :
        {std::pair("127.0.0.1", 200), std::pair("evil.example", 403), std::pair("10.0.0.1", 403)}) {
        HttpRequest request = address.request(DoorRight::read, "GET", "/v1/breakers");
        request.headers.emplaceBack("Host", host);
        const auto answer = awaited(http.send(std::move(request)));
        ASSERT_TRUE(answer) << answer.error().detail;
        EXPECT_EQ(answer->status, status) << host;
    }
}

TEST_F(TlsDoors, whoCannotBeTrustedNeverSeesAToken)
{
    const Identity now = gateway.issue();
    reload(now);
    const HttpTrust pinned {.pin = pinOf(now)};
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    while (!observe(pinned) && std::chrono::steady_clock::now() < until) { }
    EXPECT_TRUE(observe(pinned)) << "the pin alone is enough";

    const Identity stranger = makeIdentity({.commonName = "Stranger", .alternativeName = nullptr, .authority = true});
    const auto strangerFile = gateway.process.directory() / "stranger.pem";
    std::ofstream(strangerFile) << stranger.certificate.toStdString();
    std::ofstream(gateway.process.directory() / "empty.pem") << "\n";
    struct Row {
        const char* name;
        HttpTrust trust;
        ErrorCode code;
        const char* said;
    };
    const Row rows[] {
        {"the system's authorities", {}, ErrorCode::tlsFailed, ""},
        {"another authority", {.authorityFile = QString::fromStdString(strangerFile)}, ErrorCode::tlsFailed, ""},
        {"another pin", {.pin = QByteArray(64, '0')}, ErrorCode::tlsFailed, "is not the pinned one"},
        {"no authority in the file", {.authorityFile = QString::fromStdString(gateway.process.directory() / "empty.pem")},
            ErrorCode::fileUnreadable, "no certificate of an authority"},
    };
    for (const Row& row : rows) {
        const auto refused = observe(row.trust);
        ASSERT_FALSE(refused) << row.name;
        EXPECT_EQ(refused.error().code, row.code) << row.name << ": " << refused.error().detail;
        EXPECT_TRUE(has(refused.error().detail, row.said)) << row.name << ": " << refused.error().detail;
        EXPECT_FALSE(refused.error().detail.empty()) << row.name;
    }
}

TEST_F(TlsDoors, testCallsAreHeldToTheSameThroughASocketToo)
{
    const ProbeKey key(QByteArray(32, 'k'));
    const Identity shown = gateway.issue();
    std::string policy = GatewayProcess::policy(2);
    const std::string before = ::fuseboard::gateway::sha256Hex("probe-a");
    policy.replace(policy.find(before), before.size(), ::fuseboard::gateway::sha256Hex(key.token("team-a").toStdString()));
    gateway.process.write(policy);
    reload(shown);
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    while (!has(gateway.process.admin("GET", "/v1/health").body, R"("policyRevision":2)"))
        ASSERT_LT(std::chrono::steady_clock::now(), until);
    for (const bool bySocket : {false, true}) {
        GatewayAddress address = gateway.admin({.pin = pinOf(shown)});
        if (bySocket)
            address.socket = QString::fromStdString(gateway.process.adminSocket());
        HttpClient http;
        const auto served = awaited(GatewayLever(http, address, key).probe(Scope::ofTeam("team-a")));
        ASSERT_TRUE(served) << served.error().detail;
        EXPECT_EQ(*served, ProbeResult::served);
    }
    GatewayAddress other = gateway.admin({.pin = QByteArray(64, '0')});
    other.socket = QString::fromStdString(gateway.process.adminSocket());
    HttpClient http;
    const auto refused = awaited(GatewayLever(http, other, key).probe(Scope::ofTeam("team-a")));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::tlsFailed) << refused.error().detail;
}

TEST_F(TlsDoors, aNewCertificateIsTakenAndABadOneLeavesTheLastGoodOne)
{
    const Identity next = gateway.issue();
    reload(next);
    const HttpTrust pinned {.pin = pinOf(next)};
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    while (!observe(pinned) && std::chrono::steady_clock::now() < until) { }
    ASSERT_TRUE(observe(pinned));
    ASSERT_TRUE(call(pinned));

    const Identity foreign = gateway.issue();
    for (const Identity& bad : {gateway.issue(-7200, -60), gateway.issue(600, 7200), Identity {foreign.key, next.certificate},
             Identity {next.key, "no certificate"}}) {
        reload(bad);
        EXPECT_EQ(gateway.process.admin("GET", "/v1/health").status, 200); // later than the signal
        const auto still = observe(pinned);
        EXPECT_TRUE(still) << still.error().detail;
    }
    EXPECT_TRUE(call(pinned));
}

TEST(TlsStart, aBadCertificateIsNamedInOneSentence)
{
    const TlsGateway gateway;
    const Identity good = gateway.issue(), other = gateway.issue();
    struct Row {
        Identity identity;
        const char* said;
    };
    const Row rows[] {
        {gateway.issue(-7200, -60), "server.pem: this certificate has expired."},
        {gateway.issue(600, 7200), "server.pem: this certificate is not valid yet."},
        {{other.key, good.certificate}, "server.key: no key of "},
        {{"nothing", good.certificate}, "server.key: no key of "},
        {{good.key, "nothing"}, "server.pem: no certificate can be read from it."},
    };
    for (const Row& row : rows) {
        gateway.present(row.identity);
        const Ended ended = runProgram({"--config", gateway.process.configFile()});
        EXPECT_EQ(ended.exitCode, 1);
        EXPECT_TRUE(has(ended.err, row.said)) << ended.err;
    }
    gateway.present(good);
    std::filesystem::permissions(
        gateway.process.directory() / "server.key", std::filesystem::perms::others_read, std::filesystem::perm_options::add);
    const Ended ended = runProgram({"--config", gateway.process.configFile()});
    EXPECT_TRUE(has(ended.err, "server.key: other users may read this key")) << ended.err;
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    testing::InitGoogleTest(&argc, argv);
    return RUN_ALL_TESTS();
}
