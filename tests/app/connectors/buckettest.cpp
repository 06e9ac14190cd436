// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fakeserver.h"

#include "connectors/anthropic/anthropicdialect.h"
#include "connectors/keystore.h"
#include "connectors/openai/openaidialect.h"
#include "connectors/pagedusage.h"
#include "net/httpclient.h"
#include "store/history.h"

#include <QTemporaryDir>
#include <QTest>
#include <QUrlQuery>

#include <map>
#include <random>

using namespace fuseboard;
using namespace std::chrono_literals;
using test::FakeServer;

namespace {

const Instant start = *parseInstant("2026-11-23T12:30:00Z");
const KeyReference testKey {KeyReference::Place::environment, "FUSEBOARD_TEST_BUCKET_KEY"};

/// What was used, by minute, and how an OpenAI that keeps to PROVIDERS 1.1 tells it.
class Used {
public:
    explicit Used(unsigned seed)
    {
        std::mt19937 dice(seed);
        for (int i = 0; i < 400; ++i)
            for (const char* list : {"completions", "embeddings"})
                m_used[list][fromUnixSeconds(toUnixSeconds(start) / 60 * 60) - std::chrono::minutes(dice() % (10 * 24 * 60))] +=
                    static_cast<std::int64_t>(1 + dice() % 1000);
    }
    [[nodiscard]] std::int64_t total() const
    {
        std::int64_t sum = 0;
        for (const auto& [list, minutes] : m_used)
            for (const auto& [minute, tokens] : minutes)
                sum += tokens;
        return sum;
    }
    [[nodiscard]] QByteArray answer(const QByteArray& head) const
    {
        const QUrl url = QUrl::fromEncoded(head.split(' ').value(1));
        const QUrlQuery query(url);
        const auto number = [&](const char* name) { return query.queryItemValue(QLatin1String(name)).toLongLong(); };
        const QString word = query.queryItemValue(QStringLiteral("bucket_width"));
        const qint64 width = word == QLatin1String("1m") ? 60 : word == QLatin1String("1h") ? 3'600 : 86'400;
        const qint64 most = width == 60 ? 1'440 : width == 3'600 ? 168 : 31;
        if (url.path().endsWith(QLatin1String("/costs")))
            return R"({"data":[],"has_more":false})";
        if (number("start_time") % width != 0 || number("limit") != most)
            return {};
        const qint64 from = number("start_time") + number("page") * most * width,
                     to = std::min(from + most * width, number("end_time"));
        QByteArrayList buckets;
        const auto list = m_used.find(url.fileName().toStdString());
        for (qint64 at = from; list != m_used.end() && at < to; at += width) {
            std::int64_t tokens = 0;
            for (auto it = list->second.lower_bound(fromUnixSeconds(at));
                it != list->second.end() && it->first < fromUnixSeconds(at + width); ++it)
                tokens += it->second;
            if (tokens > 0)
                buckets << R"({"start_time":)" + QByteArray::number(at)
                        + R"(,"results":[{"model":"m","output_tokens":0,"num_model_requests":1,"input_tokens":)"
                        + QByteArray::number(static_cast<qint64>(tokens)) + "}]}";
        }
        const bool more = to < number("end_time");
        return R"({"data":[)" + buckets.join(',') + R"(],"has_more":)"
            + (more ? R"(true,"next_page":")" + QByteArray::number(number("page") + 1) + R"("})" : QByteArray("false}"));
    }

private:
    std::map<std::string, std::map<Instant, std::int64_t>> m_used;
};

} // namespace

/// The width of buckets can be chosen, and changed without counting anything twice (SAFETY HI3).
class BucketTest : public QObject {
    Q_OBJECT

    HttpClient m_client;
    std::unique_ptr<KeyStore> m_keys;

