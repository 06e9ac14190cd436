// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connectors/fakeserver.h"
#include "connectors/bifrost/bifrostdialect.h"
#include "connectors/litellm/litellmcallsdialect.h"
#include "connectors/litellm/litellmdialect.h"
#include "connectors/pagedusage.h"
#include "net/httpclient.h"
#include "support/madeupcalls.h"

#include <QTest>
#include <QUrlQuery>

#include <map>
#include <set>

using namespace fuseboard;
using namespace std::chrono_literals;
using test::FakeServer;
using test::MadeUpCalls;
using test::MadeUpGateway;

namespace {

QByteArray plantedKey() { return qEnvironmentVariable("FUSEBOARD_PLANTED_KEY", QStringLiteral("sk-admin-SECRET")).toUtf8(); }

const KeyReference testKey {KeyReference::Place::environment, "FUSEBOARD_TEST_GATEWAY_KEY"};
const Instant now = *parseInstant("2026-11-23T14:20:00Z");
const std::string recently = "calls=2026-11-23T14:15:00Z month=2026-11-23T14:15:00Z"
                             " past=done/2026-11-01T00:00:00Z/2026-11-01T00:00:00Z/2026-11-01T00:00:00Z";

QByteArray pathOf(const QByteArray& head) { return head.split(' ').value(1); }

QByteArray logsPage(const QByteArray& rows, const QByteArray& pagination = "{}")
{
    return FakeServer::answer(200, R"({"logs":[)" + rows + R"(],"has_logs":true,"pagination":)" + pagination + "}");
}

QByteArray logRow(const QByteArray& id, const QByteArray& at = "2026-11-23T13:00:00Z")
{
    return R"({"id":")" + id + R"(","timestamp":")" + at
        + R"(","provider":"openai","model":"m","virtual_key_id":"vk","status":"success","cost":0.5,)"
          R"("token_usage":{"prompt_tokens":4,"completion_tokens":2}})";
}

QByteArray spendPage(const QByteArray& id, const QByteArray& more)
{
    return FakeServer::answer(200,
        R"({"data":[{"request_id":")" + id
            + R"(","startTime":"2026-11-23T12:30:00Z","api_key":"h","spend":0.5,"prompt_tokens":4,"completion_tokens":2,)"
              R"("model":"m","custom_llm_provider":"openai"}],)"
            + more + "}");
}

const QByteArray noCalls = R"({"data":[],"page":1,"total_pages":0})";
const QByteArray someKeys =
    R"({"virtual_keys":[{"id":"vk","name":"ci","value":"sk-bf-SECRET","team_id":"red"}],"total_count":1})";

/// Answers a time that is asked for only; all else has no calls.
bool asksAtNoon(const QByteArray& head) { return head.contains("start_date=2026-11-23%2012%3A00%3A00"); }

