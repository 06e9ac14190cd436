// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connectors/casetask.h"
#include "connectors/bucketrows.h"
#include "connectors/litellm/litellmrow.h"
#include "support/madeupcalls.h"
#include "support/mutations.h"

#include <QFile>

#include <gtest/gtest.h>

#include <set>

using namespace fuseboard;
using namespace std::chrono_literals;
using test::MadeUpCalls;
using test::MadeUpGateway;
using test::Mutations;

namespace {

const Instant start = *parseInstant("2026-11-20T00:00:00Z");
const Period asked {start, start + std::chrono::days(4)};
const RowOrigin origin {"g", ""};

/// All pages of a task, as they would be asked for one after the other.
std::vector<UsageRow> read(const UsageDialect& dialect, UsageTask task, MadeUpCalls& gateway)
{
    std::vector<UsageRow> rows;
    for (int pages = 0;; ++pages) {
        const std::string body = gateway.answer(dialect.request(task, task.page).path);
        const auto page = dialect.parse(task, body, origin);
        EXPECT_TRUE(page) << page.error().subject << ' ' << page.error().detail << '\n' << body;
        if (!page || pages > 300)
            return {};
        rows.insert(rows.end(), page->rows.begin(), page->rows.end());
        if (!page->more)
            return rows;
        task.page = page->next;
    }
}

/// As the lists of a dialect are read for some days, with what is asked in the parts that it may span.
void expectExactSums(const UsageDialect& dialect, const UsageList& list, MadeUpGateway kind)
{
    for (std::uint64_t seed = 0; seed < 25; ++seed) {
        MadeUpCalls gateway(kind, seed, {start, start + 40h}, 160);
        std::map<std::string, std::string> owners;
        if (!dialect.rules().memberships.empty()) {
            UsageTask keys {.list = dialect.rules().memberships, .period = {}};
            for (bool more = true; more;) {
                auto page = dialect.parse(keys, gateway.answer(dialect.request(keys, keys.page).path), origin);
                ASSERT_TRUE(page);
                owners.merge(page->projectOfKey);
                more = page->more;
                keys.page = page->next;
            }
        }
        std::vector<UsageRow> rows;
        for (Instant at = start; at < start + 48h; at += list.longest) {
            const UsageTask task {.list = list.name,
                .ledger = Ledger::gateway,
                .width = list.width,
                .period = {at, at + list.longest},
                .addsUp = true};
            const auto sums = addedUp(read(dialect, task, gateway));
            ASSERT_TRUE(sums);
            rows.insert(rows.end(), sums->begin(), sums->end());
        }
        for (UsageRow& row : rows)
            if (const auto owner = owners.find(row.key); row.project.empty() && owner != owners.end())
                row.project = owner->second;
        const auto once = withoutRepeats(rows);
        ASSERT_TRUE(once) << "two rows of one bucket";
        for (const UsageRow& row : *once) {
            EXPECT_EQ(row.ledger, Ledger::gateway);
            EXPECT_EQ(row.basis, CostBasis::estimated);
            EXPECT_EQ(row.cost.has_value(), row.lineItem.empty()) << "unknown is not 0";
            EXPECT_EQ(row.cost.has_value(), !row.priceVersion.empty());
            EXPECT_TRUE(row.recordId.empty());
        }
        EXPECT_EQ(test::callSumsOf(*once), gateway.sums(asked, list.width)) << seed;
        EXPECT_TRUE(gateway.violations().empty()) << gateway.violations().front();
    }
}

struct Case {
    const char* connector;
    const char* file;
    std::set<std::string> required; ///< paths, or the ends of paths

    /// The entry that a path stands for; empty: it may be absent, as what is beside models and keys may.
    [[nodiscard]] std::string entryOf(const std::string& path) const
    {
        for (const char* beside : {".api_keys.", ".providers.", ".entities.", ".customer."})
            if (path.find(beside) != std::string::npos)
                return {};
        for (const std::string& entry : required)
            if (path == entry || path.ends_with("." + entry))
                return entry;
        return {};
    }
};

void PrintTo(const Case& one, std::ostream* out) { *out << one.file; }

class GatewayMutationTest : public testing::TestWithParam<Case> { };

} // namespace

