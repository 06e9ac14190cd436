// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/httpclient.h"
#include "support/awaited.h"
#include "support/certificates.h"

#include <QCryptographicHash>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>
#include <QSslSocket>
#include <QTemporaryFile>
#include <QTest>

using namespace fuseboard;
using test::CertificateRequest;
using test::Identity;
using test::makeIdentity;

namespace {

const QByteArray answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}";

/// Takes TLS connections with an identity, keeps every byte that comes through, and answers.
class TlsServer : public QSslServer {
public:
    TlsServer(const Identity& identity, const QByteArray& chain, QSsl::SslProtocol protocol)
    {
        QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
        configuration.setPrivateKey(QSslKey(identity.key, QSsl::Ec));
        configuration.setLocalCertificateChain(QSslCertificate::fromData(identity.certificate + chain));
        configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
        configuration.setProtocol(protocol);
        setSslConfiguration(configuration);
        connect(this, &QTcpServer::pendingConnectionAvailable, this, [this] {
            while (auto* socket = nextPendingConnection())
                connect(socket, &QTcpSocket::readyRead, this, [this, socket] {
                    m_seen += socket->readAll();
                    socket->write(answer.first(m_cut));
                    if (m_cut < answer.size())
                        socket->disconnectFromHost();
                });
        });
        listen(QHostAddress::LocalHost);
    }
    [[nodiscard]] const QByteArray& seen() const { return m_seen; }
    /// Says only so many bytes of the answer.
    void cutAt(qsizetype cut) { m_cut = cut; }

private:
    qsizetype m_cut = answer.size();
    QByteArray m_seen;
};

} // namespace

class TlsTest : public QObject {
    Q_OBJECT

    Identity m_authority = makeIdentity({.commonName = "Test Authority", .alternativeName = nullptr, .authority = true});
    Identity m_stranger = makeIdentity({.commonName = "Unknown Authority", .alternativeName = nullptr, .authority = true});

    Result<HttpAnswer> ask(const TlsServer& server, const HttpTrust& trust = {})
    {
        HttpClient client;
        HttpRequest request;
        request.url = QUrl(QStringLiteral("https://127.0.0.1:%1/v1/usage").arg(server.serverPort()));
        request.headers = {{"Authorization", "Bearer sk-planted"}};
        request.deadline = std::chrono::seconds(5);
        request.trust = trust;
        return test::awaited(client.send(std::move(request)));
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (!QSslSocket::supportsSsl())
            QFAIL("Qt has no TLS here");
        QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
        configuration.setCaCertificates(QSslCertificate::fromData(m_authority.certificate));
        QSslConfiguration::setDefaultConfiguration(configuration);
    }

    void aGoodCertificateIsTaken()
    {
        const TlsServer server(makeIdentity({}, &m_authority), {}, QSsl::SecureProtocols);
        const auto taken = ask(server);
        QVERIFY2(taken, taken ? "" : taken.error().detail.c_str());
        QVERIFY(server.seen().contains("Bearer sk-planted"));
    }

    void anAnswerCutAtAnyByteIsNone()
    {
        TlsServer server(makeIdentity({}, &m_authority), {}, QSsl::SecureProtocols);
        for (qsizetype cut = 0; cut < answer.size(); ++cut) {
            server.cutAt(cut);
            QVERIFY2(!ask(server), qPrintable(QString::number(cut)));
        }
        server.cutAt(answer.size());
        QVERIFY(ask(server));
    }

