// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connectors/casetask.h"
#include "connectors/usageplan.h"
#include "support/madeuppages.h"
#include "support/mutations.h"
#include "support/openapi.h"
#include "support/pagetrial.h"

#include <QFile>

#include <gtest/gtest.h>

#include <format>
#include <set>

using namespace fuseboard;
using std::chrono::days;
using test::MadeUpPages;
using test::MadeUpProvider;
using test::Mutations;
using test::PageSums;

namespace {

const Instant now = *parseInstant("2026-11-23T14:20:00Z");
const RowOrigin origin {"s", "acme"};

/// The week before, of each list.
std::vector<UsageTask> tasksOf(const UsageDialect& dialect)
{
    std::vector<UsageTask> out;
    for (const LedgerLists& ledger : dialect.rules().ledgers)
        for (const UsageList& list : ledger.lists)
            out.push_back({list.name, ledger.ledger, list.width, {dayOf(now) - days(7), dayOf(now)}});
    return out;
}

void expectExactSums(const UsageDialect& dialect, MadeUpProvider provider, int seeds)
{
    for (const UsageTask& task : tasksOf(dialect))
        for (int seed = 0; seed < seeds; ++seed) {
            const MadeUpPages pages(provider, static_cast<std::uint64_t>(seed), 3);
            PageSums found;
            Instant from = task.period.start;
            for (bool more = true; more;) {
                const auto made = pages.page(task, from, 1 + seed % 30);
                const auto page = dialect.parse(task, made.json, origin);
                ASSERT_TRUE(page) << task.list << ' ' << page.error().subject << ' ' << page.error().detail << made.json;
                EXPECT_EQ(test::sumsOf(page->rows), made.sums) << task.list << made.json;
                found += test::sumsOf(page->rows);
                more = page->more;
                from = more ? *parseInstant(page->next) : from;
            }
            EXPECT_EQ(found, pages.sums(task)) << task.list;
        }
}

struct Case {
    const char* connector;
    const char* file;
    std::set<std::string> required; ///< last parts of paths
};

void PrintTo(const Case& one, std::ostream* out) { *out << one.file; }

class MutationTest : public testing::TestWithParam<Case> { };

} // namespace

TEST(PagesTest, openAiSumsAreExact) { expectExactSums(OpenAiDialect(), MadeUpProvider::openAi, 12); }

TEST(PagesTest, anthropicSumsAreExact) { expectExactSums(AnthropicDialect(), MadeUpProvider::anthropic, 40); }

class EachProvider : public testing::TestWithParam<MadeUpProvider> { };

TEST_P(EachProvider, isAskedAsItAllowsAndReadExactlyOrRefusedByName)
{
    const test::PageTrial trial = test::tryPages(GetParam(), 300);
    EXPECT_EQ(trial.pages, 300);
    EXPECT_EQ(trial.wrong + trial.nameless + trial.forbidden + trial.invalid, 0) << trial.firstFault;
    EXPECT_GT(trial.refused, 150);
    if (!trial.hasContract)
        GTEST_SKIP() << "the OpenAPI file is not beside the project";
}

INSTANTIATE_TEST_SUITE_P(PagesTest, EachProvider,
    testing::Values(MadeUpProvider::openAi, MadeUpProvider::anthropic, MadeUpProvider::gitHub, MadeUpProvider::openRouter),
    [](const auto& one) -> std::string {
        switch (one.param) {
        case MadeUpProvider::openAi: return "openAi";
        case MadeUpProvider::anthropic: return "anthropic";
        case MadeUpProvider::gitHub:
        case MadeUpProvider::gitHubEnterprise: return "gitHub";
        case MadeUpProvider::openRouter: break;
        }
        return "openRouter";
    });

TEST(PagesTest, contractsFindWhatAnAnswerLacks)
{
    const auto contract = test::OpenApi::contractOf(MadeUpProvider::gitHub);
    if (!contract)
        GTEST_SKIP() << "the OpenAPI file is not beside the project";
    const auto fault = [&](const std::string& items) {
        return contract->faultOfAnswer("/organizations/acme/settings/billing/ai_credit/usage?year=2026",
            R"({"organization":"acme","timePeriod":{"year":2026},"usageItems":)" + items + "}");
    };
    const std::string item = R"({"sku":"s","model":"m","unitType":"u","pricePerUnit":1,"grossQuantity":1,"grossAmount":"1",)"
                             R"("discountQuantity":1,"discountAmount":1,"netQuantity":1,"netAmount":1)";
    EXPECT_EQ(fault("[]"), "");
    EXPECT_EQ(fault("[" + item + R"(,"product":"p","new":[]}])"), "");
    EXPECT_EQ(fault("[" + item + "}]"), "$.usageItems[].product is missing");
    EXPECT_EQ(fault("[" + item + R"(,"product":null}])"), "$.usageItems[].product is of another type");
    EXPECT_EQ(fault("{}"), "$.usageItems is of another type");
}

