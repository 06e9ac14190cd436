// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connectors/casetask.h"
#include "connectors/gateway/gatewayusage.h"
#include "connectors/knownmembers.h"
#include "support/madeupcalls.h"
#include "support/mutations.h"
#include "support/pagetrial.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <format>
#include <fstream>
#include <functional>
#include <map>
#include <sstream>

using namespace fuseboard;
using test::Mutations;

namespace {

/// Who reads a document, and what its contract names.
struct Reader {
    std::function<Result<UsagePage>(const std::string& document)> read;
    std::string_view known;
};

Reader readerOf(std::shared_ptr<const UsageDialect> dialect, const UsageTask& task, const RowOrigin& origin)
{
    return {[=](const std::string& document) { return dialect->parse(task, document, origin); }, dialect->knownMembers(task)};
}

Reader gatewayReader(GatewayFeed feed)
{
    return {[feed](const std::string& document) {
                return parseGatewayUsage(document, "gateway", feed).transform([](GatewayUsagePage page) {
                    return UsagePage {.rows = std::move(page.rows), .more = page.more, .next = std::to_string(page.next)};
                });
            },
        knownOfGatewayUsage(feed)};
}

/// What rows and limits come to, whatever they are about.
struct Totals {
    std::int64_t tokens = 0, requests = 0, nano = 0, limits = 0;
    bool operator==(const Totals&) const = default;
};

Totals totalsOf(const UsagePage& page)
{
    Totals out;
    for (const UsageRow& row : page.rows) {
        const TokenCounts& t = row.tokens;
        out.tokens += t.input + t.cacheRead + t.cacheWrite5m + t.cacheWrite1h + t.output;
        out.requests += row.requests;
        out.nano += row.cost ? row.cost->nano : 0;
    }
    for (const ProviderLimit& limit : page.limits)
        for (const std::optional<LimitAmount>& amount : {limit.limit, limit.used})
            if (amount)
                out.limits += std::visit([](const auto& each) { return each.nano; }, *amount);
    return out;
}

bool isSame(const UsagePage& a, const UsagePage& b)
{
    return a.rows == b.rows && a.more == b.more && a.next == b.next && a.names == b.names && a.follow == b.follow
        && a.buckets == b.buckets && a.projectOfKey == b.projectOfKey && a.tooLong == b.tooLong && a.untold == b.untold
        && a.limits == b.limits && a.counts == b.counts;
}

/// `$.data[3].amount` as `data[].amount`, or with `brackets` empty as `data.amount`.
std::string placeOf(const std::string& path, const char* brackets = "[]")
{
    std::string out;
    for (std::size_t i = 2; i < path.size(); ++i) {
        if (path[i] != '[') {
            out += path[i];
            continue;
        }
        out += brackets;
        i = path.find(']', i);
    }
    return out;
}

std::string lastOf(const std::string& path)
{
    const std::string place = placeOf(path, "");
    return place.substr(place.rfind('.') + 1);
}

struct Counts {
    int mutants = 0, refused = 0, told = 0;
    Counts& operator+=(const Counts& other)
    {
        mutants += other.mutants;
        refused += other.refused;
        told += other.told;
        return *this;
    }
};

/// What is special about a connector's fields.
struct Connector {
    const char* name;
    std::set<std::string> figures, open;
    std::map<std::string, std::string> contradicted {}; ///< by a change of the first: the field that is refused then
};

/// Changes each field of a document in each way and holds: what is refused is refused by its path; where a missing field or a
/// new word is not, the totals stay as they are, unless the field is one of `figures`, which tell a part of them and may be
/// missing; missing and null are alike; a field that nobody knows changes nothing and is told, unless it is inside of what is
/// `open`.
class ChangedFields {
public:
    ChangedFields(Reader reader, const Connector& connector)
        : m_reader(std::move(reader))
        , m_connector(connector)
    {
    }