UsageResult wait(QFuture<UsageResult> future)
{
    if (!QTest::qWaitFor([&] { return future.isFinished(); }, 15'000))
        return std::unexpected(UsageFailure {{ErrorCode::timedOut, "test", "no answer at all"}, {}});
    return future.result();
}

} // namespace

/// Gateways of other makers, through the real client.
class GatewayNetworkTest : public QObject {
    Q_OBJECT

    HttpClient m_client;
    std::unique_ptr<KeyStore> m_keys;

    template <class Dialect>
    UsageResult poll(const std::string& url, const std::string& cursor, Instant at = now)
    {
        const SourceConfig config {.id = "g",
            .name = {},
            .kind = {},
            .url = url,
            .socket = {},
            .account = {},
            .key = {},
            .keys = {{DoorRight::read, testKey}}};
        PagedUsage source(config, m_client, *m_keys, std::make_unique<Dialect>(), Retry(1ms, 10ms, 1));
        return wait(source.poll(cursor, at));
    }

    template <class Dialect>
    void readsAll(MadeUpGateway kind, std::chrono::seconds width, const std::string& cursor = {}, Instant from = now - 96h)
    {
        const Period made {now - 60h, now - 1h};
        MadeUpCalls gateway(kind, 7, made, 300);
        FakeServer server([&](const QByteArray& head) {
            const std::string body = gateway.answer(pathOf(head).toStdString());
            return FakeServer::answer(body.empty() ? 404 : 200, QByteArray::fromStdString(body));
        });
        const auto result = poll<Dialect>(server.url(), cursor);
        QVERIFY2(result, result ? "" : result.error().error.detail.c_str());
        QVERIFY2(gateway.violations().empty(), gateway.violations().empty() ? "" : gateway.violations().front().c_str());
        QVERIFY(test::callSumsOf(result->poll.rows) == gateway.sums({from, now}, width));
        QCOMPARE(result->poll.rereads.size(), std::size_t {1});
        QCOMPARE(result->poll.rereads.front().ledger, Ledger::gateway);
        QCOMPARE(result->poll.completeUpTo, now - 10min);
        for (const QByteArray& head : server.heads())
            QVERIFY(head.contains("Bearer " + plantedKey()) || head.contains("bearer " + plantedKey()));
    }

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("FUSEBOARD_TEST_GATEWAY_KEY", plantedKey());
        m_keys = std::make_unique<KeyStore>(std::span(&testKey, 1));
    }

    void liteLlmByDayIsExact() { readsAll<LiteLlmDialect>(MadeUpGateway::liteLlm, 24h); }
    void liteLlmByCallsIsExact()
    {
        const Instant last = *parseInstant("2026-11-22T20:00:00Z");
        readsAll<LiteLlmCallsDialect>(
            MadeUpGateway::liteLlm, 1h, "calls=" + toText(last) + " month=2026-11-23T00:00:00Z past=", last - 2h);
    }
    void bifrostIsExact() { readsAll<BifrostDialect>(MadeUpGateway::bifrost, 1h); }
    void bifrostCountsMoreThanItLists()
    {
        MadeUpCalls gateway(MadeUpGateway::bifrost, 7, {now - 60h, now - 1h}, 300);
        FakeServer server([&](const QByteArray& head) {
            const std::string body = gateway.answer(pathOf(head).toStdString());
            return FakeServer::answer(body.empty() ? 404 : 200, QByteArray::fromStdString(body));
        });
        const auto whole = poll<BifrostDialect>(server.url(), {});
        QVERIFY2(whole, whole ? "" : whole.error().error.detail.c_str());
        QVERIFY(whole->poll.untold.empty());
        const Instant day = dayOf(gateway.forgetCall(now - 30h));
        const auto part = poll<BifrostDialect>(server.url(), {});
        QVERIFY2(part, part ? "" : part.error().error.detail.c_str());
        QVERIFY2(gateway.violations().empty(), gateway.violations().empty() ? "" : gateway.violations().front().c_str());
        QCOMPARE(part->poll.untold.size(), std::size_t {1});
        QVERIFY((part->poll.untold.front() == Untold {Ledger::gateway, "logs", {day, day + 24h}, Untold::Why::countedMore}));
        for (const Reread& each : part->poll.rereads)
            QVERIFY2(each.period.end <= day || day + 24h <= each.period.start, "nothing of that day is withdrawn");
    }
    void aBifrostWithoutCountsIsReadAll()
    {
        MadeUpCalls gateway(MadeUpGateway::bifrost, 7, {now - 60h, now - 1h}, 300);
        FakeServer server([&](const QByteArray& head) {
            const std::string body = gateway.answer(pathOf(head).toStdString());
            return FakeServer::answer(body.empty() || head.contains("histogram") ? 404 : 200, QByteArray::fromStdString(body));
        });
        const auto result = poll<BifrostDialect>(server.url(), {});
        QVERIFY2(result, result ? "" : result.error().error.detail.c_str());
        QVERIFY(test::callSumsOf(result->poll.rows) == gateway.sums({now - 96h, now}, 1h));
        QVERIFY(result->poll.untold.empty());
        const auto asked =
            std::ranges::count_if(server.heads(), [](const QByteArray& head) { return head.contains("histogram"); });
        QCOMPARE(asked, 1); // and no other check for a while
    }

    void aLaterPollReadsTheLastHoursAlone()
    {
        FakeServer server([](const QByteArray&) { return FakeServer::answer(200, noCalls); });
        const auto result = poll<LiteLlmCallsDialect>(server.url(), recently);
        QVERIFY2(result, result ? "" : result.error().error.detail.c_str());
        QCOMPARE(server.heads().size(), 3);
        QVERIFY(pathOf(server.heads().first()).contains("start_date=2026-11-23%2012%3A00%3A00"));
        QCOMPARE(result->poll.rereads.front().period.start, now - 140min);
    }

    void anOlderServerHasAnotherList()
    {
        FakeServer server([](const QByteArray& head) {
            if (head.contains("/spend/logs/v2?"))
                return FakeServer::answer(405, "{}");
            return asksAtNoon(head) ? spendPage("a", R"("total_pages":1)") : FakeServer::answer(200, noCalls);
        });
        const auto result = poll<LiteLlmCallsDialect>(server.url(), recently);
        QVERIFY2(result, result ? "" : result.error().error.detail.c_str());
        QCOMPARE(result->poll.rows.size(), std::size_t {1});
        QCOMPARE(result->poll.rows.front().cost->nano, std::int64_t {500'000'000});
    }

    void aCallOnTwoPagesCountsOnce()
    {
        FakeServer server([](const QByteArray& head) {
            if (!asksAtNoon(head))
                return FakeServer::answer(200, noCalls);
            return head.contains("&page=1&") ? spendPage("a", R"("page":1,"total_pages":2)")
                                             : spendPage("a", R"("page":2,"total_pages":2)");
        });
        const auto result = poll<LiteLlmCallsDialect>(server.url(), recently);
        QVERIFY2(result, result ? "" : result.error().error.detail.c_str());
        QCOMPARE(result->poll.rows.front().requests, std::int64_t {1});
    }

    /// The activity of all users is that of all calls, and tells each key's team; the teams' own list would tell them again.
    void theActivityOfUsersCarriesTheirTeams()
    {
        FakeServer server([](const QByteArray& head) {
            const QByteArray key = R"({"metrics":{"spend":2,"prompt_tokens":3,"completion_tokens":0,"api_requests":1},)"
                                   R"("metadata":{"team_id":"TEAM"}})";
            const auto of = [&key](const char* team) { return QByteArray(key).replace("TEAM", team); };
            if (!head.contains("/user/daily/activity") || !head.contains("end_date=2026-11-23"))
                return FakeServer::answer(404, "{}");
            return FakeServer::answer(200,
                R"({"results":[{"date":"2026-11-22","metrics":{"spend":5,"prompt_tokens":7,"completion_tokens":0,"api_requests":3},)"
                R"("breakdown":{"models":{"m":{"metrics":{"spend":5,"prompt_tokens":7,"completion_tokens":0,"api_requests":3},)"
                R"("api_key_breakdown":{"k1":)"
                    + of("red") + R"(,"k2":)" + of("blue") + R"(}}}}}],"metadata":{"has_more":false,"page":1}})");
        });
        const auto result = poll<LiteLlmDialect>(server.url(), recently);
        QVERIFY2(result, result ? "" : result.error().error.detail.c_str());
        std::map<std::string, std::int64_t> spent;
        for (const UsageRow& row : result->poll.rows)
            spent[row.project] += row.cost->nano;
        QCOMPARE(spent,
            (std::map<std::string, std::int64_t> {{"red", 2'000'000'000}, {"blue", 2'000'000'000}, {"", 1'000'000'000}}));
        for (const QByteArray& head : server.heads())
            QVERIFY2(!head.contains("/team/daily/activity"), head.constData());
    }

    /// LiteLLM's aggregates can be asked for by whole days only; what has no end within 500 pages is asked for in fewer of
    /// them.
    void aListOfDaysThatIsTooLongIsSplitBetweenDays()
    {
        std::set<std::string> days;
        FakeServer server([&](const QByteArray& head) {
            if (!head.contains("/daily/activity"))
                return FakeServer::answer(404, "{}");
            const QUrlQuery query(QUrl::fromEncoded(pathOf(head)));
            const QDate first = QDate::fromString(query.queryItemValue(QStringLiteral("start_date")), Qt::ISODate),
                        last = QDate::fromString(query.queryItemValue(QStringLiteral("end_date")), Qt::ISODate);
            const QByteArray page = query.queryItemValue(QStringLiteral("page")).toUtf8();
            if (!first.isValid() || first > last)
                return FakeServer::answer(400, "{}");
            if (first.daysTo(last) >= 2)
                return FakeServer::answer(
                    200, R"({"results":[],"metadata":{"has_more":true,"total_pages":501,"page":)" + page + "}}");
            QByteArrayList told;
            for (QDate day = first; day <= last; day = day.addDays(1))
                told << R"({"date":")" + day.toString(Qt::ISODate).toUtf8()
                        + R"(","metrics":{"spend":1,"prompt_tokens":3,"completion_tokens":0,"api_requests":1}})";
            return FakeServer::answer(
                200, R"({"results":[)" + told.join(',') + R"(],"metadata":{"has_more":false,"page":)" + page + "}}");
        });
        const auto result = poll<LiteLlmDialect>(server.url(), recently);
        QVERIFY2(result, result ? "" : result.error().error.detail.c_str());
        for (const UsageRow& row : result->poll.rows) {
            QVERIFY(days.insert(toText(row.start)).second);
            QCOMPARE(row.cost->nano, std::int64_t {1'000'000'000});
        }
        QCOMPARE(days,
            (std::set<std::string> {
                "2026-11-20T00:00:00Z", "2026-11-21T00:00:00Z", "2026-11-22T00:00:00Z", "2026-11-23T00:00:00Z"}));
    }

    void oneDayThatIsTooLongIsAFailureAndNeverACut()
    {
        FakeServer server([](const QByteArray& head) {
            const QByteArray page = QUrlQuery(QUrl::fromEncoded(pathOf(head))).queryItemValue(QStringLiteral("page")).toUtf8();
            return FakeServer::answer(
                200, R"({"results":[],"metadata":{"has_more":true,"total_pages":501,"page":)" + page + "}}");
        });
        const auto result = poll<LiteLlmDialect>(server.url(), recently);
        QVERIFY(!result);
        QCOMPARE(result.error().error.code, ErrorCode::pagingBroken);
        QCOMPARE(result.error().error.detail,
            std::string("daily_activity, $: the bucket of 2026-11-20T00:00:00Z has more pages than may be read"));
        QCOMPARE(server.heads().size(), 3); // four days, two, and one
    }

    void liteLlmsBadAnswersGiveNothing_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<ErrorCode>("code");
        QTest::newRow("the first page for ever, and it says so")
            << spendPage("a", R"("page":1,"total_pages":9)") << ErrorCode::badAnswer;
        QTest::newRow("the first page for ever") << spendPage("a", R"("total_pages":400)") << ErrorCode::pagingBroken;
        QTest::newRow("a cut") << spendPage("a", R"("total_pages":1)").chopped(1) << ErrorCode::cutOff;
        QTest::newRow("no database") << FakeServer::answer(500, R"({"error":{"message":"DB not connected"}})")
                                     << ErrorCode::serverError;
        QTest::newRow("a key without the right")
            << FakeServer::answer(403, "{\"error\":\"" + plantedKey() + "\"}") << ErrorCode::unauthorised;
        QTest::newRow("an error as success") << FakeServer::answer(200, R"({"error":{"code":"500"}})") << ErrorCode::badAnswer;
    }
    void liteLlmsBadAnswersGiveNothing()
    {
        QFETCH(QByteArray, answer);
        QFETCH(ErrorCode, code);
        FakeServer server([&](const QByteArray& head) { return asksAtNoon(head) ? answer : FakeServer::answer(200, noCalls); });
        const auto result = poll<LiteLlmCallsDialect>(server.url(), recently);
        QVERIFY(!result);
        QCOMPARE(result.error().error.code, code);
        QVERIFY(!QByteArray::fromStdString(result.error().error.detail).contains(plantedKey()));
    }

    void bifrostsBadAnswersGiveNothing_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<ErrorCode>("code");
        QTest::newRow("the same calls whatever is asked") << logsPage(logRow("a"), R"({"limit":1})") << ErrorCode::pagingBroken;
        QTest::newRow("the page of another question") << logsPage(logRow("a", "2026-11-20T13:00:00Z")) << ErrorCode::badAnswer;
        QTest::newRow("another offset") << logsPage(logRow("a"), R"({"offset":500})") << ErrorCode::badAnswer;
        QTest::newRow("a cut") << logsPage(logRow("a")).chopped(2) << ErrorCode::cutOff;
    }
    void bifrostsBadAnswersGiveNothing()
    {
        QFETCH(QByteArray, answer);
        QFETCH(ErrorCode, code);
        FakeServer server([&](const QByteArray& head) {
            return head.contains("/virtual-keys?") ? FakeServer::answer(200, someKeys) : answer;
        });
        const auto result = poll<BifrostDialect>(server.url(), recently);
        QVERIFY(!result);
        QCOMPARE(result.error().error.code, code);
    }

    void aKeysTeamIsTheRowsProject()
    {
        int status = 200;
        FakeServer server([&](const QByteArray& head) {
            return head.contains("/virtual-keys?") ? FakeServer::answer(status, status == 200 ? someKeys : "{}")
                                                   : logsPage(logRow("a"));
        });
        const auto known = poll<BifrostDialect>(server.url(), recently);
        QVERIFY2(known, known ? "" : known.error().error.detail.c_str());
        QCOMPARE(known->poll.rows.front().project, std::string("red"));
        QCOMPARE(known->names.front(), (IdentityName {IdentityName::Kind::key, "vk", "ci"}));
        status = 404;
        const auto without = poll<BifrostDialect>(server.url(), recently);
        QVERIFY2(without && without->poll.rows.front().project.empty(), "a gateway without teams");
        status = 500;
        QVERIFY2(!poll<BifrostDialect>(server.url(), recently), "whose they are is not known this time");
    }

    void aRealLiteLlmIsRead() { readReal<LiteLlmDialect>("FUSEBOARD_LITELLM_URL", "FUSEBOARD_LITELLM_KEY"); }
    void aRealLiteLlmsCallsAreRead() { readReal<LiteLlmCallsDialect>("FUSEBOARD_LITELLM_URL", "FUSEBOARD_LITELLM_KEY"); }
    void aRealBifrostIsRead() { readReal<BifrostDialect>("FUSEBOARD_BIFROST_URL", "FUSEBOARD_BIFROST_KEY"); }

private:
    template <class Dialect>
    void readReal(const char* url, const char* key)
    {
        if (!qEnvironmentVariableIsSet(url))
            QSKIP("needs a real gateway");
        const SourceConfig config {.id = "g",
            .name = {},
            .kind = {},
            .url = qgetenv(url).toStdString(),
            .socket = {},
            .account = {},
            .key = qEnvironmentVariableIsSet(key) ? KeyReference {KeyReference::Place::environment, key} : KeyReference()};
        const KeyStore keys(std::span(&config.key, 1));
        PagedUsage source(config, m_client, keys, std::make_unique<Dialect>());
        const auto result =
            wait(source.poll(recently, std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now())));
        QVERIFY2(result, result ? "" : result.error().error.detail.c_str());
    }
};

QTEST_GUILESS_MAIN(GatewayNetworkTest)
#include "gatewaynetworktest.moc"