    UsageResult poll(const FakeServer& server, std::unique_ptr<UsageDialect> dialect, const std::string& cursor, Instant now)
    {
        const SourceConfig config {
            .id = "s", .name = {}, .kind = {}, .url = server.url(), .socket = {}, .account = "acme", .key = testKey};
        PagedUsage source(config, m_client, *m_keys, std::move(dialect), Retry(1ms, 10ms, 1), AskingPace());
        auto future = source.poll(cursor, now);
        if (!QTest::qWaitFor([&] { return future.isFinished(); }, 20'000))
            return std::unexpected(UsageFailure {{ErrorCode::timedOut, "test", "no answer at all"}, {}});
        return future.result();
    }

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("FUSEBOARD_TEST_BUCKET_KEY", "bucket-key-0123456789");
        m_keys = std::make_unique<KeyStore>(std::span(&testKey, 1));
    }

    void aChangeOfWidthCountsNothingTwice_data()
    {
        QTest::addColumn<bool>("refusesAList");
        QTest::newRow("all lists are read") << false;
        QTest::newRow("one list is refused all the time") << true;
    }
    void aChangeOfWidthCountsNothingTwice()
    {
        QFETCH(bool, refusesAList);
        const Used used(refusesAList ? 7 : 8);
        FakeServer server([&](const QByteArray& head) {
            if (refusesAList && head.contains("/web_search_calls?"))
                return FakeServer::answer(403, "{}");
            const QByteArray body = used.answer(head);
            return FakeServer::answer(body.isEmpty() ? 400 : 200, body);
        });
        QTemporaryDir directory;
        auto history = History::create(directory.filePath(QStringLiteral("h.db")).toStdString()).value();
        std::string cursor;
        Instant now = start;
        for (const std::chrono::seconds width : {3'600s, 86'400s, 60s, 60s, 3'600s, 60s, 86'400s}) {
            auto result = poll(server, std::make_unique<OpenAiDialect>(width), cursor, now);
            QVERIFY2(result, result ? "" : result.error().error.detail.c_str());
            cursor = result->poll.cursor;
            result->poll.account = "acme";
            const auto applied = history->apply(result->poll);
            QVERIFY2(applied, applied ? "" : applied.error().detail.c_str());
            std::int64_t sum = 0;
            const auto rows = history->rows("s", {start - std::chrono::days(30), start + std::chrono::days(2)}).value();
            for (const UsageRow& row : rows) {
                sum += row.tokens.input;
                QVERIFY2(row.start < now - 72h || row.width == width, toText(row.start).c_str());
            }
            QCOMPARE(sum, used.total());
            now += 1h;
        }
    }

    void eachWidthIsAskedForAsTheContractSays()
    {
        const Period period {*parseInstant("2026-11-22T00:00:00Z"), *parseInstant("2026-11-23T00:00:00Z")};
        for (const auto& [width, words] : {std::pair(60s, std::string("&bucket_width=1m&limit=1440")),
                 {3'600s, "&bucket_width=1h&limit=168"}, {86'400s, "&bucket_width=1d&limit=31"}}) {
            const OpenAiDialect openAi(width);
            const UsageList& completions = openAi.rules().ledgers.front().lists.front();
            QCOMPARE(completions.width, width);
            QVERIFY(openAi.rules().ledgers.front().past.front().width >= 1h); // a year of minutes serves nobody
            const UsageTask task {completions.name, Ledger::providerUsage, width, period};
            QVERIFY(openAi.request(task, {}).path.contains(words));
            const AnthropicDialect anthropic(width);
            const UsageList& messages = anthropic.rules().ledgers.front().lists.front();
            QCOMPARE(messages.width, width);
            QVERIFY(anthropic.request({messages.name, Ledger::providerUsage, width, period}, {}).path.contains(words));
        }
        QCOMPARE(OpenAiDialect().rules().ledgers.front().lists.front().width, std::chrono::seconds(1h));
        QCOMPARE(AnthropicDialect().rules().ledgers.front().lists.front().width, std::chrono::seconds(1h));
    }
};

QTEST_GUILESS_MAIN(BucketTest)
#include "buckettest.moc"
