// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fakeserver.h"

#include "connectors/anthropic/anthropicdialect.h"
#include "connectors/bifrost/bifrostdialect.h"
#include "connectors/gateway/gatewayusagesource.h"
#include "connectors/github/githubdialect.h"
#include "connectors/keystore.h"
#include "connectors/litellm/litellmcallsdialect.h"
#include "connectors/openai/openaidialect.h"
#include "connectors/openrouter/openrouterdialect.h"
#include "connectors/pagedusage.h"
#include "connectors/sourcetrial.h"
#include "net/httpclient.h"
#include "store/history.h"

#include <QTemporaryDir>
#include <QTest>
#include <QUrlQuery>

using namespace fuseboard;
using namespace std::chrono_literals;
using test::FakeServer;

namespace {

const Instant now = *parseInstant("2026-11-23T12:30:00Z");
const KeyReference testKey {KeyReference::Place::environment, "FUSEBOARD_TEST_FIGURES_KEY"};

QUrlQuery queryOf(const QByteArray& head) { return QUrlQuery(QUrl::fromEncoded(head.split(' ').value(1)).query()); }

Instant instantIn(const QUrlQuery& query, const char* name)
{
    return *parseInstant(query.queryItemValue(QLatin1String(name), QUrl::FullyDecoded).toStdString());
}

/// Buckets of Anthropic's for all that was asked for and has happened, one left out where `without` says so.
QByteArray anthropicPage(const QByteArray& head, std::chrono::seconds width, std::optional<Instant> without)
{
    const QUrlQuery query = queryOf(head);
    QByteArray out;
    for (Instant at = instantIn(query, "starting_at"); at < std::min(instantIn(query, "ending_at"), now); at += width)
        if (at != without)
            out += (out.isEmpty() ? "" : ",")
                + QByteArray(R"({"starting_at":"AT","results":[]})").replace("AT", QByteArray::fromStdString(toText(at)));
    return FakeServer::answer(200, QByteArray(R"({"data":[ALL],"has_more":false,"next_page":null})").replace("ALL", out));
}

} // namespace

/// What makes figures wrong without an error, through the real client.
class FiguresTest : public QObject {
    Q_OBJECT

    HttpClient m_client;
    std::unique_ptr<KeyStore> m_keys;