    void tryAll(const std::string& document, const std::string& name)
    {
        SCOPED_TRACE(name);
        const QByteArray plain = QJsonDocument::fromJson(QByteArray::fromStdString(document)).toJson(QJsonDocument::Compact);
        const auto page = m_reader.read(plain.toStdString());
        if (!page)
            return;
        m_page = *page;
        m_known = KnownMembers(m_reader.known).strangersIn(plain.toStdString());
        if (!name.contains("unknown") && name != "members-typical") {
            EXPECT_TRUE(m_known.empty()) << *m_known.begin();
        }
        const Mutations all(plain, [this](const std::string& path, const std::string& change, const std::string& mutant) {
            tryOne(path, change, mutant);
        });
    }
    [[nodiscard]] const Counts& counts() const { return m_counts; }

private:
    /// Whether a path ends with one of them, or goes through one that ends with a dot.
    static bool isAny(const std::set<std::string>& names, const std::string& path)
    {
        const std::string place = "." + placeOf(path, "");
        return std::ranges::any_of(names, [&](const std::string& name) {
            return name.ends_with('.') ? place.contains("." + name) : place.ends_with("." + name);
        });
    }
    void tryOne(const std::string& path, const std::string& change, const std::string& mutant)
    {
        ++m_counts.mutants;
        const auto page = m_reader.read(mutant);
        if (change == "joined") {
            tryStranger(path, page, mutant);
        } else if (!page) {
            expectNamed(path, change, page.error());
        } else if ((change == "removed" || change == "null" || change == "a text") && !isAny(m_connector.figures, path)) {
            EXPECT_EQ(totalsOf(*page), totalsOf(m_page)) << path << ", " << change << '\n' << mutant;
        }
        if (change == "removed")
            m_removed = page;
        // Of what is named by things there is nothing that could be null.
        if (change == "null" && !path.ends_with(']') && !isAny(m_connector.figures, path)) {
            EXPECT_TRUE(page ? m_removed && isSame(*page, *m_removed) : !m_removed) << path << '\n' << mutant;
        }
    }
    void tryStranger(const std::string& path, const Result<UsagePage>& page, const std::string& mutant)
    {
        const std::string place = placeOf(path);
        const bool isOpen = isAny(m_connector.open, path)
            || std::ranges::any_of(m_known, [&](const std::string& each) { return place.starts_with(each + "."); });
        auto expected = m_known;
        if (!isOpen)
            expected.insert(place);
        EXPECT_EQ(KnownMembers(m_reader.known).strangersIn(mutant), expected) << mutant;
        m_counts.told += isOpen ? 0 : 1;
        EXPECT_TRUE(isOpen || (page && isSame(*page, m_page))) << path;
    }
    void expectNamed(const std::string& path, const std::string& change, const Error& refusal)
    {
        ++m_counts.refused;
        EXPECT_EQ(refusal.code, ErrorCode::badAnswer);
        const bool inside = change == "an object" && refusal.subject.starts_with(path + ".");
        const auto other = m_connector.contradicted.find(lastOf(path));
        const bool contradicts = other != m_connector.contradicted.end() && lastOf(refusal.subject) == other->second;
        EXPECT_TRUE(refusal.subject == path || inside || contradicts) << refusal.subject << " for " << path << ", " << change;
    }

    Reader m_reader;
    const Connector& m_connector;
    UsagePage m_page;
    std::set<std::string> m_known;
    Result<UsagePage> m_removed;
    Counts m_counts;
};

void PrintTo(const Connector& one, std::ostream* out) { *out << one.name; }

const std::vector<Connector> connectors {Connector {"openai", {"amount", "amount."}, {"owner.", "user.", "projects."}},
    Connector {"anthropic", {"customer_type", "actor."}, {"actor.", "core_metrics.", "tool_actions.", "server_tool_use."}},
    Connector {"github",
        {"product", "usageItems", "budget_product_sku", "consumed_amount", "ai_credit_pool_state", "target_amount",
            "current_amount"},
        {"assignee.", "assigning_team.", "budget_alerting.", "resources.", "ai_credit_pool_state."}},
    Connector {"openrouter", {"limit", "limit_remaining"}, {}, {{"limit", "limit_remaining"}}},
    Connector {"cursor",
        {"tokenUsage", "tokenUsage.", "chargedCents", "spendCents", "effectivePerUserLimitDollars", "monthlyLimitDollars"},
        {"period."}},
    Connector {"litellm",
        {"spend", "max_budget", "soft_budget", "budget_limits", "breakdown", "breakdown.", "metrics.", "usage_object.",
            "metadata"},
        {"models.", "model_groups.", "providers.", "endpoints.", "mcp_servers.", "api_keys.", "entities.", "metadata.",
            "request_tags.", "budget_limits."}},
    Connector {"bifrost",
        {"cost", "status", "token_usage", "token_usage.", "budget", "budgets", "max_limit", "current_usage",
            "provider_configs"},
        {"token_usage.", "pagination.", "stats.", "budget.", "budgets.", "provider_configs.", "team.", "customer.",
            "error_details.", "by_model."},
        {{"has_logs", "logs"}, {"logs", "total_count"}}},
    Connector {"gateway", {"cost", "tokens."}, {}, {{"cost", "currency"}}}};

class ChangedFieldsTest : public testing::TestWithParam<Connector> { };

const Connector& connectorOf(const std::string& name) { return *std::ranges::find(connectors, name, &Connector::name); }

/// A document that is made up for a list, which a fixture's name stands for.
void tryMadeUp(const std::string& connector, const std::string& list, const std::string& document, Counts& all)
{
    const test::FixtureCase fixture = test::fixtureCase(connector, list);
    ChangedFields fields(readerOf(fixture.dialect, fixture.task, fixture.origin), connectorOf(connector));
    fields.tryAll(document, "made up, unknown members too: " + connector + " " + list);
    all += fields.counts();
}

} // namespace