TEST(GatewayPagesTest, aggregatesOfLiteLlmAreExact)
{
    expectExactSums(LiteLlmDialect(), {"daily_activity", 24h, 24h}, MadeUpGateway::liteLlm);
}

TEST(GatewayPagesTest, callsOfLiteLlmAreExact)
{
    const LiteLlmCallsDialect dialect;
    const LedgerLists& ledger = dialect.rules().ledgers.front();
    expectExactSums(dialect, ledger.lists.front(), MadeUpGateway::liteLlm);
    EXPECT_EQ(ledger.past.front().name, "daily_activity");
}

TEST(GatewayPagesTest, callsOfBifrostAreExact)
{
    const BifrostDialect dialect;
    expectExactSums(dialect, dialect.rules().ledgers.front().lists.front(), MadeUpGateway::bifrost);
}

TEST(GatewayPagesTest, whoseBillItIs)
{
    using litellm::accountOf;
    EXPECT_EQ(accountOf("openai", "", "gpt-5.6"), "openai");
    EXPECT_EQ(accountOf("openai", "https://api.openai.com/v1/", "gpt-5.6"), "openai");
    EXPECT_EQ(accountOf("openai", "https://eu.api.openai.com", "gpt-5.6"), "openai");
    EXPECT_EQ(accountOf("openai", "http://user:pass@vllm.lan:8000/v1", "llama"), "vllm.lan:8000");
    EXPECT_EQ(accountOf("openai", "https://notopenai.com", "llama"), "notopenai.com");
    EXPECT_EQ(accountOf("anthropic", "https://api.anthropic.com", "claude"), "anthropic");
    EXPECT_EQ(accountOf("azure", "https://acme.openai.azure.com", "gpt-5.6"), "azure");
    EXPECT_EQ(accountOf("vertex_ai", "https://us-central1-aiplatform.googleapis.com", "gemini"), "vertex_ai");
    EXPECT_EQ(accountOf("", "", "bedrock/claude"), "bedrock");
    EXPECT_EQ(accountOf("", "", "claude"), "") << "not told is not guessed";
}

TEST(GatewayPagesTest, requestsAreWhatTheContractSays)
{
    const UsageTask hour {.list = "logs/v2", .ledger = Ledger::gateway, .width = 1h, .period = {start, start + 1h}};
    EXPECT_EQ(LiteLlmCallsDialect().request(hour, "3").path,
        "/spend/logs/v2?start_date=2026-11-20%2000%3A00%3A00&end_date=2026-11-20%2001%3A00%3A00&page=3&page_size=100"
        "&sort_by=startTime&sort_order=asc");
    EXPECT_EQ(LiteLlmCallsDialect().otherList(hour), "logs/ui");
    const UsageTask week {.list = "daily_activity", .ledger = Ledger::gateway, .width = 24h, .period = {start, start + 168h}};
    EXPECT_EQ(LiteLlmDialect().request(week, {}).path,
        "/user/daily/activity?start_date=2026-11-20&end_date=2026-11-26&timezone=0&page=1&page_size=1000");
    EXPECT_EQ(LiteLlmDialect().otherList(week), "");
    const UsageTask logs {.list = "logs", .ledger = Ledger::gateway, .width = 1h, .period = {start, start + 6h}};
    EXPECT_EQ(BifrostDialect().request(logs, "500").path,
        "/api/logs?start_time=2026-11-20T00%3A00%3A00Z&end_time=2026-11-20T06%3A00%3A00Z&limit=500&offset=500"
        "&sort_by=timestamp&order=asc");
    EXPECT_EQ(BifrostDialect().keyHeaders("ada:secret").front().second, "Basic YWRhOnNlY3JldA==");
    EXPECT_EQ(BifrostDialect().keyHeaders("token").front().second, "Bearer token");
    EXPECT_TRUE(BifrostDialect().keyHeaders({}).isEmpty());
}

