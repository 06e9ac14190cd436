// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/github/githubmergesdialect.h"
#include "connectors/pagedusage.h"
#include "net/httpclient.h"
#include "support/madeupmembers.h"
#include "support/rawserver.h"

#include <QTest>
#include <QUrl>
#include <QUrlQuery>

#include <map>

using namespace fuseboard;
using namespace std::chrono_literals;
using std::chrono::days;
using test::Dice;
using test::Members;
using test::oneIn;
using test::RawServer;
using test::upTo;

namespace {

const Instant now = *parseInstant("2026-11-23T14:20:00Z");
const Instant first = *parseInstant("2026-11-20T00:00:00Z"); ///< day that such a poll reads
const std::string recently = "merges=2026-11-23T14:15:00Z month=2026-11-23T14:15:00Z"
                             " past=done/2026-11-01T00:00:00Z/2026-11-01T00:00:00Z/2026-11-01T00:00:00Z";

QByteArray token() { return qEnvironmentVariable("FUSEBOARD_PLANTED_KEY", QStringLiteral("ghp-SECRET")).toUtf8(); }

/// Day and author.
using Counts = std::map<std::pair<Instant, std::string>, std::int64_t>;

/// GitHub's search over merged pull requests, as strict as it is documented: at most a hundred a page, never more than a
/// thousand of a search, both ends of a range in it. What else is asked is remembered.
class Search {
public:
    struct Request {
        std::int64_t id = 0;
        Instant at;
        std::string author; ///< empty: the account is gone
    };

    explicit Search(std::uint64_t seed)
        : m_dice(seed)
        , m_server([this](QIODevice& connection, const QByteArray& request) { answer(connection, request); })
    {
    }
    bool listen() { return m_server.listen(); }
    [[nodiscard]] std::string url() const { return m_server.url().toStdString(); }
    [[nodiscard]] QString violations() const { return m_violations.join(QLatin1Char('\n')); }

