// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connectors/fakeserver.h"
#include "connectors/gateway/gatewayusagesource.h"
#include "connectors/openai/openaidialect.h"
#include "connectors/pagedusage.h"
#include "store/history.h"

#include <QElapsedTimer>
#include <QFile>
#include <QLocalServer>
#include <QLocalSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QTimeZone>
#include <QUrlQuery>

using namespace fuseboard;
using test::FakeServer;

namespace {

QByteArray adminKey() { return qEnvironmentVariable("FUSEBOARD_PLANTED_KEY", QStringLiteral("sk-admin-SECRET")).toUtf8(); }

const Instant now = *parseInstant("2026-11-23T14:20:00Z");
const std::string recently = "usage=2026-11-23T14:15:00Z costs=2026-11-23T14:15:00Z month=2026-11-23T14:15:00Z"
                             " past=done/2026-11-01T00:00:00Z/2026-11-01T00:00:00Z/2026-11-01T00:00:00Z";

/// As the standard one, but a thousand times as fast.
Retry hasty() { return {std::chrono::milliseconds(1), std::chrono::milliseconds(60), 1}; }

std::unique_ptr<PagedUsage> openAi(SourceConfig config, HttpClient& client, const KeyStore& keys)
{
    return std::make_unique<PagedUsage>(std::move(config), client, keys, std::make_unique<OpenAiDialect>(), hasty());
}

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
        return wait(openAi(openAiAt(server), m_client, *m_keys)->poll(cursor, now));
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
            const QUrlQuery query(QUrl::fromEncoded(head.split(' ').value(1)).query());
            if (query.queryItemValue(QStringLiteral("end_time")).toLongLong() <= 1795392000)
                return FakeServer::answer(200, emptyPage);
            if (head.contains("/costs?"))
                return FakeServer::answer(200,
                    R"({"data":[{"start_time":1795392000,"results":[{"amount":{"value":"0.5","currency":"usd"}}]}],"has_more":false})");
            if (!head.contains("/completions?"))
                return FakeServer::answer(200, emptyPage);
            return FakeServer::answer(200, head.contains("page=second") ? usagePage(2) : usagePage(1, "true", "\"second\""));
        });
        const auto result = pollOpenAi(server, {});
        QVERIFY2(result, result ? "" : result.error().error.detail.c_str());
        QCOMPARE(result->poll.rows.size(), std::size_t {3});
        QCOMPARE(result->poll.rereads.size(), std::size_t {2});
        QCOMPARE(result->poll.rereads[1].ledger, Ledger::providerCost);
        QVERIFY2(result->more, "the names");
        // 54 days: two lists in weeks of hours and one page more, eight in months of days, and the costs at once.
        QCOMPARE(server.heads().size(), 2 * 8 + 1 + 8 * 2 + 1);
        for (const QByteArray& head : server.heads())
            QVERIFY(head.toLower().contains("authorization: bearer " + adminKey().toLower()));
        QVERIFY(!result->poll.cursor.empty());
    }

    void aWrongLocalClockStoresTheSameRowsAndIsNamed_data()
    {
        QTest::addColumn<qint64>("ahead"); // of the truth, in seconds, poll by poll
        QTest::addColumn<qint64>("then");
        QTest::newRow("an hour ahead") << qint64(3600) << qint64(3600);
        QTest::newRow("an hour behind") << qint64(-3600) << qint64(-3600);
        QTest::newRow("a day ahead") << qint64(86'400) << qint64(86'400);
        QTest::newRow("a day behind") << qint64(-86'400) << qint64(-86'400);
        QTest::newRow("a day ahead, then set right") << qint64(86'400) << qint64(0);
        QTest::newRow("right, then jumping back a day") << qint64(0) << qint64(-86'400);
        QTest::newRow("off by what is tolerated") << qint64(4) << qint64(-4);
    }
    void aWrongLocalClockStoresTheSameRowsAndIsNamed()
    {
        QFETCH(qint64, ahead);
        QFETCH(qint64, then);
        const auto rowsOf = [&](const std::array<qint64, 2>& wrong, std::array<std::optional<std::chrono::seconds>, 2>& skews) {
            Instant truth = now;
            // Strict: tells what was asked for and has happened, a bucket an hour, and what time it is.
            FakeServer server([&](const QByteArray& head) {
                const QUrlQuery query(QUrl::fromEncoded(head.split(' ').value(1)).query());
                const auto number = [&](const char* name) { return query.queryItemValue(QLatin1String(name)).toLongLong(); };
                QByteArray buckets;
                if (head.contains("/completions?"))
                    for (qint64 at = number("start_time"); at < number("end_time") && at <= toUnixSeconds(truth); at += 3600)
                        buckets += (buckets.isEmpty() ? "" : ",") + QByteArray(R"({"start_time":)") + QByteArray::number(at)
                            + R"(,"results":[{"input_tokens":5,"output_tokens":2,"num_model_requests":1,"model":"m"}]})";
                return FakeServer::answer(200, R"({"data":[)" + buckets + R"(],"has_more":false,"next_page":null})",
                    "Date: "
                        + QLocale::c()
                            .toString(QDateTime::fromSecsSinceEpoch(toUnixSeconds(truth), QTimeZone::UTC),
                                QStringLiteral("ddd, dd MMM yyyy hh:mm:ss 'GMT'"))
                            .toLatin1()
                        + "\r\n");
            });
            QTemporaryDir directory;
            auto history = History::create(directory.filePath(QStringLiteral("h.db")).toStdString()).value();
            const auto source = openAi(openAiAt(server), m_client, *m_keys);
            for (std::size_t i = 0; i < wrong.size(); ++i) {
                const auto answer =
                    wait(source->poll(history->sourceState("openai")->cursor, truth + std::chrono::seconds(wrong[i])));
                if (!answer || !history->apply(answer->poll))
                    return std::vector<UsageRow>();
                skews[i] = answer->clockSkew;
                const auto off = std::chrono::abs(answer->poll.at - truth);
                if (off > std::chrono::seconds(6) || !answer->poll.completeUpTo || *answer->poll.completeUpTo > answer->poll.at)
                    return std::vector<UsageRow>();
                truth += std::chrono::hours(5);
            }
            return history->rows("openai", {now - std::chrono::days(90), now + std::chrono::days(9)}).value();
        };
        std::array<std::optional<std::chrono::seconds>, 2> right {std::chrono::seconds(0)}, skews;
        static const auto expected = rowsOf({0, 0}, right); // once for all rows of the table
        QVERIFY(expected.size() > 53 * 24);
        QCOMPARE(right[0], std::chrono::seconds(0));
        const auto rows = rowsOf({ahead, then}, skews);
        QVERIFY2(rows == expected, qPrintable(QStringLiteral("%1 rows instead of %2").arg(rows.size()).arg(expected.size())));
        for (const auto& [skew, wrong] : {std::pair(skews[0], ahead), std::pair(skews[1], then)}) {
            QVERIFY(skew);
            QVERIFY2(std::abs(skew->count() + wrong) <= 1, qPrintable(QString::number(skew->count())));
        }
    }

    void everyBadAnswerIsItsOwnFailure_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<ErrorCode>("code");
        QTest::addColumn<int>("retryAfter");
        QTest::newRow("a wrong key") << FakeServer::answer(401, "{\"error\":\"" + adminKey() + " is wrong\"}")
                                     << ErrorCode::unauthorised << -1;
        QTest::newRow("no permission") << FakeServer::answer(403, "{}") << ErrorCode::unauthorised << -1;
        QTest::newRow("too many requests") << FakeServer::answer(429, "{}", "Retry-After: 40\r\n") << ErrorCode::rateLimited
                                           << 40;
        QTest::newRow("too many for an hour")
            << FakeServer::answer(429, "{}", "Retry-After: 3600\r\n") << ErrorCode::rateLimited << 900;
        QTest::newRow("too many until a date")
            << FakeServer::answer(429, "{}", "Retry-After: Mon, 23 Nov 2026 15:00:00 GMT\r\n") << ErrorCode::rateLimited << -1;
        QTest::newRow("too many until a date by its own clock") << FakeServer::answer(
            429, "{}", "Date: Mon, 23 Nov 2026 14:55:00 GMT\r\nRetry-After: Mon, 23 Nov 2026 15:00:00 GMT\r\n")
                                                                << ErrorCode::rateLimited << 300;
        QTest::newRow("too many for ever") << FakeServer::answer(429, "{}", "Retry-After: 99999999999999999999\r\n")
                                           << ErrorCode::rateLimited << 900;
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
        std::vector<std::unique_ptr<PagedUsage>> sources;
        std::vector<QFuture<UsageResult>> futures;
        for (qsizetype length = 0; length <= whole.size(); ++length) {
            SourceConfig config = openAiAt(server);
            config.url = server.url() + "/cut/" + std::to_string(length) + "/v1";
            clients.push_back(std::make_unique<HttpClient>());
            sources.push_back(openAi(config, *clients.back(), *m_keys));
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

    void whatMayPassIsAskedForAgain_data()
    {
        QTest::addColumn<QByteArray>("fault");
        QTest::newRow("a server in trouble") << FakeServer::answer(500, "{}");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("a cut") << FakeServer::answer(200, usagePage(1)).chopped(3);
        QTest::newRow("too many for a second") << FakeServer::answer(429, "{}", "Retry-After: 1\r\n");
    }
    void whatMayPassIsAskedForAgain()
    {
        QFETCH(QByteArray, fault);
        int asked = 0;
        QElapsedTimer since;
        qint64 waited = 0;
        FakeServer server([&](const QByteArray&) {
            if (++asked == 3) {
                since.start();
                return fault;
            }
            waited = since.isValid() && asked == 4 ? since.elapsed() : waited;
            return FakeServer::answer(200, emptyPage);
        });
        const auto result = pollOpenAi(server);
        QVERIFY2(result, result ? "" : result.error().error.detail.c_str());
        QCOMPARE(server.heads().size(), 11); // ten lists of usage, one of them twice
        QVERIFY2(!fault.contains("Retry-After") || waited >= 1000, qPrintable(QString::number(waited)));
    }

    void nothingIsTriedMoreThanFourTimes()
    {
        FakeServer server([](const QByteArray&) { return FakeServer::answer(503, "{}"); });
        const auto result = pollOpenAi(server);
        QCOMPARE(result.error().error.code, ErrorCode::serverError);
        QVERIFY(result.error().tried);
        QCOMPARE(server.heads().size(), 4);
    }

    void namesComeAfterTheFiguresAndTheirAbsenceIsNoFailure()
    {
        bool mayList = true;
        FakeServer server([&](const QByteArray& head) {
            if (head.startsWith("GET /v1/organization/projects?"))
                return FakeServer::answer(200, R"({"data":[{"id":"p1","name":"Payments"}],"has_more":false,"last_id":"p1"})");
            if (head.startsWith("GET /v1/organization/projects/p1/api_keys?"))
                return mayList ? FakeServer::answer(200, R"({"data":[{"id":"k1","name":"ci"}],"has_more":false})")
                               : FakeServer::answer(403, "{}");
            if (head.startsWith("GET /v1/organization/users?"))
                return FakeServer::answer(
                    200, R"({"data":[{"id":"u1","name":null,"email":"ada@example.com"}],"has_more":false})");
            return FakeServer::answer(200, emptyPage);
        });
        for (mayList = true;; mayList = false) {
            const auto source = openAi(openAiAt(server), m_client, *m_keys);
            const auto figures = wait(source->poll(recently, now));
            QVERIFY(figures && figures->more && figures->names.empty());
            const auto names = wait(source->poll(figures->poll.cursor, now));
            QVERIFY2(names, names ? "" : names.error().error.detail.c_str());
            QVERIFY(!names->more && names->poll.rereads.empty());
            QCOMPARE(names->poll.cursor, figures->poll.cursor);
            QCOMPARE(names->names.size(), mayList ? std::size_t {3} : std::size_t {2});
            QCOMPARE(names->names[0], (IdentityName {IdentityName::Kind::project, "p1", "Payments"}));
            QCOMPARE(names->names[1], (IdentityName {IdentityName::Kind::person, "u1", "ada@example.com"}));
            const auto later = wait(source->poll(figures->poll.cursor, now));
            QVERIFY(later && !later->more);
            if (!mayList)
                break;
        }
    }

    void thePastIsReadPartByPart()
    {
        FakeServer server([](const QByteArray&) { return FakeServer::answer(200, emptyPage); });
        const auto source = openAi(openAiAt(server), m_client, *m_keys);
        const auto first = wait(source->poll({}, now));
        QVERIFY(first);
        std::string cursor = first->poll.cursor;
        QCOMPARE(source->past(cursor)->progress(), (Progress {0, 50}));
        const auto part = wait(source->readPast(cursor, now));
        QVERIFY(part);
        QCOMPARE(source->past(part->poll.cursor)->progress(), (Progress {1, 50}));
        QCOMPARE(part->poll.rereads.at(0).period.length(), std::chrono::days(7));
        const auto paused = source->past(part->poll.cursor)->ordered(BackfillOrder::pause);
        QCOMPARE(source->past(source->withPast(part->poll.cursor, paused)), paused);
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
        const auto source = openAi({.id = "openai",
                                       .name = {},
                                       .kind = "openai",
                                       .url = "http://127.0.0.1:1",
                                       .socket = {},
                                       .account = "a",
                                       .key = {}},
            m_client, *m_keys);
        QCOMPARE(wait(source->poll({}, now)).error().error.code, ErrorCode::unreachable);
    }

    void withoutItsKeyNothingIsSent()
    {
        FakeServer server([](const QByteArray&) { return FakeServer::answer(200, emptyPage); });
        SourceConfig config = openAiAt(server);
        config.key = {KeyReference::Place::environment, "FUSEBOARD_TEST_NO_KEY"};
        QCOMPARE(wait(openAi(config, m_client, *m_keys)->poll({}, now)).error().error.code, ErrorCode::keyMissing);
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
        QVERIFY(second->poll.completeUpTo >= now); // the time of the answer, which took a little
        QVERIFY(second->poll.completeUpTo < now + std::chrono::minutes(1));
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