    void aPinnedOneIsTakenWhoeverSignedItAndNoOther()
    {
        const auto pinOf = [](const Identity& identity) {
            return HttpTrust {.pin = QSslCertificate(identity.certificate).digest(QCryptographicHash::Sha256).toHex()};
        };
        const Identity own = makeIdentity({.commonName = "evil.example", .alternativeName = "DNS:evil.example"});
        const Identity good = makeIdentity({}, &m_authority);
        for (const Identity& identity : {own, makeIdentity({}, &m_stranger), good}) {
            const TlsServer server(identity, {}, QSsl::SecureProtocols);
            const auto taken = ask(server, pinOf(identity));
            QVERIFY2(taken, taken ? "" : taken.error().detail.c_str());
            const TlsServer other(identity, {}, QSsl::SecureProtocols);
            const auto refused = ask(other, pinOf(m_stranger));
            QVERIFY(!refused);
            QCOMPARE(refused.error().code, ErrorCode::tlsFailed);
            QVERIFY(refused.error().detail.starts_with("its certificate is not the pinned one"));
            QCOMPARE(other.seen(), QByteArray());
        }
        const Identity expired = makeIdentity({.validFromSeconds = -7200, .validToSeconds = -60});
        const TlsServer server(expired, {}, QSsl::SecureProtocols);
        const auto refused = ask(server, pinOf(expired));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::tlsFailed);
        QVERIFY2(refused.error().detail.contains("expired"), refused.error().detail.c_str());
        QCOMPARE(server.seen(), QByteArray());
    }

    void anAuthorityOfOnesOwnIsTheOnlyOne()
    {
        QTemporaryFile file;
        QVERIFY(file.open());
        file.write(m_stranger.certificate);
        file.close();
        const HttpTrust strangers {.authorityFile = file.fileName()};
        const TlsServer theirs(makeIdentity({}, &m_stranger), {}, QSsl::SecureProtocols);
        QVERIFY(ask(theirs, strangers));
        QVERIFY(!ask(theirs));
        const TlsServer ours(makeIdentity({}, &m_authority), {}, QSsl::SecureProtocols);
        QVERIFY(ask(ours));
        QVERIFY(!ask(ours, strangers));
        QCOMPARE(ask(ours, {.authorityFile = QStringLiteral("/nowhere.pem")}).error().code, ErrorCode::fileUnreadable);
    }

    void aBadOneNeverSeesTheKey_data()
    {
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<QByteArray>("certificate");
        QTest::addColumn<QByteArray>("chain");
        QTest::addColumn<int>("protocol");
        const auto row = [](const char* name, const Identity& identity, const QByteArray& chain = {},
                             QSsl::SslProtocol protocol = QSsl::SecureProtocols) {
            QTest::addRow("%s", name) << identity.key << identity.certificate << chain << static_cast<int>(protocol);
        };
        row("expired", makeIdentity({.validFromSeconds = -7200, .validToSeconds = -60}, &m_authority));
        row("not valid yet", makeIdentity({.validFromSeconds = 600, .validToSeconds = 7200}, &m_authority));
        row("of another host",
            makeIdentity({.commonName = "evil.example", .alternativeName = "DNS:evil.example"}, &m_authority));
        row("of another address", makeIdentity({.commonName = "127.0.0.2", .alternativeName = "IP:127.0.0.2"}, &m_authority));
        row("signed by itself", makeIdentity({}));
        row("of an unknown authority", makeIdentity({}, &m_stranger));
        row("of an unknown authority that is sent along", makeIdentity({}, &m_stranger), m_stranger.certificate);
        const Identity expired = makeIdentity({.commonName = "Old",
                                                  .alternativeName = nullptr,
                                                  .validFromSeconds = -7200,
                                                  .validToSeconds = -60,
                                                  .authority = true},
            &m_authority);
        row("below an expired intermediate", makeIdentity({}, &expired), expired.certificate);
        const Identity leaf = makeIdentity({.commonName = "leaf", .alternativeName = nullptr}, &m_authority);
        row("signed by what is no authority", makeIdentity({}, &leaf), leaf.certificate);
        QT_WARNING_PUSH
        QT_WARNING_DISABLE_DEPRECATED
        row("TLS 1.0", makeIdentity({}, &m_authority), {}, QSsl::TlsV1_0);
        row("TLS 1.1", makeIdentity({}, &m_authority), {}, QSsl::TlsV1_1);
        QT_WARNING_POP
    }
    void aBadOneNeverSeesTheKey()
    {
        QFETCH(QByteArray, key);
        QFETCH(QByteArray, certificate);
        QFETCH(QByteArray, chain);
        QFETCH(int, protocol);
        const TlsServer server({key, certificate}, chain, static_cast<QSsl::SslProtocol>(protocol));
        const auto refused = ask(server);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::tlsFailed);
        QVERIFY(!refused.error().detail.empty());
        QCOMPARE(server.seen(), QByteArray());
    }
};

QTEST_GUILESS_MAIN(TlsTest)
#include "tlstest.moc"
