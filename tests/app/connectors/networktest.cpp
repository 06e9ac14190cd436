// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connectors/fakeserver.h"
#include "connectors/gateway/gatewayusagesource.h"
#include "connectors/openai/openaiusagesource.h"

#include <QFile>
#include <QLocalServer>
#include <QLocalSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace fuseboard;
using test::FakeServer;

namespace {

QByteArray adminKey() { return qEnvironmentVariable("FUSEBOARD_PLANTED_KEY", QStringLiteral("sk-admin-SECRET")).toUtf8(); }

const Instant now = *parseInstant("2026-11-23T14:20:00Z");
const std::string recently = "usage=2026-11-23T14:15:00Z costs=2026-11-23T14:15:00Z month=2026-11-23T14:15:00Z";

const QByteArray emptyPage = R"({"object":"page","data":[],"has_more":false,"next_page":null})";

QByteArray usagePage(int hour, const QByteArray& more = "false", const QByteArray& next = "null")
{
    const QByteArray start = QByteArray::number(1795392000 + hour * 3600); // 2026-11-23T00:00:00Z
    return R"({"data":[{"start_time":)" + start
        + R"(,"results":[{"input_tokens":5,"output_tokens":2,"num_model_requests":1,"project_id":"p","model":"m"}]}],"has_more":)"
        + more + R"(,"next_page":)" + next + "}";
}

QByteArray callsPage(const QByteArray& ledger, int seq, const QByteArray& more = "false")
{
    const QByteArray number = QByteArray::number(seq);
    return R"({"ledgerId":")" + ledger + R"(","rows":[{"seq":)" + number + R"(,"callId":"call-)" + number
        + R"(","at":"2026-11-23T10:00:00Z","team":"team-a","token":"t","modelUsed":"m","status":200,"tokens":{"input":1,"output":1},)"
          R"("cost":"10","currency":"USD","costBasis":"estimated","priceVersion":"p","upstream":"acme"}],"next":)"
        + number + R"(,"more":)" + more + "}";
}

SourceConfig openAiAt(const FakeServer& server)
{
    return {.id = "openai",
        .name = "OpenAI",
        .kind = "openai",
        .url = server.url() + "/v1",
        .socket = {},
        .account = "acme",
        .key = {KeyReference::Place::environment, "FUSEBOARD_TEST_ADMIN_KEY"}};
}

SourceConfig gatewayAt(const FakeServer& server)
{
    return {.id = "gateway", .name = "Gateway", .kind = "gateway", .url = server.url(), .socket = {}, .account = {}, .key = {}};
}