TEST_P(MutationTest, everyRefusalNamesTheMember)
{
    QFile file(QStringLiteral(FUSEBOARD_TEST_DATA "/%1/%2.in.json")
            .arg(QLatin1String(GetParam().connector), QLatin1String(GetParam().file)));
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    const test::FixtureCase fixture = test::fixtureCase(GetParam().connector, GetParam().file);
    const QByteArray document = file.readAll();
    ASSERT_TRUE(fixture.parse(document.toStdString()));
    int mutants = 0;
    std::set<std::string> missed = GetParam().required;
    const Mutations all(document, [&](const std::string& path, const std::string& change, const std::string& mutant) {
        ++mutants;
        const auto page = fixture.parse(mutant);
        const std::string last = path.substr(path.rfind('.') + 1);
        if (!page) {
            EXPECT_EQ(page.error().code, ErrorCode::badAnswer);
            // An empty object lacks what is required inside it.
            const bool inside = change == "an object" && page.error().subject.starts_with(path + ".");
            EXPECT_TRUE(page.error().subject == path || inside) << page.error().subject << " for " << path << ", " << change;
            missed.erase(last);
        }
        const bool decides = change == "removed" || change == "null" || change == "an object";
        EXPECT_TRUE(!decides || !GetParam().required.contains(last) || !page) << path << ' ' << change;
    });
    EXPECT_GT(mutants, 50);
    EXPECT_TRUE(missed.empty()) << *missed.begin();
}

INSTANTIATE_TEST_SUITE_P(EachFixture, MutationTest,
    testing::Values(Case {"openai", "completions-typical",
                        {"data", "start_time", "results", "input_tokens", "output_tokens", "num_model_requests", "has_more"}},
        Case {"openai", "embeddings-typical", {"data", "start_time", "results", "input_tokens", "num_model_requests"}},
        Case {"openai", "images-typical", {"data", "num_model_requests", "has_more"}},
        Case {"openai", "web_search_calls-typical", {"num_requests"}},
        Case {"openai", "code_interpreter_sessions-typical", {"num_sessions"}},
        // By the contract's CostsResult only `object` is guaranteed: no amount, and no part of one.
        Case {"openai", "costs-as-text", {"data", "start_time", "results", "has_more"}},
        Case {"anthropic", "messages-typical",
            {"data", "starting_at", "results", "uncached_input_tokens", "cache_read_input_tokens", "output_tokens",
                "cache_creation", "ephemeral_5m_input_tokens", "ephemeral_1h_input_tokens", "has_more"}},
        Case {"anthropic", "cost_report-typical", {"data", "starting_at", "results", "amount", "currency", "has_more"}},
        Case {"anthropic", "claude_code-typical",
            {"data", "date", "actor", "type", "email_address", "api_key_name", "customer_type", "terminal_type", "is_remote",
                "model_breakdown", "model", "tokens", "input", "output", "cache_read", "cache_creation", "estimated_cost",
                "amount", "currency", "has_more"}},
        // By the contract BillingUsageReport requires no member; its items, and the reports by model, require theirs.
        Case {"github", "usage-typical", {"date", "product", "sku", "netAmount"}},
        Case {"github", "ai_credit-typical", {"usageItems", "sku", "netAmount"}},
        Case {"github", "ai_credit@octocat-typical", {"usageItems", "sku", "netAmount"}},
        Case {"github", "seats@ai_credit-typical", {"seats", "login"}},
        Case {"github", "cost_centers-typical", {"costCenters", "id", "name"}},
        Case {"openrouter", "activity-typical",
            {"data", "date", "model", "provider_name", "endpoint_id", "usage", "requests", "prompt_tokens", "completion_tokens",
                "reasoning_tokens"}},
        Case {"openrouter", "key_activity@k1-typical", {"data", "date", "model", "usage", "requests"}},
        Case {"openrouter", "workspaces-typical", {"data", "id"}}, Case {"openrouter", "keys-typical", {"data", "hash"}},
        Case {"openrouter", "keys_today-typical", {"data", "hash", "usage_daily"}},
        Case {"cursor", "events-typical", {"usageEvents", "timestamp"}},
        Case {"cursor", "members-typical", {"teamMembers", "email"}}),
    [](const auto& one) {
        std::string name = std::string(one.param.connector) + one.param.file;
        std::erase_if(name, [](char c) { return c == '-' || c == '_' || c == '@'; });
        return name;
    });

