// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "collector/collector.h"
#include "connectors/github/githubdialect.h"
#include "connectors/litellm/litellmdialect.h"
#include "connectors/openrouter/openrouterdialect.h"
#include "connectors/pagedusage.h"
#include "net/httpclient.h"
#include "support/openapi.h"
#include "support/rawserver.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QUrlQuery>

using namespace fuseboard;
using namespace std::chrono_literals;
using test::RawServer;
using Answer = LimitList::Answer;

namespace {

const KeyReference testKey {KeyReference::Place::environment, "FUSEBOARD_TEST_LIMITS_KEY"};

QByteArray token() { return qEnvironmentVariable("FUSEBOARD_PLANTED_KEY", QStringLiteral("sk-SECRET")).toUtf8(); }

class HandClock : public Clock {
public:
    [[nodiscard]] Instant now() const override { return m_now; }
    [[nodiscard]] SteadyTime steady() const override { return {}; }
    Instant m_now = *parseInstant("2026-11-23T13:20:00Z");
};

Money usd(std::int64_t whole) { return {whole * 1'000'000'000, Currency::usd()}; }

} // namespace

/// What providers keep as limits, from their answers over the collector into the history.
class LimitsTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<RawServer> m_server;
    std::unique_ptr<KeyStore> m_keys;
    std::unique_ptr<UsageDialect> m_dialect;
    std::unique_ptr<Collector> m_collector;
    HandClock m_clock;
    std::optional<test::OpenApi> m_contract;
    std::map<QString, std::pair<int, QByteArray>> m_answers; ///< by path; what is not here is not there
    QStringList m_asked, m_violations;
    std::shared_ptr<const Board> m_board;

    void answer(QIODevice& connection, const QByteArray& request)
    {
        const QByteArray target = request.split(' ').value(1);
        const QString path = QUrl::fromEncoded(target).path();
        m_asked << path;
        if (!request.contains(" Bearer " + token() + "\r\n"))
            m_violations << QStringLiteral("without the key: ") + path;
        if (m_contract)
            if (const std::string fault = m_contract->faultOf(target.toStdString()); !fault.empty())
                m_violations << QString::fromStdString(fault) + QLatin1Char(' ') + QString::fromLatin1(target);
        const QString page = QUrlQuery(QUrl::fromEncoded(target).query()).queryItemValue(QStringLiteral("page"));
        auto found = m_answers.find(path + QLatin1Char('#') + page);
        if (found == m_answers.end())
            found = m_answers.find(path);
        const auto [status, body] = found == m_answers.end() ? std::pair(404, QByteArray("{}")) : found->second;
        connection.write(RawServer::answer(status, body));
    }
    void say(const char* path, const QByteArray& body, int status = 200) { m_answers[QLatin1String(path)] = {status, body}; }

    void begin(std::unique_ptr<UsageDialect> dialect, std::optional<test::MadeUpProvider> contract)
    {
        m_contract = contract ? test::OpenApi::contractOf(*contract) : std::nullopt;
        m_dialect = std::move(dialect);
        CollectorSetup setup;
        setup.history = History::create(file()).value();
        setup.sources = {{.id = "s",
            .name = "The Source",
            .kind = "github",
            .url = m_server->url().toStdString(),
            .socket = {},
            .account = "acme",
            .key = testKey,
            .interval = 300s}};
        setup.poll = false;
        setup.makeSource = [this](const SourceConfig& config, HttpClient& client) {
            return std::make_unique<PagedUsage>(
                config, client, *m_keys, std::move(m_dialect), Retry(1ms, 10ms, 1), AskingPace());
        };
        m_collector = std::make_unique<Collector>(std::move(setup), m_clock);
        connect(m_collector.get(), &Collector::boardChanged, this,
            [this](std::shared_ptr<const Board> board) { m_board = std::move(board); });
        m_collector->start();
    }
    [[nodiscard]] std::filesystem::path file() const
    {
        return m_directory->filePath(QStringLiteral("history.db")).toStdString();
    }
    void poll()
    {
        m_asked.clear();
        QSignalSpy polled(m_collector.get(), &Collector::polled);
        m_collector->pollNow();
        QTRY_COMPARE(polled.count(), 1);
    }
    [[nodiscard]] LimitList list(const std::string& name) const
    {
        const auto history = History::open(file(), HistoryMode::viewer).value();
        const auto lists = history->limits("s").value();
        const auto found = std::ranges::find(lists, name, &LimitList::name);
        return found == lists.end() ? LimitList {.name = "no " + name} : *found;
    }

private Q_SLOTS:
    void init()
    {
        qputenv("FUSEBOARD_TEST_LIMITS_KEY", token());
        m_keys = std::make_unique<KeyStore>(std::span(&testKey, 1));
        m_directory = std::make_unique<QTemporaryDir>();
        m_clock = {};
        m_answers.clear();
        m_violations.clear();
        m_board.reset();
        m_server = std::make_unique<RawServer>(
            [this](QIODevice& connection, const QByteArray& request) { answer(connection, request); });
        QVERIFY(m_server->listen());
    }
    void cleanup()
    {
        m_collector.reset();
        QVERIFY2(m_violations.isEmpty(), qPrintable(m_violations.join(QLatin1Char('\n'))));
    }

    /// A freeze sets a person's budget to 0 (`github/githubcontrol.h`): that is the limit there, and told as such.
    void budgetsOfGitHubAreToldAlsoWhileAPersonIsFrozen()
    {
        const QByteArray budgets = "/organizations/acme/settings/billing/budgets";
        const QByteArray person = R"({"id":"b2","budget_type":"BundlePricing","budget_amount":AMOUNT,
            "prevent_further_usage":true,"budget_scope":"user","user":"octo-1","budget_entity_name":"","consumed_amount":12.5,
            "budget_product_sku":"ai_credits","budget_alerting":{"will_alert":false,"alert_recipients":[]}})";
        const auto page = [&](const char* amount, bool more) {
            return R"({"budgets":[)" + QByteArray(person).replace("AMOUNT", amount) + R"(],"has_next_page":)"
                + (more ? "true}" : "false}");
        };
        say("/organizations/acme/settings/billing/usage", R"({"usageItems":[]})");
        say(budgets, page("40", false));
        begin(std::make_unique<GitHubDialect>(GitHubPayer::organisation, "acme"), test::MadeUpProvider::gitHub);
        poll();
        const Instant told = m_clock.m_now;
        const ProviderLimit limit {.holder = ProviderLimit::Holder::person,
            .holderId = "octo-1",
            .holderName = {},
            .covers = "ai_credits",
            .limit = usd(40),
            .used = Money {12'500'000'000, Currency::usd()},
            .refusesBeyond = true};
        QVERIFY((list("budgets") == LimitList {.name = "budgets", .askedAt = told, .toldAt = told, .limits = {limit}}));
        QVERIFY(!m_board->sources[0].error);
        QCOMPARE(m_board->all.burn.spentNano, 0);
        QVERIFY(m_board->budgets.empty());

        say(budgets, page("0", false));
        m_clock.m_now += 14min;
        poll();
        QVERIFY(!m_asked.contains(QLatin1String(budgets)));
        m_clock.m_now += 1min;
        poll();
        QCOMPARE(m_asked.count(QLatin1String(budgets)), 1);
        QVERIFY(list("budgets").limits.at(0).limit == std::optional<LimitAmount>(usd(0)));
        const LimitList before = list("budgets");

        // A second page that is no answer: of the list nothing is told, and what was told stays.
        say(budgets, page("7", true));
        say(budgets + "#2", R"({"budgets":[{}]})");
        m_clock.m_now += 15min;
        poll();
        QCOMPARE(m_asked.count(QLatin1String(budgets)), 2);
        LimitList now = list("budgets");
        QVERIFY(now.answer == Answer::failed);
        QVERIFY2(now.detail.contains("$.budgets[0].budget_product_sku"), now.detail.c_str());
        QVERIFY(now.limits == before.limits && now.toldAt == before.toldAt && now.askedAt == m_clock.m_now);
        QVERIFY(!m_board->sources[0].error);

        // Nor is a key without that right a failure; it is not asked with again for an hour.
        say(budgets, R"({"message":"Must have admin rights"})", 403);
        m_clock.m_now += 15min;
        poll();
        now = list("budgets");
        QVERIFY(now.answer == Answer::refused);
        QCOMPARE(now.detail, "HTTP 403");
        QVERIFY(now.limits == before.limits && now.toldAt == before.toldAt);
        QVERIFY(!m_board->sources[0].error);
        const auto asked = now.askedAt;
        m_clock.m_now += 15min;
        poll();
        QVERIFY(!m_asked.contains(QLatin1String(budgets)));
        QVERIFY(list("budgets").askedAt == asked);
    }