UsageResult wait(QFuture<UsageResult> future)
{
    if (!QTest::qWaitFor([&] { return future.isFinished(); }, 15'000))
        return std::unexpected(UsageFailure {{ErrorCode::timedOut, "test", "no answer at all"}, {}});
    return future.result();
}

} // namespace

class NetworkTest : public QObject {
    Q_OBJECT

    HttpClient m_client;
    std::unique_ptr<KeyStore> m_keys;

    UsageResult pollOpenAi(const FakeServer& server, const std::string& cursor = recently)
    {
        OpenAiUsageSource source(openAiAt(server), m_client, *m_keys);
        return wait(source.poll(cursor, now));
    }
    UsageResult pollGateway(const FakeServer& server, const std::string& cursor = {})
    {
        GatewayUsageSource source(gatewayAt(server), m_client, *m_keys);
        return wait(source.poll(cursor, now));
    }

private Q_SLOTS:
    void initTestCase()
    {
        // ./dev test plants a key of its own and searches all output for it afterwards.
        qputenv("FUSEBOARD_TEST_ADMIN_KEY", adminKey());
        const KeyReference reference {KeyReference::Place::environment, "FUSEBOARD_TEST_ADMIN_KEY"};
        m_keys = std::make_unique<KeyStore>(std::span(&reference, 1));
    }

    void allPagesOfAllListsMakeOnePoll()
    {
        FakeServer server([](const QByteArray& head) {
            if (head.contains("/embeddings?"))
                return FakeServer::answer(200, emptyPage);
            if (head.contains("/costs?"))
                return FakeServer::answer(200,
                    R"({"data":[{"start_time":1795392000,"results":[{"amount":{"value":"0.5","currency":"usd"}}]}],"has_more":false})");
            return FakeServer::answer(200, head.contains("page=second") ? usagePage(2) : usagePage(1, "true", "\"second\""));
        });
        const auto result = pollOpenAi(server, {});
        QVERIFY(result);
        QCOMPARE(result->poll.rows.size(), std::size_t {3});
        QCOMPARE(result->poll.rereads.size(), std::size_t {2});
        QCOMPARE(result->poll.rereads[1].ledger, Ledger::providerCost);
        QVERIFY(!result->more);
        QCOMPARE(server.heads().size(), 4);
        for (const QByteArray& head : server.heads())
            QVERIFY(head.toLower().contains("authorization: bearer " + adminKey().toLower()));
        QVERIFY(!result->poll.cursor.empty());
    }

    void everyBadAnswerIsItsOwnFailure_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<ErrorCode>("code");
        QTest::addColumn<int>("retryAfter");
        QTest::newRow("a wrong key") << FakeServer::answer(401, "{\"error\":\"" + adminKey() + " is wrong\"}")
                                     << ErrorCode::unauthorised << -1;
        QTest::newRow("no permission") << FakeServer::answer(403, "{}") << ErrorCode::unauthorised << -1;
        QTest::newRow("too many requests") << FakeServer::answer(429, "{}", "Retry-After: 7\r\n") << ErrorCode::rateLimited
                                           << 7;
        QTest::newRow("too many for an hour")
            << FakeServer::answer(429, "{}", "Retry-After: 3600\r\n") << ErrorCode::rateLimited << 900;
        QTest::newRow("too many until a date")
            << FakeServer::answer(429, "{}", "Retry-After: Mon, 23 Nov 2026 15:00:00 GMT\r\n") << ErrorCode::rateLimited << -1;
        QTest::newRow("a server in trouble") << FakeServer::answer(500, "{}") << ErrorCode::serverError << -1;
        QTest::newRow("a moved page") << FakeServer::answer(302, "", "Location: http://127.0.0.1:1/\r\n")
                                      << ErrorCode::redirected << -1;
        QTest::newRow("no such page") << FakeServer::answer(404, "{}") << ErrorCode::badAnswer << -1;
        QTest::newRow("garbage") << FakeServer::answer(200, "\x01\x02garbage") << ErrorCode::badAnswer << -1;
        QTest::newRow("the right status with the wrong body")
            << FakeServer::answer(200, "{\"ok\":true}") << ErrorCode::badAnswer << -1;
        QTest::newRow("more without a cursor")
            << FakeServer::answer(200, usagePage(1, "true")) << ErrorCode::pagingBroken << -1;
        QTest::newRow("the same page for ever")
            << FakeServer::answer(200, usagePage(1, "true", "\"again\"")) << ErrorCode::pagingBroken << -1;
        QTest::newRow("a body shorter than announced")
            << FakeServer::answer(200, usagePage(1)).chopped(1) << ErrorCode::cutOff << -1;
        QTest::newRow("nothing") << QByteArray() << ErrorCode::cutOff << -1;
    }
    void everyBadAnswerIsItsOwnFailure()
    {
        QFETCH(QByteArray, answer);
        QFETCH(ErrorCode, code);
        QFETCH(int, retryAfter);
        FakeServer server([&](const QByteArray&) { return answer; });
        const auto result = pollOpenAi(server);
        QVERIFY(!result);
        QCOMPARE(result.error().error.code, code);
        QCOMPARE(result.error().error.subject, std::string("openai"));
        QVERIFY(!QByteArray::fromStdString(result.error().error.detail).contains(adminKey()));
        QCOMPARE(result.error().retryAfter.value_or(std::chrono::seconds(-1)).count(), qint64(retryAfter));
    }

    void anAnswerCutAtAnyByteGivesNothing()
    {
        const QByteArray whole = FakeServer::answer(200, usagePage(1));
        // All cuts at once, each under a base path that says where: GET /cut/123/v1/organization/…
        FakeServer server([&](const QByteArray& head) {
            const int length = head.split('/').value(2).toInt();
            return head.contains("/completions?") ? whole.first(length) : FakeServer::answer(200, emptyPage);
        });
        // A client each: on a shared one a poll could fail for its neighbour's cut connection.
        std::vector<std::unique_ptr<HttpClient>> clients;
        std::vector<std::unique_ptr<OpenAiUsageSource>> sources;
        std::vector<QFuture<UsageResult>> futures;
        for (qsizetype length = 0; length <= whole.size(); ++length) {
            SourceConfig config = openAiAt(server);
            config.url = server.url() + "/cut/" + std::to_string(length) + "/v1";
            clients.push_back(std::make_unique<HttpClient>());
            sources.push_back(std::make_unique<OpenAiUsageSource>(config, *clients.back(), *m_keys));
            futures.push_back(sources.back()->poll(recently, now));
        }
        for (qsizetype length = 0; length < whole.size(); ++length)
            QVERIFY2(!wait(futures[static_cast<std::size_t>(length)]), qPrintable(QString::number(length)));
        const auto result = wait(futures.back());
        QVERIFY2(result, result ? "" : result.error().error.detail.c_str());
        QCOMPARE(result->poll.rows.size(), std::size_t {1});
    }

    void aLaterListThatFailsGivesNothing()
    {
        FakeServer server([](const QByteArray& head) {
            return head.contains("/embeddings?") ? FakeServer::answer(500, "{}") : FakeServer::answer(200, usagePage(1));
        });
        QCOMPARE(pollOpenAi(server).error().error.code, ErrorCode::serverError);
    }

    void aBodyWithoutEndIsGivenUp()
    {
        FakeServer server([](const QByteArray&) {
            return "HTTP/1.1 200 x\r\nContent-Length: 20000000\r\n\r\n" + QByteArray(17'000'000, ' ');
        });
        QCOMPARE(pollOpenAi(server).error().error.code, ErrorCode::tooLarge);
    }

    void aSlowDripIsReadToItsEnd()
    {
        FakeServer server([](const QByteArray&) { return FakeServer::answer(200, callsPage("l", 1)); });
        server.setDrip(std::chrono::milliseconds(1));
        QVERIFY(pollGateway(server));
    }

    void nobodyListening()
    {
        FakeServer server([](const QByteArray&) { return QByteArray(); });
        server.close();
        OpenAiUsageSource source({.id = "openai",
                                     .name = {},
                                     .kind = "openai",
                                     .url = "http://127.0.0.1:1",
                                     .socket = {},
                                     .account = "a",
                                     .key = {}},
            m_client, *m_keys);
        QCOMPARE(wait(source.poll({}, now)).error().error.code, ErrorCode::unreachable);
    }

    void withoutItsKeyNothingIsSent()
    {
        FakeServer server([](const QByteArray&) { return FakeServer::answer(200, emptyPage); });
        SourceConfig config = openAiAt(server);
        config.key = {KeyReference::Place::environment, "FUSEBOARD_TEST_NO_KEY"};
        OpenAiUsageSource source(config, m_client, *m_keys);
        QCOMPARE(wait(source.poll({}, now)).error().error.code, ErrorCode::keyMissing);
        QVERIFY(server.heads().isEmpty());
    }

    void aGatewayIsReadPageByPage()
    {
        FakeServer server([](const QByteArray& head) {
            return FakeServer::answer(200, head.contains("after=0&") ? callsPage("l", 5, "true") : callsPage("l", 9));
        });
        const auto first = pollGateway(server);
        QVERIFY(first);
        QVERIFY(first->more);
        QVERIFY(!first->poll.completeUpTo);
        QCOMPARE(first->poll.cursor, std::string("l:5"));
        const auto second = pollGateway(server, first->poll.cursor);
        QVERIFY(second);
        QVERIFY(!second->more);
        QCOMPARE(second->poll.completeUpTo, now);
        QCOMPARE(second->poll.rows.at(0).recordId, std::string("call-9"));
        QCOMPARE(second->poll.rows.at(0).account, std::string("acme"));
    }

    void aNewLedgerIsReadFromItsStart()
    {
        FakeServer server([](const QByteArray& head) {
            return FakeServer::answer(200,
                head.contains("after=0&") ? callsPage("new", 1)
                                          : QByteArray(R"({"ledgerId":"new","rows":[],"next":0,"more":false})"));
        });
        const auto result = pollGateway(server, "old:900");
        QVERIFY(result);
        QCOMPARE(result->poll.cursor, std::string("new:1"));
        QCOMPARE(result->poll.rows.size(), std::size_t {1});
        QCOMPARE(server.heads().size(), 2);
    }

    void aGatewayThatGoesInCirclesIsRefused()
    {
        FakeServer server([](const QByteArray&) { return FakeServer::answer(200, callsPage("l", 5, "true")); });
        QCOMPARE(pollGateway(server, "l:5").error().error.code, ErrorCode::pagingBroken);
    }

    void aGatewayAnswersOnItsSocket()
    {
        const QTemporaryDir directory;
        const QString path = directory.filePath(QStringLiteral("gateway.sock"));
        QLocalServer server;
        QVERIFY(server.listen(path));
        connect(&server, &QLocalServer::newConnection, &server, [&server] {
            QLocalSocket* socket = server.nextPendingConnection();
            connect(socket, &QLocalSocket::readyRead, socket, [socket] {
                if (socket->readAll().contains("\r\n\r\n"))
                    socket->write(FakeServer::answer(200, callsPage("l", 3)));
            });
        });
        GatewayUsageSource source(
            {.id = "gateway", .name = {}, .kind = "gateway", .url = {}, .socket = path.toStdString(), .account = {}, .key = {}},
            m_client, *m_keys);
        const auto result = wait(source.poll({}, now));
        QVERIFY(result);
        QCOMPARE(result->poll.cursor, std::string("l:3"));
    }
};

QTEST_GUILESS_MAIN(NetworkTest)
#include "networktest.moc"