    void merge(Instant day, int count)
    {
        for (int i = 0; i < count; ++i)
            requests.push_back(
                {static_cast<std::int64_t>(requests.size()) * 7 + 1, day + std::chrono::seconds(upTo(m_dice, 86'399)),
                    oneIn(m_dice, 20) ? std::string() : "octo-" + std::to_string(upTo(m_dice, 5))});
    }
    [[nodiscard]] Counts counts() const
    {
        Counts out;
        for (const Request& each : requests)
            ++out[{dayOf(each.at), each.author}];
        return out;
    }

    std::vector<Request> requests {};
    std::chrono::seconds unfinishedFrom {std::chrono::hours(1'000)}; ///< longer searches do not finish
    std::int64_t hidden = 0; ///< results that each search counts and does not tell
    int faults = 0; ///< of a hundred answers
    int searches = 0;

private:
    void expect(bool good, const QString& what)
    {
        if (!good)
            m_violations += what;
    }
    [[nodiscard]] std::string item(const Request& each)
    {
        Members out(m_dice), details(m_dice);
        out.count("id", each.id);
        out.text("title", "never read");
        if (each.author.empty())
            out.add("user", "null");
        else
            out.add("user", R"({"login":")" + each.author + R"("})");
        if (oneIn(m_dice, 2))
            details.text("merged_at", toText(each.at));
        if (oneIn(m_dice, 3))
            out.add("pull_request", details.json());
        return out.json();
    }
    void answer(QIODevice& connection, const QByteArray& request)
    {
        ++searches;
        const QByteArray head = request.left(request.indexOf("\r\n\r\n")), target = head.split(' ').value(1);
        expect(head.startsWith("GET "), QStringLiteral("not read"));
        expect(head.toLower().contains("authorization: bearer " + token().toLower()), QStringLiteral("no key"));
        expect(head.toLower().contains("x-github-api-version: 2026-03-10"), QStringLiteral("no version"));
        expect(!target.contains(token()), QStringLiteral("the key is in the target"));
        const QUrl url = QUrl::fromEncoded(target, QUrl::StrictMode);
        expect(url.path() == QLatin1String("/search/issues"), QStringLiteral("nothing is there: ") + url.path());
        const QUrlQuery query(url.query(QUrl::FullyEncoded));
        const auto value = [&](const char* name) { return query.queryItemValue(QLatin1String(name), QUrl::FullyDecoded); };
        if (static_cast<int>(upTo(m_dice, 99)) < faults) {
            const bool secondary = oneIn(m_dice, 2);
            connection.write(secondary ? RawServer::answer(403, R"({"message":"secondary rate limit"})", "Retry-After: 0\r\n")
                                       : RawServer::answer(502, "<html>"));
            return;
        }
        const QStringList words = value("q").split(QLatin1Char(' '));
        const QStringList range = words.value(3).section(QLatin1Char(':'), 1).split(QStringLiteral(".."));
        const auto from = parseInstant(range.value(0).toStdString()), to = parseInstant(range.value(1).toStdString());
        expect(words.size() == 4 && words[0] == QLatin1String("org:acme") && words[1] == QLatin1String("is:pr")
                && words[2] == QLatin1String("is:merged") && words[3].startsWith(QLatin1String("merged:")) && from && to
                && *from < *to,
            value("q"));
        const int length = value("per_page").toInt(), page = value("page").toInt();
        expect(length == 100 && page >= 1 && page * length <= 1'000, QStringLiteral("page %1 of %2").arg(page).arg(length));
        if (from && to)
            connection.write(RawServer::answer(200, QByteArray::fromStdString(found(*from, *to, page, length))));
    }
    std::string found(Instant from, Instant to, int page, int length)
    {
        std::vector<const Request*> all;
        for (const Request& each : requests)
            if (each.at >= from && each.at <= to)
                all.push_back(&each);
        std::vector<std::string> items;
        const std::size_t begin = static_cast<std::size_t>((page - 1) * length);
        for (std::size_t i = begin; i < std::min(all.size(), begin + static_cast<std::size_t>(length)); ++i)
            items.push_back(item(*all[i]));
        Members out(m_dice);
        out.count("total_count", static_cast<std::int64_t>(all.size()) + hidden);
        out.add("incomplete_results", to - from > unfinishedFrom ? "true" : "false");
        out.list("items", items);
        return out.json();
    }

    Dice m_dice;
    QStringList m_violations;
    RawServer m_server;
};

UsageResult poll(const Search& search)
{
    HttpClient http;
    const std::vector<KeyReference> references {{KeyReference::Place::environment, "FUSEBOARD_TEST_ADMIN_KEY"}};
    qputenv("FUSEBOARD_TEST_ADMIN_KEY", token());
    const KeyStore keys(references);
    SourceConfig config {
        .id = "s", .name = "S", .kind = {}, .url = search.url(), .socket = {}, .account = "acme", .key = references.front()};
    PagedUsage source(
        std::move(config), http, keys, std::make_unique<GitHubMergesDialect>("acme"), {1ms, 60ms, 1}, AskingPace());
    auto answer = source.poll(recently, now);
    if (!QTest::qWaitFor([&] { return answer.isFinished(); }, 30'000))
        return std::unexpected(UsageFailure {{ErrorCode::timedOut, "test", "no answer at all"}});
    return answer.result();
}

Counts countsOf(const Poll& poll)
{
    Counts out;
    for (const UsageRow& row : poll.rows)
        out[{row.start, row.person}] += row.ledger == Ledger::repository && !row.cost ? row.requests : -1'000'000;
    return out;
}

QString textOf(const UsageResult& result)
{
    return result ? QString() : QString::fromStdString(result.error().error.subject + ": " + result.error().error.detail);
}

} // namespace

class MergesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void eachRequestCountsOnceHoweverManyThereAre();
    void aSearchThatDidNotFinishIsAskedInHalves();
    void whatIsNotCompleteIsNoAnswer_data();
    void whatIsNotCompleteIsNoAnswer();
    void aRefusedKeyIsToldAsOne();
};

void MergesTest::eachRequestCountsOnceHoweverManyThereAre()
{
    for (std::uint64_t seed = 0; seed < 6; ++seed) {
        Search search(seed);
        search.faults = 4;
        QVERIFY(search.listen());
        search.merge(first - days(1), 40); // not asked for
        const Counts before = search.counts();
        for (int i = 0; i < 4; ++i)
            search.merge(first + days(i), std::array {0, 260, 1'000, 2'600, 90, 7}[(seed + static_cast<std::size_t>(i)) % 6]);
        const auto result = poll(search);
        QVERIFY2(result, qPrintable(textOf(result)));
        Counts expected = search.counts();
        for (const auto& [key, count] : before)
            expected.erase(key);
        std::erase_if(expected, [](const auto& each) { return each.first.first > now; });
        QCOMPARE(countsOf(result->poll), expected);
        QCOMPARE(result->poll.completeUpTo, now - 1h);
        QCOMPARE(search.violations(), QString());
        QVERIFY(!result->unknownFields.empty()); // some of them have a member that nobody knows
    }
}

void MergesTest::aSearchThatDidNotFinishIsAskedInHalves()
{
    Search search(1);
    search.unfinishedFrom = 7h;
    QVERIFY(search.listen());
    search.merge(first, 300);
    const auto result = poll(search);
    QVERIFY2(result, qPrintable(textOf(result)));
    QCOMPARE(countsOf(result->poll), search.counts());
    QVERIFY2(search.searches >= 4 * 7 && search.searches < 60, qPrintable(QString::number(search.searches)));
}

void MergesTest::whatIsNotCompleteIsNoAnswer_data()
{
    QTest::addColumn<int>("unfinishedHours");
    QTest::addColumn<int>("hidden");
    QTest::addColumn<int>("inOneMinute");
    QTest::addColumn<QString>("member");
    QTest::newRow("searches never finish") << 0 << 0 << 0 << QStringLiteral("$.incomplete_results");
    QTest::newRow("fewer are told than counted") << 1'000 << 3 << 0 << QStringLiteral("$.items");
    QTest::newRow("more in a minute than a search tells") << 1'000 << 0 << 1'100 << QStringLiteral("$.total_count");
}

void MergesTest::whatIsNotCompleteIsNoAnswer()
{
    QFETCH(const int, unfinishedHours);
    QFETCH(const int, hidden);
    QFETCH(const int, inOneMinute);
    QFETCH(const QString, member);
    Search search(2);
    search.unfinishedFrom = std::chrono::hours(unfinishedHours);
    search.hidden = hidden;
    search.merge(first, 150);
    for (int i = 0; i < inOneMinute; ++i)
        search.requests.push_back({100'000 + i, first + 10h + 5s, "octo-1"});
    QVERIFY(search.listen());
    const auto result = poll(search);
    QVERIFY(!result);
    QCOMPARE(result.error().error.code, ErrorCode::badAnswer);
    QVERIFY2(textOf(result).contains(member), qPrintable(textOf(result)));
}

void MergesTest::aRefusedKeyIsToldAsOne()
{
    RawServer server([](QIODevice& connection, const QByteArray& /*request*/) {
        connection.write(RawServer::answer(401, R"({"message":"Bad credentials"})"));
    });
    QVERIFY(server.listen());
    HttpClient http;
    const std::vector<KeyReference> references {{KeyReference::Place::environment, "FUSEBOARD_TEST_ADMIN_KEY"}};
    qputenv("FUSEBOARD_TEST_ADMIN_KEY", token());
    const KeyStore keys(references);
    PagedUsage source({.id = "s",
                          .name = "S",
                          .kind = {},
                          .url = server.url().toStdString(),
                          .socket = {},
                          .account = "acme",
                          .key = references.front()},
        http, keys, std::make_unique<GitHubMergesDialect>("acme"), {1ms, 60ms, 1}, AskingPace());
    auto answer = source.poll({}, now);
    QVERIFY(QTest::qWaitFor([&] { return answer.isFinished(); }, 10'000));
    QVERIFY(!answer.result());
    QCOMPARE(answer.result().error().error.code, ErrorCode::unauthorised);
}

QTEST_GUILESS_MAIN(MergesTest)

#include "mergestest.moc"