TEST(GatewayPagesTest, aSumWithAnUnknownPartIsUnknown)
{
    const auto row = [](std::optional<std::int64_t> nano, const std::string& id = {}) {
        UsageRow out = bucketRow({.list = "l", .ledger = Ledger::gateway, .width = 1h, .period = asked}, origin, start);
        out.requests = 1;
        out.recordId = id;
        if (nano)
            out.cost = Money {*nano, Currency::usd()};
        return out;
    };
    EXPECT_EQ(addedUp({row(5), row(7)})->front().cost, (Money {12, Currency::usd()}));
    EXPECT_EQ(addedUp({row(5), row({})})->front().cost, std::nullopt);
    const auto twice = addedUp({row(5, "a"), row(7, "b"), row(9, "a")});
    EXPECT_EQ(twice->front().cost, (Money {16, Currency::usd()})) << "the later word";
    EXPECT_EQ(twice->front().requests, 2);
    EXPECT_EQ(addedUp({row(INT64_MAX), row(1)}).error().code, ErrorCode::overflow);
    UsageRow many = row(1);
    many.tokens.input = std::int64_t {1} << 53;
    EXPECT_EQ(addedUp({many, many}).error().code, ErrorCode::badAnswer);
    EXPECT_TRUE(addedUp({})->empty());
}

TEST_P(GatewayMutationTest, everyRefusalNamesTheMember)
{
    const std::string connector = GetParam().connector, name = GetParam().file;
    QFile file(QStringLiteral(FUSEBOARD_TEST_DATA "/%1/%2.in.json")
            .arg(QString::fromStdString(connector), QString::fromStdString(name)));
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    const test::FixtureCase fixture = test::fixtureCase(connector, name);
    const QByteArray document = file.readAll();
    ASSERT_TRUE(fixture.parse(document.toStdString()));
    int mutants = 0;
    std::set<std::string> missed = GetParam().required;
    const Mutations all(document, [&](const std::string& path, const std::string& change, const std::string& mutant) {
        ++mutants;
        const auto page = fixture.parse(mutant);
        const std::string entry = GetParam().entryOf(path);
        if (!page) {
            EXPECT_EQ(page.error().code, ErrorCode::badAnswer);
            EXPECT_TRUE(page.error().subject.starts_with(path)) << path << ' ' << change << ": " << page.error().subject;
            missed.erase(entry);
        }
        if (change == "removed" || change == "null" || change == "an object") {
            EXPECT_TRUE(entry.empty() || !page) << path << ' ' << change;
        }
    });
    EXPECT_GT(mutants, 30);
    EXPECT_TRUE(missed.empty()) << *missed.begin();
}

INSTANTIATE_TEST_SUITE_P(EachFixture, GatewayMutationTest,
    testing::Values(Case {"litellm", "daily_activity-typical",
                        {"results", "date", "metrics", "prompt_tokens", "completion_tokens", "$.metadata"}},
        Case {"litellm", "spend_logs-typical",
            {"data", "request_id", "startTime", "prompt_tokens", "completion_tokens", "total_pages"}},
        Case {"litellm", "teams-typical", {"teams", "team_id", "total_pages"}},
        Case {"litellm", "keys-typical", {"keys", "token", "total_pages"}},
        Case {
            "bifrost", "logs-typical", {"logs", "id", "timestamp", "provider", "status", "prompt_tokens", "completion_tokens"}},
        Case {"bifrost", "virtual_keys-typical", {"virtual_keys", "id"}}),
    [](const auto& one) {
        std::string name = std::string(one.param.connector) + one.param.file;
        std::erase_if(name, [](char c) { return c == '-' || c == '_'; });
        return name;
    });
