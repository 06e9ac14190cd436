// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/anthropic/claudecodeanalyticsdialect.h"
#include "connectors/cursor/cursordialect.h"
#include "connectors/fetch.h"
#include "connectors/github/githubdialect.h"
#include "connectors/openrouter/openrouterdialect.h"
#include "connectors/pagedusage.h"
#include "net/httpclient.h"
#include "support/openapi.h"
#include "support/rawserver.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <QUrl>
#include <QUrlQuery>

#include <format>
#include <map>
#include <random>

using namespace fuseboard;
using namespace std::chrono_literals;
using std::chrono::days;
using test::OpenApi;
using test::RawServer;

namespace {

const Instant now = *parseInstant("2026-11-23T14:20:00Z");
const std::string recently =
    "usage=2026-11-23T14:15:00Z costs=2026-11-23T14:15:00Z telemetry=2026-11-23T14:15:00Z month=2026-11-23T14:15:00Z"
    " past=done/2026-11-01T00:00:00Z/2026-11-01T00:00:00Z/2026-11-01T00:00:00Z";
const Instant first = *parseInstant("2026-11-20T00:00:00Z"); ///< day that such a poll reads
constexpr int manyDays = 4;

QByteArray adminKey() { return qEnvironmentVariable("FUSEBOARD_PLANTED_KEY", QStringLiteral("sk-admin-SECRET")).toUtf8(); }

std::string dayText(Instant at) { return toText(at).substr(0, 10); }

class Dice {
public:
    explicit Dice(std::uint64_t seed)
        : m_engine(seed)
    {
    }
    std::int64_t upTo(std::int64_t most)
    {
        return static_cast<std::int64_t>(m_engine() % static_cast<std::uint64_t>(most + 1));
    }
    bool oneIn(int n) { return upTo(n - 1) == 0; }
    /// As a provider may write it: number or text, plain or with an exponent.
    std::string amount(std::int64_t nano, int exponent = 9)
    {
        std::string text = std::format("{}e-{}", nano, exponent);
        if (exponent == 9 && oneIn(2))
            text = Money {nano, Currency::usd()}.text();
        return oneIn(3) ? "\"" + text + "\"" : text;
    }

private:
    std::mt19937_64 m_engine;
};

/// Rows by what they are told apart by here.
struct Sums {
    std::map<std::string, std::int64_t> nano, tokens, requests;
    bool operator==(const Sums&) const = default;
};

void put(std::map<std::string, std::int64_t>& sums, const std::string& key, std::int64_t value)
{
    if (value != 0 && (sums[key] += value) == 0)
        sums.erase(key);
}

/// A provider that answers by what `answers` says of path, query and body, and remembers what may not be asked.
class Fake {
public:
    using Answers = std::function<std::string(const QString& path, const QUrlQuery& query, const QJsonObject& body)>;

    Fake(const char* contract, QByteArray keyHeader, Answers answers)
        : m_openApi(OpenApi::read(std::string(FUSEBOARD_SHARED "/contracts/") + contract))
        , m_keyHeader(std::move(keyHeader))
        , m_answers(std::move(answers))
        , m_server([this](QIODevice& connection, const QByteArray& request) { answer(connection, request); })
    {
    }
    bool listen() { return m_server.listen(); }
    [[nodiscard]] std::string url() const { return m_server.url().toStdString(); }
    [[nodiscard]] QString violations() const { return m_violations.join(QLatin1Char('\n')); }
    [[nodiscard]] bool hasOpenApi() const { return m_openApi.has_value(); }

private:
    void answer(QIODevice& connection, const QByteArray& request)
    {
        const qsizetype end = request.indexOf("\r\n\r\n");
        const QByteArray head = request.left(end), target = head.split(' ').value(1), method = head.split(' ').value(0);
        if (!head.toLower().contains(m_keyHeader.toLower()))
            m_violations += QStringLiteral("no key: ") + QString::fromLatin1(target);
        if (target.contains(adminKey()))
            m_violations += QStringLiteral("the key is in the target");
        const QJsonObject body = QJsonDocument::fromJson(request.mid(end + 4)).object();
        if ((method == "POST") == body.isEmpty())
            m_violations += QStringLiteral("method and body do not fit: ") + QString::fromLatin1(target);
        if (m_openApi)
            if (const std::string fault = m_openApi->faultOf(target.toStdString()); !fault.empty())
                m_violations += QString::fromStdString(fault);
        const QUrl url = QUrl::fromEncoded(target, QUrl::StrictMode);
        const std::string text = m_answers(url.path(), QUrlQuery(url.query(QUrl::FullyEncoded)), body);
        if (text.empty())
            m_violations += QStringLiteral("nothing is there: ") + QString::fromLatin1(target);
        connection.write(RawServer::answer(text.empty() ? 404 : 200, QByteArray::fromStdString(text)));
    }