    /// Lists that are read for names as well are read once; one that a server does not have leaves the others.
    void budgetsOfLiteLlmComeWithTheNames()
    {
        say("/user/daily/activity", R"({"results":[],"metadata":{"page":1,"total_pages":1,"has_more":false}})");
        say("/v2/team/list", R"({"teams":[{"team_id":"t1","team_alias":"Search","max_budget":5e2,"spend":412.07,
            "budget_duration":"30d","budget_reset_at":"2026-12-01T00:00:00+00:00"}],"total_pages":1})");
        say("/key/list", R"({"keys":[{"token":"abc","key_alias":"ci","max_budget":null,"spend":3}],"total_pages":1})");
        begin(std::make_unique<LiteLlmDialect>(), {});
        QSignalSpy names(m_collector.get(), &Collector::namesLearned);
        poll();
        for (const char* path : {"/v2/team/list", "/key/list", "/user/list"})
            QCOMPARE(m_asked.count(QLatin1String(path)), 1);
        QCOMPARE(names.count(), 1);
        const LimitList teams = list("teams");
        QCOMPARE(teams.limits.size(), 1U);
        QVERIFY(teams.limits[0].limit == std::optional<LimitAmount>(usd(500)));
        QVERIFY(teams.limits[0].used == std::optional<LimitAmount>(Money {412'070'000'000, Currency::usd()}));
        QVERIFY(teams.limits[0].resetsAt == *parseInstant("2026-12-01T00:00:00Z"));
        QVERIFY(list("keys").limits.empty() && list("keys").toldAt);
        QVERIFY(list("users").answer == Answer::absent);
        QVERIFY(!list("users").toldAt);
    }

    /// Workspaces are asked for their keys and budgets; only some plans have budgets.
    void limitsOfOpenRouterAreFoundByWorkspace()
    {
        const QByteArray key =
            R"({"hash":"h1","name":"payments","limit":200,"limit_remaining":74.5,"limit_reset":"monthly","usage_daily":0})";
        const QByteArray workspaces = R"({"data":[{"id":"w1","name":"Payments"},{"id":"w2","name":"Search"}],"total_count":2})";
        say("/activity", R"({"data":[]})");
        say("/workspaces", workspaces);
        say("/keys", R"({"data":[]})");
        say("/credits", R"({"data":{"total_credits":100.5,"total_usage":25.75}})");
        say("/workspaces/w1/budgets", R"({"data":[{"id":"b","limit_usd":250,"reset_interval":"weekly"}]})");
        begin(std::make_unique<OpenRouterDialect>(), test::MadeUpProvider::openRouter);
        poll();
        QVERIFY(list("credits").limits.at(0).limit == std::optional<LimitAmount>(Money {100'500'000'000, Currency::usd()}));
        QVERIFY(list("workspace_budgets").answer == Answer::absent);
        QVERIFY(list("workspace_budgets").limits.empty()); // a part of a list is none

        say("/keys", R"({"data":[)" + key + "]}");
        say("/workspaces/w2/budgets", R"({"data":[]})");
        m_collector.reset();
        m_clock.m_now += 1h;
        QVERIFY(QFile::remove(QString::fromStdString(file().string())));
        begin(std::make_unique<OpenRouterDialect>(), test::MadeUpProvider::openRouter);
        poll();
        const LimitList keys = list("key_limits"), budgets = list("workspace_budgets");
        QCOMPARE(keys.limits.size(), 2U);
        QVERIFY(keys.limits[0].used == std::optional<LimitAmount>(Money {125'500'000'000, Currency::usd()}));
        QCOMPARE(budgets.limits.size(), 1U);
        QCOMPARE(budgets.limits[0].holderId, "w1");
        QCOMPARE(budgets.limits[0].holderName, "Payments");
    }
};

QTEST_GUILESS_MAIN(LimitsTest)
#include "limitstest.moc"