    PagedUsage source(const FakeServer& server, std::unique_ptr<UsageDialect> dialect)
    {
        const SourceConfig config {
            .id = "s", .name = {}, .kind = {}, .url = server.url(), .socket = {}, .account = "acme", .key = testKey};
        return {config, m_client, *m_keys, std::move(dialect), Retry(1ms, 10ms, 1), AskingPace()};
    }
    template <class Dialect>
    UsageResult poll(const FakeServer& server, const std::string& cursor)
    {
        PagedUsage asked = source(server, std::make_unique<Dialect>());
        return answerOf(asked.poll(cursor, now));
    }
    /// First and last, where only this list is untold and for this cause.
    static Period daysOf(const UntoldDays& untold, const std::string& list, Untold::Why why)
    {
        UntoldDays all;
        for (const Untold& each : untold)
            leaveUntold(all, each);
        return all.size() == 1 && all.front().list == list && all.front().why == why ? all.front().days : Period {};
    }
    static UsageResult answerOf(QFuture<UsageResult> future)
    {
        if (!QTest::qWaitFor([&] { return future.isFinished(); }, 20'000))
            return std::unexpected(UsageFailure {{ErrorCode::timedOut, "test", "no answer at all"}, {}});
        return future.result();
    }

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("FUSEBOARD_TEST_FIGURES_KEY", "figures-key-0123456789");
        m_keys = std::make_unique<KeyStore>(std::span(&testKey, 1));
    }

    void rowsThatNothingSetsApartAreAddedUp_data()
    {
        QTest::addColumn<int>("second");
        QTest::newRow("equal") << 1000;
        QTest::newRow("different") << 7;
    }
    void rowsThatNothingSetsApartAreAddedUp()
    {
        QFETCH(int, second);
        FakeServer server([second](const QByteArray& head) {
            const QUrlQuery query = queryOf(head);
            const auto number = [&](const char* name) { return query.queryItemValue(QLatin1String(name)).toLongLong(); };
            if (!head.contains("/completions?") || number("start_time") > 1795435200 || number("end_time") <= 1795435200)
                return FakeServer::answer(200, R"({"data":[],"has_more":false})");
            return FakeServer::answer(200,
                QByteArray(R"({"data":[{"start_time":1795435200,"results":[
                    {"input_tokens":1000,"output_tokens":0,"num_model_requests":1,"model":"m","batch":true,"service_tier":"default"},
                    {"input_tokens":SECOND,"output_tokens":0,"num_model_requests":1,"model":"m","batch":true}]}],"has_more":false})")
                    .replace("SECOND", QByteArray::number(second)));
        });
        const auto result = poll<OpenAiDialect>(server, {});
        QVERIFY2(result, result ? "" : result.error().error.detail.c_str());
        QCOMPARE(result->poll.rows.size(), std::size_t {1});
        QCOMPARE(result->poll.rows.front().tokens.input, 1000 + second);
        QCOMPARE(result->poll.rows.front().requests, 2);
    }

    void aBucketThatIsMissingWithdrawsNothing()
    {
        std::optional<Instant> without;
        FakeServer server([&](const QByteArray& head) {
            if (head.contains("/usage_report/messages?"))
                return anthropicPage(head, 1h, without);
            if (head.contains("/cost_report?"))
                return anthropicPage(head, 24h, {});
            return FakeServer::answer(404, "{}");
        });
        const auto whole = poll<AnthropicDialect>(server, {});
        QVERIFY2(whole, whole ? "" : whole.error().error.detail.c_str());
        without = *parseInstant("2026-11-22T05:00:00Z");
        const auto holed = poll<AnthropicDialect>(server, {});
        QVERIFY(!holed);
        QCOMPARE(holed.error().error.code, ErrorCode::badAnswer);
        QVERIFY2(holed.error().error.detail.contains("2026-11-22T05:00:00Z"), holed.error().error.detail.c_str());
    }

    void oneRefusedListKeepsTheOthersAndWithdrawsNothingOfItsOwn()
    {
        FakeServer server([](const QByteArray& head) {
            return head.contains("/web_search_calls?") ? FakeServer::answer(403, "{}")
                                                       : FakeServer::answer(200, R"({"data":[],"has_more":false})");
        });
        const auto result = poll<OpenAiDialect>(server, {});
        QVERIFY2(result, result ? "" : result.error().error.detail.c_str());
        for (const Reread& each : result->poll.rereads) {
            QCOMPARE(each.inPart, each.ledger == Ledger::providerUsage);
            QCOMPARE(each.lists.size(), std::size_t {each.inPart ? 9U : 0U});
            QVERIFY(!each.lists.contains("web_search_calls"));
        }
        QCOMPARE(result->missing, std::optional(Error {ErrorCode::listRefused, "s", "web_search_calls: HTTP 403"}));
        const Period twoMonths {*parseInstant("2026-10-01T00:00:00Z"), *parseInstant("2026-11-24T00:00:00Z")};
        QCOMPARE(daysOf(result->poll.untold, "web_search_calls", Untold::Why::refused), twoMonths);

        // What was read of the list before stands.
        const auto later = poll<OpenAiDialect>(
            server, "usage=2026-11-22T08:00:00Z costs=2026-11-23T12:00:00Z month=2026-11-22T12:00:00Z past=");
        QCOMPARE(daysOf(later->poll.untold, "web_search_calls", Untold::Why::refused),
            (Period {*parseInstant("2026-11-22T00:00:00Z"), twoMonths.end}));
    }

    void aChangedTierBesideARefusedListCountsOnce_data()
    {
        QTest::addColumn<int>("status");
        QTest::newRow("refused") << 403;
        QTest::newRow("absent") << 404;
    }
    void aChangedTierBesideARefusedListCountsOnce()
    {
        QFETCH(int, status);
        bool refused = false;
        QByteArray tier = "default";
        FakeServer server([&](const QByteArray& head) {
            const QUrlQuery query = queryOf(head);
            const auto number = [&](const char* name) { return query.queryItemValue(QLatin1String(name)).toLongLong(); };
            const bool images = head.contains("/images?"), completions = head.contains("/completions?");
            if (images && refused)
                return FakeServer::answer(status, "{}");
            const qint64 start = images ? 1795392000 : 1795435200; // a day, and an hour of it
            if ((!images && !completions) || number("start_time") > start || number("end_time") <= start)
                return FakeServer::answer(200, R"({"data":[],"has_more":false})");
            return FakeServer::answer(200,
                QByteArray(R"({"data":[{"start_time":START,"results":[{"input_tokens":1000,"output_tokens":0,
                    "num_model_requests":COUNT,"model":"m","service_tier":"TIER"}]}],"has_more":false})")
                    .replace("START", QByteArray::number(start))
                    .replace("COUNT", images ? "5" : "3")
                    .replace("TIER", tier));
        });
        const QTemporaryDir dir;
        auto history = History::create(dir.filePath(QStringLiteral("history")).toStdString()).value();
        const auto requests = [&] {
            std::map<std::string, std::int64_t> out;
            const auto rows = history->rows("s", {now - 240h, now}).value();
            for (const UsageRow& row : rows)
                out[row.lineItem] += row.requests;
            return out;
        };
        using Requests = std::map<std::string, std::int64_t>;
        const auto first = poll<OpenAiDialect>(server, {});
        QVERIFY2(first, first ? "" : first.error().error.detail.c_str());
        QVERIFY(history->apply(first->poll));
        QVERIFY(requests() == (Requests {{"completions", 3}, {"images", 5}}));
        refused = true;
        tier = "flex";
        const auto second = poll<OpenAiDialect>(server, first->poll.cursor);
        QVERIFY2(second, second ? "" : second.error().error.detail.c_str());
        QVERIFY(second->missing);
        QCOMPARE(history->apply(second->poll).value().withdrawn, std::int64_t {1});
        QVERIFY(requests() == (Requests {{"completions, flex", 3}, {"images", 5}}));
    }

    /// A provider says so of the key's rights, too, and of a key that was withdrawn while it was read with.
    void aListThatSaysUnauthorisedIsNoBadKeyWhereOthersAreRead()
    {
        bool ofAll = false;
        FakeServer server([&](const QByteArray& head) {
            return ofAll || head.contains("/costs?") ? FakeServer::answer(401, "{}")
                                                     : FakeServer::answer(200, R"({"data":[],"has_more":false})");
        });
        PagedUsage asked = source(server, std::make_unique<OpenAiDialect>());
        const auto result = answerOf(asked.poll({}, now));
        QVERIFY2(result, result ? "" : result.error().error.detail.c_str());
        QCOMPARE(result->missing, std::optional(Error {ErrorCode::listRefused, "s", "costs: HTTP 401"}));
        QVERIFY(answerOf(asked.poll(result->poll.cursor, now))); // the names
        ofAll = true;
        const auto refused = answerOf(asked.poll(result->poll.cursor, now));
        QVERIFY(!refused);
        QCOMPARE(refused.error().error.code, ErrorCode::unauthorised);
    }

    void aKeyThatMayReadNothingIsAskedForLittle()
    {
        FakeServer server([](const QByteArray&) { return FakeServer::answer(403, "{}"); });
        const auto result = poll<OpenAiDialect>(server, {});
        QVERIFY(!result);
        QCOMPARE(result.error().error.code, ErrorCode::unauthorised);
        QCOMPARE(server.heads().size(), 2);
    }

    void aRefusedListWithdrawsNothingOfBothLedgersThatItFills()
    {
        FakeServer server([](const QByteArray& head) {
            return head.contains("/activity?") ? FakeServer::answer(403, "{}") : FakeServer::answer(200, R"({"data":[]})");
        });
        const auto result = poll<OpenRouterDialect>(server, {});
        QVERIFY2(result, result ? "" : result.error().error.detail.c_str());
        QVERIFY(result->missing);
        QCOMPARE(result->poll.rereads.size(), std::size_t {0});
    }

    void whatWasRefusedIsReadOnceItMayBe()
    {
        FakeServer server([](const QByteArray& head) {
            return head.contains("/costs?") ? FakeServer::answer(403, "{}")
                                            : FakeServer::answer(200, R"({"data":[],"has_more":false})");
        });
        const std::string before = "usage=2026-11-22T08:00:00Z costs=2026-11-22T08:00:00Z month=2026-11-22T08:00:00Z"
                                   " past=running/2025-10-01T00:00:00Z/2026-10-01T00:00:00Z/2026-10-01T00:00:00Z";
        const auto result = poll<OpenAiDialect>(server, before);
        QVERIFY2(result, result ? "" : result.error().error.detail.c_str());
        const std::string& after = result->poll.cursor;
        QVERIFY2(after.contains("usage=2026-11-23T12:30:00Z"), after.c_str());
        QVERIFY2(after.contains("costs=2026-11-22T08:00:00Z"), after.c_str());
        QCOMPARE(result->poll.completeUpTo, std::optional(*parseInstant("2026-11-21T08:00:00Z")));

        // A part of the past is read once: it waits.
        PagedUsage asked = source(server, std::make_unique<OpenAiDialect>());
        const auto past = answerOf(asked.readPast(before, now));
        QVERIFY(!past);
        QCOMPARE(past.error().error.code, ErrorCode::listRefused);
        QVERIFY2(past.error().error.detail.contains("costs"), past.error().error.detail.c_str());
        const auto requests = server.heads().size();
        QVERIFY(!answerOf(asked.readPast(before, now)));
        QCOMPARE(server.heads().size(), requests); // nor is anything asked for meanwhile

        // A key that could never read them reads the rest.
        const auto rest =
            answerOf(asked.readPast("usage=2026-11-22T08:00:00Z past=running/2025-10-01T00:00:00Z/2026-10-01T00:00:00Z/"
                                    "2026-10-01T00:00:00Z",
                now));
        QVERIFY2(rest, rest ? "" : rest.error().error.detail.c_str());
        QVERIFY2(!rest->poll.cursor.contains("costs="), rest->poll.cursor.c_str());
        QVERIFY2(!rest->poll.cursor.ends_with("2026-10-01T00:00:00Z"), rest->poll.cursor.c_str());
    }

    /// Models are taken off the bill's lines: without them the lines are whole, and the models of before have to go.
    void aSplitThatIsRefusedCountsNothingTwice()
    {
        FakeServer server([](const QByteArray& head) {
            if (head.contains("/ai_credit/"))
                return FakeServer::answer(403, "{}");
            if (!head.contains("/billing/usage?") || !head.contains("&month=11&day=21"))
                return FakeServer::answer(200, R"({"usageItems":[],"timePeriod":{"year":2026}})");
            return FakeServer::answer(
                200, R"({"usageItems":[{"date":"2026-11-21","product":"Copilot","sku":"Copilot AI Credits","netAmount":5}]})");
        });
        PagedUsage asked = source(server, std::make_unique<GitHubDialect>(GitHubPayer::organisation, "acme"));
        const auto result = answerOf(asked.poll("costs=2026-11-23T12:00:00Z month=2026-11-23T00:00:00Z", now));
        QVERIFY2(result, result ? "" : result.error().error.detail.c_str());
        QVERIFY(result->missing);
        QCOMPARE(result->poll.rows.size(), std::size_t {1});
        QCOMPARE(result->poll.rows.front().cost->nano, 5'000'000'000);
        QCOMPARE(result->poll.rereads.size(), std::size_t {1});
        QVERIFY(result->poll.rereads.front().period.contains(*parseInstant("2026-11-21T00:00:00Z")));
        QVERIFY2(result->poll.cursor.contains("costs=2026-11-23T12:30:00Z"), result->poll.cursor.c_str());
    }

    /// `contracts/openai-usage.openapi.yaml`: CostsResult requires `object` alone. `contracts/github-billing.openapi.json`:
    /// BillingUsageReport requires nothing. What is not told is neither zero nor a failure: what was known of it stays.
    void whatAContractDoesNotGuaranteeWithdrawsNothingWhereItIsMissing()
    {
        const Instant day = *parseInstant("2026-11-21T00:00:00Z");
        const auto isKept = [&](const UsageResult& result) {
            return !std::ranges::any_of(result->poll.rereads, [&](const Reread& each) { return each.period.contains(day); });
        };
        const auto isRead = [&](const UsageResult& result, Instant at) {
            return std::ranges::any_of(result->poll.rereads,
                [&](const Reread& each) { return each.ledger == Ledger::providerCost && each.period.contains(at); });
        };
        FakeServer gitHub([](const QByteArray& head) {
            return FakeServer::answer(200, head.contains("&month=11&day=21") ? "{}" : R"({"usageItems":[]})");
        });
        PagedUsage bill = source(gitHub, std::make_unique<GitHubDialect>(GitHubPayer::organisation, "acme"));
        const auto billed = answerOf(bill.poll("costs=2026-11-23T12:00:00Z month=2026-11-23T00:00:00Z", now));
        QVERIFY2(billed, billed ? "" : billed.error().error.detail.c_str());
        QVERIFY(isKept(billed) && isRead(billed, day - 24h) && isRead(billed, day + 24h));
        QCOMPARE(daysOf(billed->poll.untold, "usage", Untold::Why::leftOut), (Period {day, day + 24h}));

        FakeServer openAi([&](const QByteArray& head) {
            const QByteArray bucket = R"({"start_time":AT,"results":[{"object":"organization.costs.result"}]})";
            const QByteArray data =
                head.contains("/costs?") ? QByteArray(bucket).replace("AT", QByteArray::number(toUnixSeconds(day))) : "";
            return FakeServer::answer(200, QByteArray(R"({"data":[ALL],"has_more":false})").replace("ALL", data));
        });
        PagedUsage costs = source(openAi, std::make_unique<OpenAiDialect>());
        const auto told = answerOf(costs.poll({}, now));
        QVERIFY2(told, told ? "" : told.error().error.detail.c_str());
        QVERIFY(told->poll.rows.empty() && isRead(told, day - 24h) && isRead(told, day + 24h) && !isRead(told, day));
        QCOMPARE(daysOf(told->poll.untold, "costs", Untold::Why::leftOut), (Period {day, day + 24h}));
    }

    void whoIsToWaitIsNotAskedForOtherNames()
    {
        FakeServer server([](const QByteArray& head) {
            return head.contains("/organization/projects") ? FakeServer::answer(429, "{}", "Retry-After: 600\r\n")
                                                           : FakeServer::answer(200, R"({"data":[],"has_more":false})");
        });
        PagedUsage asked = source(server, std::make_unique<OpenAiDialect>());
        const auto figures = answerOf(asked.poll({}, now));
        QVERIFY(figures && figures->more);
        const auto names = answerOf(asked.poll(figures->poll.cursor, now));
        QVERIFY(!names);
        QCOMPARE(names.error().error.code, ErrorCode::rateLimited);
        QCOMPARE(names.error().retryAfter, std::optional(600s));
        QVERIFY2(server.heads().last().contains("/organization/projects"), server.heads().last().constData());
    }

    void aKeyThatMayReadNamesAloneIsNoKey()
    {
        bool costsToo = false;
        FakeServer server([&](const QByteArray& head) {
            const bool figures = head.contains("/usage/") || (head.contains("/costs?") && !costsToo);
            return figures ? FakeServer::answer(403, "{}") : FakeServer::answer(200, R"({"data":[],"has_more":false})");
        });
        const auto rights = [&] {
            SourceTrial trial("s", QString::fromStdString(server.url()), std::make_unique<OpenAiDialect>(), m_client);
            auto future = trial.run("figures-key-0123456789", now);
            const bool finished = QTest::qWaitFor([&] { return future.isFinished(); }, 20'000);
            return finished ? future.result() : Result<KeyRights>(fail(ErrorCode::timedOut));
        };
        const auto names = rights();
        QVERIFY(!names);
        QCOMPARE(names.error().code, ErrorCode::unauthorised);
        costsToo = true;
        const auto costs = rights();
        QVERIFY(costs);
        QCOMPARE(costs->reads, (std::vector<std::string> {"costs", "projects", "users"}));
    }

    void aServerThatIsBusyIsObeyedWhateverItsClockSays()
    {
        QList<qint64> asked;
        QElapsedTimer clock;
        clock.start();
        FakeServer server([&](const QByteArray&) {
            asked << clock.elapsed();
            return asked.size() == 1
                ? FakeServer::answer(429, "{}", "Retry-After: 1\r\nDate: Sun, 22 Nov 2026 10:00:00 GMT\r\n")
                : FakeServer::answer(200, R"({"data":[],"has_more":false})", "Date: Sun, 22 Nov 2026 10:00:00 GMT\r\n");
        });
        const auto result = poll<OpenAiDialect>(server, {});
        QVERIFY2(result, result ? "" : result.error().error.detail.c_str());
        QVERIFY2(asked.value(1) - asked.value(0) >= 1000, qPrintable(QString::number(asked.value(1) - asked.value(0))));
        QVERIFY(result->poll.at < now - 20h);
    }

    /// More calls in an hour than may be read at once: one a second, which the server counts as a page each.
    void aLogThatIsTooLongIsReadInParts()
    {
        int longest = 0;
        FakeServer server([&](const QByteArray& head) {
            const QUrlQuery query = queryOf(head);
            const auto at = [&](const char* name) {
                const QString text = query.queryItemValue(QLatin1String(name), QUrl::FullyDecoded);
                return toUnixSeconds(
                    *parseInstant(QString(text).replace(QLatin1Char(' '), QLatin1Char('T')).toStdString() + "Z"));
            };
            if (!query.hasQueryItem(QStringLiteral("start_date")))
                return FakeServer::answer(200, R"({"data":[],"total_pages":0,"page":1,"teams":[],"keys":[],"total":0})");
            const qint64 from = at("start_date"), to = at("end_date");
            const bool tooLong = to - from > 500 * 60;
            longest = std::max(longest, static_cast<int>(to - from));
            QByteArray calls;
            for (qint64 second = from; !tooLong && second < to; second += 600)
                calls += (calls.isEmpty() ? "" : ",")
                    + QByteArray(R"({"request_id":"AT","startTime":"AT","model":"m","prompt_tokens":10,"completion_tokens":1,
                        "spend":0.5,"custom_llm_provider":"openai"})")
                          .replace("AT", QByteArray::fromStdString(toText(fromUnixSeconds(second))));
            return FakeServer::answer(200,
                QByteArray(R"({"data":[ALL],"page":1,"page_size":100,"total":1,"total_pages":PAGES})")
                    .replace("ALL", calls)
                    .replace("PAGES", to - from > 1000 ? "501" : "1"));
        });
        const auto result = poll<LiteLlmCallsDialect>(server, "calls=2026-11-23T12:00:00Z month=2026-11-23T00:00:00Z past=");
        QVERIFY2(result, result ? "" : result.error().error.detail.c_str());
        QVERIFY(longest >= 3600);
        std::map<Instant, std::int64_t> requests, nano;
        for (const UsageRow& row : result->poll.rows) {
            QVERIFY(row.recordId.empty());
            requests[row.start] += row.requests;
            nano[row.start] += row.cost->nano;
        }
        for (const auto& [hour, count] : requests) {
            QCOMPARE(hour, Instant(std::chrono::floor<std::chrono::hours>(hour)));
            QCOMPARE(nano.at(hour), count * 500'000'000);
        }
        QCOMPARE(result->poll.rows.size(), requests.size());
        // 600 s apart within each part of 900 s: two in each quarter.
        QCOMPARE(requests.begin()->second, 8);
    }

    void anAnswerThatIsTooLargeIsAskedForInSmallerOnes()
    {
        QList<int> limits;
        FakeServer server([&](const QByteArray& head) {
            const QUrlQuery query = queryOf(head);
            if (!head.contains("/api/logs?"))
                return FakeServer::answer(200, R"({"virtual_keys":[],"teams":[],"customers":[],"count":0})");
            limits << query.queryItemValue(QStringLiteral("limit")).toInt();
            if (limits.last() > 200)
                return FakeServer::answer(200, QByteArray(17 * 1024 * 1024, ' '));
            return FakeServer::answer(200, R"({"logs":[],"pagination":{"offset":0,"limit":125,"total_count":0}})");
        });
        const auto result = poll<BifrostDialect>(server, "calls=2026-11-23T12:00:00Z month=2026-11-23T00:00:00Z past=");
        QVERIFY2(result, result ? "" : result.error().error.detail.c_str());
        QCOMPARE(limits.mid(0, 3), (QList<int> {500, 250, 125}));
    }

    /// An organisation of many keys: more than 40 hours of it have no room in an answer.
    void bucketsThatHaveNoRoomInAnAnswerAreAskedForInShorterPeriods()
    {
        FakeServer server([](const QByteArray& head) {
            if (!head.contains("/completions?"))
                return FakeServer::answer(200, R"({"data":[],"has_more":false})");
            const QUrlQuery query = queryOf(head);
            const auto number = [&](const char* name) { return query.queryItemValue(QLatin1String(name)).toLongLong(); };
            const qint64 start = number("start_time"), until = std::min(start + number("limit") * 3600, number("end_time"));
            if ((until - start) / 3600 > 40)
                return FakeServer::answer(200, QByteArray(17 * 1024 * 1024, ' '));
            QByteArray out;
            for (qint64 at = start; at < until; at += 3600)
                out += (out.isEmpty() ? "" : ",")
                    + QByteArray(R"({"start_time":AT,"results":[{"input_tokens":7,"output_tokens":1,"num_model_requests":1}]})")
                          .replace("AT", QByteArray::number(at));
            return FakeServer::answer(200, R"({"data":[)" + out + R"(],"has_more":false})");
        });
        PagedUsage asked = source(server, std::make_unique<OpenAiDialect>());
        const auto result =
            answerOf(asked.poll("usage=2026-11-23T12:00:00Z costs=2026-11-23T12:00:00Z month=2026-11-23T12:00:00Z", now));
        QVERIFY2(result, result ? "" : result.error().error.detail.c_str());
        QCOMPARE(result->poll.rows.size(), std::size_t {85}); // from 20 November, the running hour included
        std::set<Instant> hours;
        for (const UsageRow& row : result->poll.rows)
            QVERIFY(hours.insert(row.start).second);
        const auto first = server.heads().size();
        QVERIFY(answerOf(asked.poll(result->poll.cursor, now))); // names
        QVERIFY(answerOf(asked.poll(result->poll.cursor, now)));
        const auto isTooLong = [](const QByteArray& head) {
            const QUrlQuery query = queryOf(head);
            const auto number = [&](const char* name) { return query.queryItemValue(QLatin1String(name)).toLongLong(); };
            return head.contains("/completions?") && number("end_time") - number("start_time") > 40 * 3600;
        };
        QVERIFY(std::none_of(server.heads().begin() + first, server.heads().end(), isTooLong)); // it has learnt
    }

    void yesterdayStaysUntilItsListTellsOfIt()
    {
        FakeServer server([](const QByteArray& head) {
            if (head.contains("/activity"))
                return FakeServer::answer(200, R"({"data":[]})");
            return FakeServer::answer(200, R"({"data":[],"total_count":0})");
        });
        const auto result = poll<OpenRouterDialect>(server, {});
        QVERIFY2(result, result ? "" : result.error().error.detail.c_str());
        const Instant yesterday = *parseInstant("2026-11-22T00:00:00Z");
        for (const Reread& reread : result->poll.rereads)
            QVERIFY(reread.ledger != Ledger::providerCost || !reread.period.contains(yesterday));
        QVERIFY(std::ranges::any_of(result->poll.rereads,
            [&](const Reread& each) { return each.ledger == Ledger::providerCost && each.period.contains(now); }));
    }

    void aGatewayThatAnnouncesMoreAndTellsNothingIsRefused()
    {
        FakeServer server(
            [](const QByteArray&) { return FakeServer::answer(200, R"({"ledgerId":"l","rows":[],"next":9,"more":true})"); });
        GatewayUsageSource source(
            {.id = "g", .name = {}, .kind = "gateway", .url = server.url(), .socket = {}, .account = {}, .key = {}}, m_client,
            *m_keys);
        auto future = source.poll("l:5", now);
        QVERIFY(QTest::qWaitFor([&] { return future.isFinished(); }, 10'000));
        QCOMPARE(future.result().error().error.code, ErrorCode::pagingBroken);
    }
};

QTEST_GUILESS_MAIN(FiguresTest)
#include "figurestest.moc"