    std::optional<OpenApi> m_openApi;
    QByteArray m_keyHeader;
    Answers m_answers;
    QStringList m_violations;
    RawServer m_server;
};

std::string value(const QUrlQuery& query, const char* name)
{
    return query.queryItemValue(QLatin1String(name), QUrl::FullyDecoded).toStdString();
}

std::string joined(const std::vector<std::string>& parts)
{
    std::string out;
    for (const std::string& part : parts)
        out += (out.empty() ? "" : ",") + part;
    return out;
}

UsageResult poll(Fake& fake, std::unique_ptr<UsageDialect> dialect)
{
    HttpClient http;
    const std::vector<KeyReference> references {{KeyReference::Place::environment, "FUSEBOARD_TEST_ADMIN_KEY"}};
    qputenv("FUSEBOARD_TEST_ADMIN_KEY", adminKey());
    const KeyStore keys(references);
    SourceConfig config {
        .id = "s", .name = "S", .kind = {}, .url = fake.url(), .socket = {}, .account = "acme", .key = references.front()};
    PagedUsage source(std::move(config), http, keys, std::move(dialect), {1ms, 60ms, 1}, AskingPace());
    auto answer = source.poll(recently, now);
    if (!QTest::qWaitFor([&] { return answer.isFinished(); }, 30'000))
        return std::unexpected(UsageFailure {{ErrorCode::timedOut, "test", "no answer at all"}});
    return answer.result();
}

QString textOf(const UsageResult& result)
{
    return result ? QString() : QString::fromStdString(result.error().error.subject + ": " + result.error().error.detail);
}

} // namespace

/// The connectors whose answers explain each other (a bill, its models, its people): random answers, exact sums.
class BillsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void gitHubAddsUpToTheBillWhateverTheDetailSays();
    void gitHubEnterprisesAreReadByCostCentre();
    void gitHubEnterprisesOfManyCostCentresAreReadByMonth();
    void openRouterAddsUpToTheActivityAndTodaysSpend();
    void cursorCountsEachEventOnceAcrossPages();
    void claudeCodeAddsUpByPersonWhateverItsPagesRepeat();
    void theRequestsAreAllowed();
    void aRefusalThatSaysTheLimitIsUsedUpIsToBeWaitedFor();
};

namespace {

/// Amounts of a day at GitHub: of the bill, of its models, of each person's models.
struct GitHubDay {
    std::vector<std::pair<std::string, std::int64_t>> bill; ///< SKU, net
    std::map<std::string, std::vector<std::pair<std::string, std::int64_t>>> models; ///< by person; empty: all
};

constexpr std::array people {"octocat", "hubot"};
constexpr auto redTeam = R"({"id":1,"name":"Red Team","slug":"red-team"})"; // by which the first has a seat

GitHubDay gitHubDay(std::uint64_t seed, int day)
{
    Dice dice(seed * 100 + static_cast<std::uint64_t>(day));
    GitHubDay out;
    for (const char* sku : {"Copilot AI Credits", "Copilot Business", "Actions Linux"})
        if (!dice.oneIn(3))
            out.bill.emplace_back(sku, dice.oneIn(4) ? 0 : dice.upTo(90'000'000'000) - 5'000'000'000);
    for (const std::string person : {"", people[0], people[1]})
        for (int i = 0; i < dice.upTo(3); ++i)
            out.models[person].emplace_back(std::format("model-{}", i), dice.upTo(9'000'000'000));
    return out;
}

std::string gitHubItems(
    Dice& dice, const std::vector<std::pair<std::string, std::int64_t>>& items, bool models, const std::string& date)
{
    std::vector<std::string> out;
    for (const auto& [what, nano] : items)
        out.push_back(
            std::format(R"({{"netAmount":{},"product":"{}","sku":"{}","model":{},"date":"{}","unitType":"new","later":[1]}})",
                dice.amount(nano), what.starts_with("Actions") ? "Actions" : "Copilot", models ? "Copilot AI Credits" : what,
                models ? "\"" + what + "\"" : "null", date));
    return "[" + joined(out) + "]";
}

Fake gitHub(std::uint64_t seed)
{
    return {"github-billing.openapi.json", "authorization: bearer " + adminKey(),
        [seed, dice = Dice(seed)](const QString& path, const QUrlQuery& query, const QJsonObject&) mutable -> std::string {
            if (path.endsWith(QLatin1String("/seats")))
                return std::format(
                    R"({{"total_seats":3,"seats":[{{"assignee":{{"login":"{0}"}},"assigning_team":{2}}},{{"assignee":{{"login":"{1}"}}}},)"
                    R"({{"assignee":{{"login":"{0}"}},"assigning_team":null}}]}})",
                    people[0], people[1], redTeam);
            if (path.endsWith(QLatin1String("/cost-centers")))
                return R"({"costCenters":[{"id":"cc 1","name":"Payments","resources":[]}]})";
            const std::string month = value(query, "month"), number = value(query, "day");
            if (value(query, "year") != "2026" || month != "11" || number.empty())
                return {};
            const int day = std::stoi(number) - 20;
            const GitHubDay made = gitHubDay(seed + (value(query, "cost_center_id").empty() ? 0 : 7), day);
            if (path.endsWith(QLatin1String("/billing/usage")))
                return std::format(R"({{"usageItems":{}}})", gitHubItems(dice, made.bill, false, dayText(first + days(day))));
            const auto models = made.models.find(value(query, "user"));
            const bool credits = path.endsWith(QLatin1String("/ai_credit/usage")) && models != made.models.end();
            return std::format(R"({{"timePeriod":{{"year":2026,"month":11}},"organization":"acme","usageItems":{}}})",
                credits ? gitHubItems(dice, models->second, true, {}) : "[]");
        }};
}

std::int64_t billed(const GitHubDay& day)
{
    std::int64_t out = 0;
    for (const auto& [sku, nano] : day.bill)
        out += sku.starts_with("Actions") ? 0 : nano;
    return out;
}

/// Whether the fake's bill of that day has a line that leads to its models.
bool leadsOn(const GitHubDay& day)
{
    return std::ranges::any_of(
        day.bill, [](const auto& line) { return !line.first.starts_with("Actions") && line.second != 0; });
}

} // namespace

void BillsTest::gitHubAddsUpToTheBillWhateverTheDetailSays()
{
    for (std::uint64_t seed = 1; seed <= 4; ++seed) {
        Fake fake = gitHub(seed);
        QVERIFY(fake.listen());
        const auto result = poll(fake, std::make_unique<GitHubDialect>(GitHubPayer::organisation, "acme"));
        QVERIFY2(result, qPrintable(textOf(result)));
        QVERIFY2(fake.violations().isEmpty(), qPrintable(fake.violations()));
        Sums found, expected;
        for (const UsageRow& row : result->poll.rows) {
            QCOMPARE(row.ledger, Ledger::providerCost);
            QVERIFY(row.recordId.empty() && row.cost && row.tokens == TokenCounts() && row.requests == 0);
            put(found.nano, dayText(row.start), row.cost->nano);
            QCOMPARE(row.project, row.person == people[0] ? "red-team" : "");
            if (!row.person.empty())
                put(found.nano, dayText(row.start) + row.person + row.model, row.cost->nano);
        }
        if (std::ranges::contains(result->poll.rows, std::string(people[0]), &UsageRow::person))
            QVERIFY(std::ranges::contains(result->names, IdentityName {IdentityName::Kind::project, "red-team", "Red Team"}));
        for (int day = 0; day < manyDays; ++day) {
            const GitHubDay made = gitHubDay(seed, day);
            const std::string date = dayText(first + days(day));
            put(expected.nano, date, billed(made));
            const auto all = made.models.find({});
            const bool asked = leadsOn(made) && all != made.models.end()
                && std::ranges::any_of(all->second, [](const auto& one) { return one.second != 0; });
            for (const auto& [person, models] : made.models)
                for (const auto& [model, nano] : models)
                    put(expected.nano, date + person + model, person.empty() || !asked ? 0 : nano);
        }
        QVERIFY2(found == expected, qPrintable(QString::number(seed)));
    }
}

void BillsTest::gitHubEnterprisesAreReadByCostCentre()
{
    Fake fake = gitHub(3);
    QVERIFY(fake.listen());
    const auto result = poll(fake, std::make_unique<GitHubDialect>(GitHubPayer::enterprise, "acme"));
    QVERIFY2(result, qPrintable(textOf(result)));
    QVERIFY2(fake.violations().isEmpty(), qPrintable(fake.violations()));
    Sums found, expected;
    for (const UsageRow& row : result->poll.rows)
        put(found.nano, row.project, row.cost->nano);
    for (int day = 0; day < manyDays; ++day) {
        put(expected.nano, {}, billed(gitHubDay(3, day)));
        put(expected.nano, "cc 1", billed(gitHubDay(10, day)));
    }
    QVERIFY(found == expected);
    QVERIFY(result->names == std::vector<IdentityName>({{IdentityName::Kind::project, "cc 1", "Payments"}}));
}

/// Each is asked once for a month: two thousand are within the five thousand calls that an hour allows. Each day gets its own.
void BillsTest::gitHubEnterprisesOfManyCostCentresAreReadByMonth()
{
    constexpr int centres = 300;
    const auto nanoOf = [](const std::string& centre, int day) {
        return (centre.empty() ? 1 : std::stoll(centre.substr(3)) + 2) * 1'000 + day;
    };
    int asked = 0;
    Fake fake("github-billing.openapi.json", "authorization: bearer " + adminKey(),
        [&](const QString& path, const QUrlQuery& query, const QJsonObject&) -> std::string {
            ++asked;
            if (path.endsWith(QLatin1String("/cost-centers"))) {
                std::vector<std::string> all;
                for (int i = 0; i < centres; ++i)
                    all.push_back(std::format(R"({{"id":"cc-{}","name":"Team {}","resources":[]}})", i, i));
                return R"({"costCenters":[)" + joined(all) + "]}";
            }
            if (value(query, "year") != "2026" || value(query, "month") != "11" || query.hasQueryItem(QStringLiteral("day")))
                return {};
            std::vector<std::string> items;
            for (int day = 1; day <= 23; ++day)
                items.push_back(std::format(
                    R"({{"date":"2026-11-{:02}","product":"Copilot","sku":"Copilot AI Credits","netAmount":{}e-9}})", day,
                    nanoOf(value(query, "cost_center_id"), day)));
            return R"({"usageItems":[)" + joined(items) + "]}";
        });
    QVERIFY(fake.listen());
    const auto result = poll(fake, std::make_unique<GitHubDialect>(GitHubPayer::enterprise, "acme"));
    QVERIFY2(result, qPrintable(textOf(result)));
    QVERIFY2(fake.violations().isEmpty(), qPrintable(fake.violations()));
    QCOMPARE(asked, centres + 2); // the list, each, and what has none
    QCOMPARE(result->poll.rows.size(), std::size_t {manyDays} * (centres + 1));
    for (const UsageRow& row : result->poll.rows)
        QCOMPARE(row.cost->nano, nanoOf(row.project, std::stoi(dayText(row.start).substr(8))));
}

namespace {

/// Keys in two workspaces, of which one has more than a page, and what no key accounts for.
constexpr int manyKeys = 115;
std::string keyName(int key) { return std::format("hash/{}", key); }
std::string workspaceOf(int key) { return key % 12 ? "ws-1" : "ws-2"; }

struct OpenRouterLine {
    int day = 0, key = -1;
    std::int64_t nano = 0, prompt = 0, completion = 0, requests = 0;
    std::string model;
};

std::vector<OpenRouterLine> openRouterLines(std::uint64_t seed)
{
    Dice dice(seed);
    std::vector<OpenRouterLine> out;
    for (int i = 0; i < 60; ++i) {
        const int key = dice.oneIn(5) ? -1 : static_cast<int>(dice.upTo(manyKeys - 1));
        out.push_back({static_cast<int>(dice.upTo(6)) - 3, key, dice.upTo(5'000'000'000), dice.upTo(90'000), dice.upTo(9'000),
            1 + dice.upTo(40), std::format("acme/model-{}", dice.upTo(3))});
    }
    return out;
}

std::int64_t todayOf(int key) { return key % 4 ? 0 : key * 1'000'001LL; }

Fake openRouter(std::uint64_t seed)
{
    return {"openrouter-keys.openapi.json", "authorization: bearer " + adminKey(),
        [seed, dice = Dice(seed)](const QString& path, const QUrlQuery& query, const QJsonObject&) mutable -> std::string {
            std::vector<std::string> data;
            const int offset = std::atoi(value(query, "offset").c_str());
            if (path == QLatin1String("/workspaces"))
                return R"({"data":[{"id":"ws-1","name":"One"},{"id":"ws-2","name":null}],"total_count":2})";
            if (path == QLatin1String("/keys")) {
                int index = 0;
                for (int key = 0; key < manyKeys; ++key)
                    if (workspaceOf(key) == value(query, "workspace_id") && index++ >= offset && data.size() < 100)
                        data.push_back(std::format(R"({{"name":"n","usage_daily":{},"hash":"{}","workspace_id":"{}"}})",
                            dice.amount(todayOf(key)), keyName(key), workspaceOf(key)));
                return R"({"data":[)" + joined(data) + "]}";
            }
            if (path != QLatin1String("/activity") || value(query, "group_by") != "workspace")
                return {};
            const std::string asked = value(query, "api_key_hash");
            for (const OpenRouterLine& line : openRouterLines(seed))
                if (asked.empty() || (line.key >= 0 && keyName(line.key) == asked))
                    data.push_back(std::format(
                        R"({{"date":"{}","endpoint_id":"e","model":"{}","provider_name":"P","usage":{},"requests":{},"prompt_tokens":{},)"
                        R"("completion_tokens":{},"reasoning_tokens":0,"workspace_id":"{}","x":{{}}}})",
                        dayText(first + days(line.day)), line.model, dice.amount(line.nano), line.requests, line.prompt,
                        line.completion, workspaceOf(std::max(line.key, 1))));
            return R"({"data":[)" + joined(data) + "]}";
        }};
}

} // namespace

void BillsTest::openRouterAddsUpToTheActivityAndTodaysSpend()
{
    constexpr std::uint64_t seed = 7;
    Fake fake = openRouter(seed);
    QVERIFY(fake.listen());
    const auto result = poll(fake, std::make_unique<OpenRouterDialect>());
    QVERIFY2(result, qPrintable(textOf(result)));
    QVERIFY2(fake.violations().isEmpty(), qPrintable(fake.violations()));
    Sums found, expected;
    for (const UsageRow& row : result->poll.rows) {
        const std::string place = dayText(row.start) + row.project + row.key;
        if (row.ledger == Ledger::providerCost)
            put(found.nano, place, row.cost->nano);
        put(found.tokens, place, row.tokens.total());
        put(found.requests, place, row.requests);
    }
    for (const OpenRouterLine& line : openRouterLines(seed)) {
        if (line.day < 0 || line.day > 2) // not asked for, or today, which has not ended
            continue;
        const std::string place = dayText(first + days(line.day)) + workspaceOf(std::max(line.key, 1))
            + (line.key < 0 ? std::string() : keyName(line.key));
        put(expected.nano, place, line.nano);
        put(expected.tokens, place, line.key < 0 ? 0 : line.prompt + line.completion);
        put(expected.requests, place, line.key < 0 ? 0 : line.requests);
    }
    for (int key = 0; key < manyKeys; ++key)
        put(expected.nano, dayText(now) + workspaceOf(key) + keyName(key), todayOf(key));
    QVERIFY(found == expected);
}

void BillsTest::cursorCountsEachEventOnceAcrossPages()
{
    struct Event {
        std::int64_t at, input, output, nano;
        std::string person, model, kind;
    };
    Dice dice(5);
    std::map<int, std::vector<Event>> events; // by day
    const int forgottenDay = 0; // of which no event of person 1 is listed, though some are counted
    const auto person = [&](int day) {
        const auto any = dice.upTo(5);
        return day == forgottenDay && any == 1 ? 0 : any;
    };
    for (int day = 0; day < manyDays; ++day)
        for (int i = 0; i < (day == 1 ? 2'300 : day == 2 ? 999 : 40); ++i)
            events[day].push_back({toUnixSeconds(first + days(day)) * 1000 + i * 37'000 % 86'400'000, dice.upTo(9'000),
                dice.upTo(900), dice.upTo(700'000'000), std::format("p{}@acme.example", person(day)),
                std::format("m{}", dice.upTo(2)), dice.oneIn(3) ? "Included in Business" : "Usage-based"});
    // Of each person and day, in any case of letters.
    const auto daily = [&](const QJsonObject& body) -> std::string {
        const auto start = static_cast<std::int64_t>(body[QLatin1String("startDate")].toDouble());
        const auto end = static_cast<std::int64_t>(body[QLatin1String("endDate")].toDouble());
        if (end - start > 30 * std::int64_t {86'400'000} || body[QLatin1String("pageSize")].toInt() > 1'000)
            return {};
        std::vector<std::string> out;
        for (const auto& [day, all] : events)
            for (const char* email : {"P0@acme.example", "p1@acme.example"})
                out.push_back(
                    std::format(R"({{"date":{},"email":"{}","subscriptionIncludedReqs":7,"usageBasedReqs":2,"apiKeyReqs":1}})",
                        toUnixSeconds(first + days(day)) * 1000, email));
        return R"({"data":[)" + joined(out) + "]}";
    };
    Fake fake("none.json", "authorization: basic " + (adminKey() + ":").toBase64(),
        [&](const QString& path, const QUrlQuery&, const QJsonObject& body) -> std::string {
            if (path == QLatin1String("/teams/members"))
                return R"({"teamMembers":[]})";
            if (path == QLatin1String("/teams/daily-usage-data"))
                return daily(body);
            const auto start = static_cast<std::int64_t>(body[QLatin1String("startDate")].toDouble());
            const auto end = static_cast<std::int64_t>(body[QLatin1String("endDate")].toDouble());
            const auto page = body[QLatin1String("page")].toInt(), size = body[QLatin1String("pageSize")].toInt();
            if (path != QLatin1String("/teams/filtered-usage-events") || end - start > 86'400'000 || page < 1 || size > 1'000)
                return {};
            const auto& all = events.at(static_cast<int>((start / 1000 - toUnixSeconds(first)) / 86'400));
            std::vector<std::string> out;
            // Something new came in front: from the second page on, the last one of the page before is there again.
            const auto from = static_cast<std::size_t>((page - 1) * size - (page > 1 ? 1 : 0));
            for (std::size_t i = from; i < all.size() && out.size() < static_cast<std::size_t>(size); ++i) {
                const Event& one = all[i];
                Dice same(i);
                out.push_back(std::format(
                    R"({{"timestamp":"{}","userEmail":"{}","model":"{}","kind":"{}","chargedCents":{},"tokenUsage":{{"inputTokens":{},"outputTokens":{},"totalCents":0.1}}}})",
                    one.at, one.person, one.model, one.kind, same.amount(one.nano, 7), one.input, one.output));
            }
            return R"({"usageEvents":[)" + joined(out) + "]}";
        });
    QVERIFY(fake.listen());
    const auto result = poll(fake, std::make_unique<CursorDialect>());
    QVERIFY2(result, qPrintable(textOf(result)));
    QVERIFY2(fake.violations().isEmpty(), qPrintable(fake.violations()));
    Sums found, expected;
    for (const UsageRow& row : result->poll.rows) {
        const std::string place = toText(row.start) + row.person + row.model;
        if (row.ledger == Ledger::providerCost)
            put(found.nano, place, row.cost->nano);
        put(found.tokens, place, row.tokens.total());
        put(found.requests, place, row.requests);
    }
    for (const auto& [day, all] : events)
        for (const Event& one : all) {
            const std::string place = toText(fromUnixSeconds(one.at / 3'600'000 * 3'600)) + one.person + one.model;
            put(expected.nano, place, one.nano);
            put(expected.tokens, place, one.input + one.output);
            put(expected.requests, place, 1);
        }
    QVERIFY(found == expected);
    const Period forgotten {first + days(forgottenDay), first + days(forgottenDay + 1)};
    QCOMPARE(result->poll.untold.size(), std::size_t {2});
    for (const Ledger ledger : {Ledger::providerUsage, Ledger::providerCost})
        QVERIFY(std::ranges::contains(result->poll.untold, Untold {ledger, "events", forgotten, Untold::Why::countedMore}));
    for (const Reread& each : result->poll.rereads)
        QVERIFY2(each.period.end <= forgotten.start || forgotten.end <= each.period.start, "nothing of that day is withdrawn");
}

namespace {

/// What an actor did in one terminal on one day; several make up the actor's day.
struct ClaudeCodeRecord {
    std::string actor, customer, terminal;
    std::int64_t nano = 0, input = 0, cacheCreation = 0;
};

std::vector<ClaudeCodeRecord> claudeCodeDay(std::uint64_t seed, int day)
{
    Dice dice(seed * 100 + static_cast<std::uint64_t>(day));
    std::vector<ClaudeCodeRecord> out;
    for (int actor = 0; actor < (day == 1 ? 1'200 : 15); ++actor)
        for (const char* terminal : {"vscode", "tmux"})
            if (!dice.oneIn(3))
                out.push_back({actor % 5 == 0 ? std::format("key {}", actor) : std::format("p{}@acme.example", actor),
                    actor % 3 == 0 ? "subscription" : "api", terminal, dice.upTo(40'000'000'000), dice.upTo(90'000),
                    dice.upTo(900)});
    return out;
}

std::string claudeCodeJson(const ClaudeCodeRecord& one, const std::string& date, Dice& dice)
{
    const bool isKey = one.actor.starts_with("key");
    return std::format(
        R"({{"terminal_type":"{}","date":"{}T00:00:00Z","model_breakdown":[{{"tokens":{{"input":{},"output":0,)"
        R"("cache_read":1,"cache_creation":{}}},"estimated_cost":{{"currency":"USD","amount":{}}},"model":"m"}}],)"
        R"("organization_id":"o","customer_type":"{}","actor":{{"{}":"{}","type":"{}"}},"is_remote":false,"new":[]}})",
        one.terminal, date, one.input, one.cacheCreation, dice.amount(one.nano, 7), one.customer,
        isKey ? "api_key_name" : "email_address", one.actor, isKey ? "api_actor" : "user_actor");
}

} // namespace

void BillsTest::claudeCodeAddsUpByPersonWhateverItsPagesRepeat()
{
    constexpr std::uint64_t seed = 11;
    Dice dice(seed);
    Fake fake("anthropic-admin.openapi.json", "x-api-key: " + adminKey(),
        [&](const QString& path, const QUrlQuery& query, const QJsonObject&) -> std::string {
            const auto asked = parseInstant(value(query, "starting_at") + "T00:00:00Z");
            const auto limit = static_cast<std::size_t>(std::atoi(value(query, "limit").c_str()));
            if (path != QLatin1String("/v1/organizations/usage_report/claude_code") || !asked || limit < 1 || limit > 1'000)
                return {};
            const auto all = claudeCodeDay(seed, static_cast<int>((*asked - first) / days(1)));
            const auto page = static_cast<std::size_t>(std::atoi(value(query, "page").c_str()));
            std::vector<std::string> out;
            std::size_t at = page == 0 ? 0 : page * limit - 1; // the last one of the page before is there again
            for (; at < all.size() && out.size() < limit; ++at)
                out.push_back(claudeCodeJson(all[at], dayText(*asked), dice));
            const bool more = at < all.size();
            return std::format(R"({{"data":[{}],"next_page":{},"has_more":{}}})", joined(out),
                more ? std::format("\"{}\"", page + 1) : "null", more);
        });
    QVERIFY(fake.listen());
    const auto result = poll(fake, std::make_unique<ClaudeCodeAnalyticsDialect>());
    QVERIFY2(result, qPrintable(textOf(result)));
    QVERIFY2(fake.violations().isEmpty(), qPrintable(fake.violations()));
    QCOMPARE(result->poll.completeUpTo, std::optional(now - 2h));
    Sums found, expected;
    for (const UsageRow& row : result->poll.rows) {
        QVERIFY(row.ledger == Ledger::telemetry && row.recordId.empty() && row.cost && row.person.empty() != row.key.empty());
        const std::string place = dayText(row.start) + row.person + row.key + row.lineItem;
        put(found.nano, place, row.cost->nano);
        put(found.tokens, place, row.tokens.total());
    }
    for (int day = 0; day < manyDays; ++day)
        for (const ClaudeCodeRecord& one : claudeCodeDay(seed, day)) {
            const bool isPlan = one.customer == "subscription";
            const std::string place = dayText(first + days(day)) + one.actor + (isPlan ? one.customer : "");
            put(expected.nano, place, isPlan ? 0 : one.nano);
            put(expected.tokens, place, one.input + one.cacheCreation + 1);
        }
    QVERIFY(found == expected);
}

void BillsTest::theRequestsAreAllowed()
{
    if (!gitHub(1).hasOpenApi() || !openRouter(1).hasOpenApi())
        QSKIP("the OpenAPI files are not beside the project");
    // The other tests hold each request against them; these are faults that they have to find.
    const auto file = [](const char* name) {
        return OpenApi::read(std::string(FUSEBOARD_SHARED "/contracts/") + name).value();
    };
    QVERIFY(!file("github-billing.openapi.json").faultOf("/organizations/acme/settings/billing/usage?year=x").empty());
    QVERIFY(!file("openrouter-keys.openapi.json").faultOf("/activity?group=workspace").empty());
}

void BillsTest::aRefusalThatSaysTheLimitIsUsedUpIsToBeWaitedFor()
{
    const auto failure = [](const QList<std::pair<QByteArray, QByteArray>>& headers) {
        HttpAnswer answer {.status = 403, .body = "{}", .headers = headers, .serverDate = now};
        return bodyOf(answer, "s").error();
    };
    const QByteArray soon = QByteArray::number(static_cast<qlonglong>(toUnixSeconds(now) + 20));
    const UsageFailure usedUp = failure({{"x-ratelimit-remaining", "0"}, {"x-ratelimit-reset", soon}});
    QCOMPARE(usedUp.error.code, ErrorCode::rateLimited);
    QVERIFY(usedUp.retryAfter == 20s);
    QCOMPARE(failure({{"retry-after", "7"}}).error.code, ErrorCode::rateLimited);
    const UsageFailure forbidden = failure({{"x-ratelimit-remaining", "12"}, {"x-ratelimit-reset", soon}});
    QCOMPARE(forbidden.error.code, ErrorCode::unauthorised);
    QVERIFY(!forbidden.retryAfter);
    for (const char* nonsense : {"", "-1", "soon", "99999999999999999999"})
        QVERIFY(!failure({{"x-ratelimit-remaining", "0"}, {"x-ratelimit-reset", nonsense}}).retryAfter);
}

QTEST_GUILESS_MAIN(BillsTest)
#include "billstest.moc"