TEST_P(ChangedFieldsTest, ofEachFixture)
{
    int documents = 0;
    Counts all;
    const std::string connector = GetParam().name;
    for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(FUSEBOARD_TEST_DATA) / connector)) {
        const std::string file = entry.path().filename().string();
        if (!file.ends_with(".in.json"))
            continue;
        const std::string name = file.substr(0, file.size() - std::string(".in.json").size());
        std::ostringstream text;
        text << std::ifstream(entry.path(), std::ios::binary).rdbuf();
        const test::FixtureCase fixture = test::fixtureCase(connector, name);
        ChangedFields fields(connector == "gateway"
                ? gatewayReader(name.starts_with("telemetry-") ? GatewayFeed::telemetry : GatewayFeed::calls)
                : readerOf(fixture.dialect, fixture.task, fixture.origin),
            GetParam());
        fields.tryAll(text.str(), name);
        documents += fields.counts().mutants > 0 ? 1 : 0;
        all += fields.counts();
    }
    EXPECT_GT(documents, 4);
    EXPECT_GT(all.refused, all.mutants / 10);
    EXPECT_GT(all.told, documents);
}

INSTANTIATE_TEST_SUITE_P(EachConnector, ChangedFieldsTest, testing::ValuesIn(connectors),
    [](const auto& one) { return std::string(one.param.name); });

TEST(ChangedFields, ofMadeUpPages)
{
    using test::MadeUpProvider;
    const std::vector<std::tuple<MadeUpProvider, const char*, std::vector<const char*>>> lists {
        {MadeUpProvider::openAi, "openai", {"completions", "embeddings", "images", "web_search_calls", "costs"}},
        {MadeUpProvider::anthropic, "anthropic", {"messages", "cost_report"}},
        {MadeUpProvider::gitHub, "github", {"usage", "ai_credit", "ai_credit@octo-1", "seats@ai_credit"}},
        {MadeUpProvider::openRouter, "openrouter", {"activity", "workspaces", "keys", "keys_today"}}};
    Counts all;
    for (const auto& [provider, connector, names] : lists)
        for (const char* list : names)
            for (std::uint64_t seed = 0; seed < 6; ++seed) {
                const UsageTask task = test::fixtureCase(connector, list).task;
                const auto made = test::MadeUpPages(provider, seed, 2).page(task, task.period.start, 1);
                if (made.refusal.empty())
                    tryMadeUp(connector, list, made.json, all);
            }
    for (const auto& [kind, connector, list] : {std::tuple(test::MadeUpGateway::liteLlm, "litellm", "daily_activity"),
             {test::MadeUpGateway::liteLlm, "litellm", "spend_logs"}, {test::MadeUpGateway::bifrost, "bifrost", "logs"}}) {
        const test::FixtureCase fixture = test::fixtureCase(connector, list);
        test::MadeUpCalls gateway(kind, 5, fixture.task.period, 3);
        tryMadeUp(connector, list, gateway.answer(fixture.dialect->request(fixture.task, {}).path), all);
    }
    EXPECT_GT(all.mutants, 5'000);
    EXPECT_GT(all.refused, 1'000);
    EXPECT_GT(all.told, 300);
}

TEST(ChangedFields, unknownOnesAreBoundedAndShortened)
{
    const KnownMembers known("a b(c *(d)) e");
    const auto found = [&](const std::string& document) { return known.strangersIn(document); };
    using Fields = std::set<std::string>;
    EXPECT_EQ(found(R"({"a":{"x":1},"b":{"c":{"x":1},"z":{"d":1,"y":2}},"e":[1]})"), (Fields {"b.z.y"}));
    EXPECT_EQ(found(R"([{"f":{"g":1}},{"f":2},{"b":[{"q":{"r":1}}]}])"), (Fields {"[].f", "[].b[].q.r"}));
    EXPECT_EQ(found("{\"f\":"), Fields()) << "no JSON has no fields";
    EXPECT_EQ(found("{\"" + std::string(59, 'x') + "\u00e9y\":1}"), (Fields {std::string(59, 'x') + "…"}));
    std::string many = "{";
    for (int i = 0; i < 1'000; ++i)
        many += std::format("{}\"k{}\":1", i == 0 ? "" : ",", i);
    EXPECT_EQ(found(many + "}").size(), mostUnknownFields);
}