TEST(PagesTest, oddDocumentsAreRefusedOrExact)
{
    const UsageTask task {"costs", Ledger::providerCost, std::chrono::hours(24), {dayOf(now) - days(3), dayOf(now) + days(1)}};
    const std::string start = std::to_string(toUnixSeconds(dayOf(now)));
    const auto with = [&](const std::string& value, const std::string& more = {}) {
        return R"({"data":[{"start_time":)" + start + R"(,"results":[{"amount":{"value":)" + value + R"(,"currency":"usd"})"
            + more + R"(}]}],"has_more":false})";
    };
    const auto nano = [&](const std::string& document) -> std::optional<std::int64_t> {
        const auto page = OpenAiDialect().parse(task, document, origin);
        return page && page->rows.size() == 1 ? std::optional(page->rows[0].cost->nano) : std::nullopt;
    };
    EXPECT_EQ(nano(with("1.5")), 1'500'000'000);
    EXPECT_EQ(nano(with("\"0.10\"")), 100'000'000);
    EXPECT_EQ(nano(with("1e-9")), 1);
    EXPECT_EQ(nano(with("-0.0")), 0);
    EXPECT_EQ(nano(with("9223372036.854775807")), INT64_MAX);
    for (const char* bad : {"NaN", "Infinity", "\"NaN\"", "1.", ".5.", "+1", "01", "0x10", "1e999", "9223372036.854775808",
             "\"\"", "\"1,5\"", "\"1 \"", "{}", "[1]", "true", "null"})
        EXPECT_FALSE(nano(with(bad))) << bad;
    EXPECT_FALSE(nano(with("1,\"value\":2"))) << "twice";
    EXPECT_FALSE(nano(with("1,\"currency\":\"eur\""))) << "twice";
    EXPECT_FALSE(nano(with("1", ",\"line_item\":\"\xff\""))) << "no UTF-8";
    EXPECT_FALSE(nano(with("1", ",\"line_item\":\"\\ud800\""))) << "half a surrogate pair";
    EXPECT_FALSE(nano(with("1", std::string(",\"line_item\":\"a\0b\"", 18)))) << "a bare NUL";
    EXPECT_EQ(nano(with("1", ",\"x\":" + std::string(1000, '[') + std::string(1000, ']'))), 1'000'000'000);
    EXPECT_FALSE(nano(with("1", ",\"x\":" + std::string(100'000, '[') + std::string(100'000, ']')))) << "too deep";
    std::string keys;
    for (int i = 0; i < 100'000; ++i)
        keys += std::format(",\"k{}\":{}", i, i);
    EXPECT_EQ(nano(with("1", keys)), 1'000'000'000);
    EXPECT_EQ(nano(with("1", ",\"note\":\"" + std::string(10'000'000, 'x') + "\"")), 1'000'000'000);
}

TEST(PagesTest, aRequestAsksForAllDimensionsInBracketsAndQuotesTheCursor)
{
    const Period period {*parseInstant("2026-11-20T00:00:00Z"), *parseInstant("2026-11-24T00:00:00Z")};
    EXPECT_EQ(OpenAiDialect().request(openAiCostsOf(period), "a b&c=").path,
        "/organization/costs?start_time=1795132800&end_time=1795478400&bucket_width=1d&limit=180&group_by%5B%5D=project_id"
        "&group_by%5B%5D=line_item&group_by%5B%5D=api_key_id&page=a%20b%26c%3D");
    EXPECT_EQ(OpenAiDialect().request({"images", Ledger::providerUsage, std::chrono::hours(24), period}, {}).path,
        "/organization/usage/images?start_time=1795132800&end_time=1795478400&bucket_width=1d&limit=31"
        "&group_by%5B%5D=project_id&group_by%5B%5D=user_id&group_by%5B%5D=api_key_id&group_by%5B%5D=model");
    EXPECT_EQ(AnthropicDialect().request({"cost_report", Ledger::providerCost, std::chrono::hours(24), period}, "p/1").path,
        "/v1/organizations/cost_report?starting_at=2026-11-20T00%3A00%3A00Z&ending_at=2026-11-24T00%3A00%3A00Z&bucket_width=1d"
        "&limit=31&group_by%5B%5D=workspace_id&group_by%5B%5D=description&page=p%2F1");
}

TEST(PagesTest, claudeCodeIsAskedForADayAtATime)
{
    const Instant start = *parseInstant("2026-11-22T00:00:00Z");
    const UsageTask task {"claude_code", Ledger::telemetry, days(1), {start, start + days(1)}};
    const ClaudeCodeAnalyticsDialect dialect;
    EXPECT_EQ(dialect.request(task, {}).path, "/v1/organizations/usage_report/claude_code?starting_at=2026-11-22&limit=1000");
    EXPECT_EQ(dialect.request(task, "p/1").path,
        "/v1/organizations/usage_report/claude_code?starting_at=2026-11-22&limit=1000&page=p%2F1");
    const UsagePlan plan =
        planPoll(dialect.rules(), PollCursor::parse("telemetry=2026-11-22T23:20:00Z month=2026-11-22T23:20:00Z"),
            *parseInstant("2026-11-23T00:20:00Z"), std::chrono::hours(1));
    ASSERT_EQ(plan.tasks.size(), 54U) << "the day's first poll reads since the first of the previous month";
    for (const UsageTask& each : plan.tasks)
        EXPECT_EQ(each.period.length(), days(1));
    EXPECT_EQ(PollCursor::parse(plan.after.text()).read, plan.after.read) << plan.after.text();
}

TEST(PagesTest, billsAreAskedForByDayAndByWhomTheyConcern)
{
    const Period day {*parseInstant("2026-11-02T00:00:00Z"), *parseInstant("2026-11-03T00:00:00Z")};
    const auto task = [&](const char* list, const char* subject) {
        return UsageTask {.list = list, .width = std::chrono::hours(24), .period = day, .subject = subject};
    };
    const GitHubDialect organisation(GitHubPayer::organisation, "acme/x"), enterprise(GitHubPayer::enterprise, "acme");
    EXPECT_EQ(organisation.request(task("usage", ""), {}).path,
        "/organizations/acme%2Fx/settings/billing/usage?year=2026&month=11&day=2");
    EXPECT_EQ(organisation.request(task("ai_credit", "octo cat"), {}).path,
        "/organizations/acme%2Fx/settings/billing/ai_credit/usage?year=2026&month=11&day=2&user=octo%20cat");
    EXPECT_EQ(organisation.request(task("seats", "ai_credit"), {}).path, "/orgs/acme%2Fx/copilot/billing/seats?per_page=100");
    EXPECT_EQ(enterprise.request(task("premium_request", "cc&1"), {}).path,
        "/enterprises/acme/settings/billing/premium_request/usage?year=2026&month=11&day=2&cost_center_id=cc%261");
    EXPECT_EQ(enterprise.request(task("cost_centers", ""), {}).path, "/enterprises/acme/settings/billing/cost-centers");
    EXPECT_EQ(enterprise.request(task("usage", ""), {}).headers,
        (HttpHeaders {{"Accept", "application/vnd.github+json"}, {"X-GitHub-Api-Version", "2026-03-10"}}));
    const OpenRouterDialect router;
    EXPECT_EQ(router.request(task("activity", ""), {}).path, "/activity?group_by=workspace");
    EXPECT_EQ(router.request(task("key_activity", "a/b"), {}).path, "/activity?group_by=workspace&api_key_hash=a%2Fb");
    EXPECT_EQ(router.request(task("keys", "w"), "100").path, "/keys?include_disabled=true&offset=100&workspace_id=w");
    const PageRequest events = CursorDialect().request(task("events", ""), "3");
    EXPECT_EQ(events.path, "/teams/filtered-usage-events");
    EXPECT_EQ(events.body, R"({"startDate":1793577600000,"endDate":1793664000000,"page":3,"pageSize":1000})");
    EXPECT_EQ(CursorDialect().keyHeaders("key"), (HttpHeaders {{"Authorization", "Basic a2V5Og=="}}));
}
