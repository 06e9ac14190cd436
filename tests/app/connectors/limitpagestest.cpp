// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connectors/casetask.h"
#include "support/madeupmembers.h"
#include "support/openapi.h"

#include <gtest/gtest.h>

#include <functional>
#include <set>

using namespace fuseboard;
using test::Dice;
using test::Members;
using test::oneIn;
using test::upTo;

namespace {

using Holder = ProviderLimit::Holder;

/// A page of limits in any of the shapes that its provider may give it, and what it has to be read as.
class MadeUpLimits {
public:
    explicit MadeUpLimits(std::uint64_t seed)
        : m_dice(seed)
    {
    }
    [[nodiscard]] const std::vector<ProviderLimit>& limits() const { return m_limits; }
    /// Members that are no amounts; empty: a good page.
    [[nodiscard]] const std::set<std::string>& broken() const { return m_broken; }

    std::string liteLlm(const std::string& list)
    {
        return rows(list, [&](Members& row, int index) {
            const std::string id = "id" + std::to_string(index);
            row.text(list == "teams" ? "team_id" : list == "keys" ? "token" : "user_id", id);
            ProviderLimit own {.holder = list == "teams" ? Holder::team
                    : list == "keys"                     ? Holder::key
                                                         : Holder::person,
                .holderId = id,
                .holderName = row.maybe(list == "teams" ? "team_alias"
                        : list == "keys"                ? "key_alias"
                                                        : "user_email",
                    "Name")};
            ProviderLimit window = own;
            own.limit = dollars(row, "max_budget");
            own.used = dollars(row, "spend");
            own.period = row.maybe("budget_duration", oneIn(m_dice, 2) ? "30d" : "1fortnight");
            own.resetsAt = time(row, "budget_reset_at");
            own.refusesBeyond = true;
            ProviderLimit soft = own;
            soft.limit = dollars(row, "soft_budget");
            soft.covers = "soft_budget";
            soft.refusesBeyond = false;
            add(own);
            add(soft);
            std::vector<std::string> windows;
            for (auto left = upTo(m_dice, 2); left > 0; --left) {
                Members one(m_dice);
                window.limit = dollars(one, "max_budget");
                window.period = one.maybe("budget_duration", "1d");
                window.refusesBeyond = true;
                add(window);
                windows.push_back(one.json());
            }
            if (!windows.empty() || oneIn(m_dice, 2))
                row.list("budget_limits", windows);
        });
    }
    std::string bifrost(const std::string& list)
    {
        return rows(list == "virtual-keys" ? "virtual_keys" : list, [&](Members& row, int index) {
            const std::string id = "id" + std::to_string(index);
            row.text("id", id);
            ProviderLimit holder {.holder = list == "virtual-keys" ? Holder::key
                    : list == "teams"                              ? Holder::team
                                                                   : Holder::organisation,
                .holderId = id,
                .holderName = row.maybe("name", "Name")};
            budgets(row, holder);
            std::vector<std::string> providers;
            for (auto left = upTo(m_dice, 2); left > 0; --left) {
                Members one(m_dice);
                holder.covers = one.maybe("provider", "openai");
                budgets(one, holder);
                providers.push_back(one.json());
            }
            if (!providers.empty())
                row.list("provider_configs", providers);
        });
    }
    std::string cursor()
    {
        return rows("teamMemberSpend", [&](Members& row, int index) {
            const std::string email = std::format("p{}@example.com", index);
            row.text("email", email);
            ProviderLimit limit {.holder = Holder::person,
                .holderId = email,
                .holderName = row.maybe("name", "Name"),
                .covers = "on-demand",
                .limit = dollars(row, "effectivePerUserLimitDollars"),
                .used = amount(row, "spendCents", 7),
                .period = "subscription cycle",
                .refusesBeyond = true};
            const bool said = m_broken.contains("effectivePerUserLimitDollars");
            const auto monthly = dollars(row, "monthlyLimitDollars");
            if (!limit.limit && !said)
                limit.limit = monthly;
            add(limit);
        });
    }
    std::string gitHubBudgets()
    {
        static constexpr std::array scopes {"enterprise", "organization", "repository", "cost_center", "multi_user_customer",
            "multi_user_cost_center", "user", "a_new_one"};
        static constexpr std::array holders {Holder::organisation, Holder::organisation, Holder::project, Holder::team,
            Holder::organisation, Holder::team, Holder::person, Holder::organisation};
        static constexpr std::array covers {"", "", "", "", ", multi_user_customer", ", each person", "", ", a_new_one"};
        return rows("budgets", [&](Members& row, int index) {
            const auto which = static_cast<std::size_t>(upTo(m_dice, scopes.size() - 1));
            const bool metered = oneIn(m_dice, 2), other = oneIn(m_dice, 6), refuses = oneIn(m_dice, 2);
            const std::string product = other ? "Actions" : metered ? "ai_credits" : "copilot_seats";
            const std::int64_t whole = upTo(m_dice, 5'000);
            row.text("id", "b" + std::to_string(index));
            row.text("budget_type", oneIn(m_dice, 3) ? "ANewPricing" : "SkuPricing");
            row.text("budget_scope", scopes[which]);
            row.text("budget_product_sku", product);
            row.add("prevent_further_usage", refuses ? "true" : "false");
            row.add("budget_alerting", R"({"will_alert":true,"alert_recipients":[]})");
            row.add("budget_amount", std::to_string(whole));
            const std::string entity = row.maybe("budget_entity_name", "acme"), user = row.maybe("user", "octo-1");
            ProviderLimit limit {.holder = holders[which],
                .holderId = scopes[which] == std::string_view("user") ? user : entity,
                .holderName = {},
                .covers = product + covers[which]};
            const auto unit = [&](std::int64_t nano) -> LimitAmount {
                if (metered)
                    return Money {nano, Currency::usd()};
                return UnitQuantity {nano, "USD or licences"};
            };
            limit.limit = unit(whole * 1'000'000'000);
            if (oneIn(m_dice, 2)) {
                const std::int64_t nano = upTo(m_dice, 9'000'000'000);
                row.add("consumed_amount", test::amountText(m_dice, nano, 9));
                limit.used = unit(nano);
            }
            limit.refusesBeyond = refuses;
            if (!other)
                add(limit);
        });
    }
    std::string gitHubPools()
    {
        return rows("costCenters", [&](Members& row, int index) {
            const std::string id = "cc" + std::to_string(index);
            row.text("id", id);
            row.text("name", "Name");
            row.add("resources", "[]");
            if (oneIn(m_dice, 3))
                return;
            Members state(m_dice);
            ProviderLimit limit {.holder = Holder::team,
                .holderId = id,
                .holderName = "Name",
                .kind = ProviderLimit::Kind::credit,
                .covers = "AI credit pool",
                .limit = {},
                .used = {},
                .period = "month"};
            for (const auto& [name, into] : {std::pair {"target_amount", &limit.limit}, {"current_amount", &limit.used}})
                if (const auto said = amount(state, name, 9))
                    *into = UnitQuantity {std::get<Money>(*said).nano, "AI credits"};
            row.add("ai_credit_pool_state", state.json());
            add(limit);
        });
    }
    std::string openRouterKeys()
    {
        return rows("data", [&](Members& row, int index) {
            const std::string hash = "h" + std::to_string(index);
            row.text("hash", hash);
            row.text("name", "Name");
            row.text("label", "sk-or-v1-...");
            for (const char* number : {"byok_usage", "byok_usage_daily", "byok_usage_monthly", "byok_usage_weekly", "usage",
                     "usage_daily", "usage_monthly", "usage_weekly"})
                row.count(number, upTo(m_dice, 9));
            for (const char* flag : {"disabled", "include_byok_in_limit"})
                row.add(flag, "false");
            for (const char* text : {"created_at", "updated_at", "workspace_id"})
                row.text(text, "2026-06-01T00:00:00Z");
            row.add("creator_user_id", "null");
            ProviderLimit limit {.holder = Holder::key, .holderId = hash, .holderName = "Name", .limit = given(row, "limit")};
            const auto left = given(row, "limit_remaining");
            const std::string reset = oneIn(m_dice, 2) ? "monthly" : "";
            row.add("limit_reset", reset.empty() ? "null" : "\"" + reset + "\"");
            limit.period = reset;
            limit.refusesBeyond = true;
            if (limit.limit && left)
                limit.used = *subtract(std::get<Money>(*limit.limit), std::get<Money>(*left));
            add(limit);
        });
    }
    std::string openRouterBudgets()
    {
        return rows("data", [&](Members& row, int index) {
            row.text("id", "b" + std::to_string(index));
            row.text("workspace_id", "w1");
            row.text("created_at", "2026-06-01T00:00:00Z");
            row.text("updated_at", "2026-06-01T00:00:00Z");
            const std::int64_t nano = upTo(m_dice, 9'000'000'000'000);
            row.add("limit_usd", test::amountText(m_dice, nano, 9));
            const bool lifetime = oneIn(m_dice, 2);
            row.add("reset_interval", lifetime ? "null" : "\"weekly\"");
            m_limits.push_back({.holder = Holder::project,
                .holderId = "w1",
                .holderName = {},
                .limit = Money {nano, Currency::usd()},
                .period = lifetime ? "lifetime" : "weekly",
                .refusesBeyond = true});
        });
    }
    std::string openRouterCredits()
    {
        Members data(m_dice), root(m_dice);
        ProviderLimit credits {
            .holder = Holder::organisation, .holderId = {}, .holderName = {}, .kind = ProviderLimit::Kind::credit};
        for (const auto& [name, into] : {std::pair {"total_credits", &credits.limit}, {"total_usage", &credits.used}}) {
            const std::int64_t nano = upTo(m_dice, 9'000'000'000'000);
            data.add(name, test::amountText(m_dice, nano, 9));
            *into = Money {nano, Currency::usd()};
        }
        m_limits.push_back(credits);
        root.add("data", data.json());
        return root.json();
    }

private:
    std::string rows(const std::string& name, const std::function<void(Members& row, int index)>& fill)
    {
        Members root(m_dice);
        std::vector<std::string> all;
        const auto many = static_cast<int>(upTo(m_dice, 4));
        for (int i = 0; i < many; ++i) {
            Members row(m_dice);
            fill(row, i);
            all.push_back(row.json());
        }
        root.list(name, all);
        for (const char* counts : {"total_pages", "totalPages", "total_count"})
            root.count(counts, 1);
        root.add("has_next_page", "false");
        return root.json();
    }
    /// There as a number or a text, null, or absent; sometimes no amount at all.
    std::optional<LimitAmount> amount(Members& row, const std::string& name, int digits)
    {
        if (oneIn(m_dice, 3)) {
            if (oneIn(m_dice, 2))
                row.add(name, "null");
            return std::nullopt;
        }
        static constexpr std::array nonsense {R"("much")", "true", "{}", "1e400", "99999999999999", "[1]"};
        if (oneIn(m_dice, 400)) {
            row.add(name, test::oneOf(m_dice, nonsense));
            m_broken.insert(name);
            return std::nullopt;
        }
        const std::int64_t nano = upTo(m_dice, 2'000'000'000'000) - 1'000'000'000'000;
        row.add(name, test::amountText(m_dice, nano, digits));
        return Money {nano, Currency::usd()};
    }
    std::optional<LimitAmount> dollars(Members& row, const std::string& name) { return amount(row, name, 9); }
    /// There, or null.
    std::optional<LimitAmount> given(Members& row, const std::string& name)
    {
        if (oneIn(m_dice, 3)) {
            row.add(name, "null");
            return std::nullopt;
        }
        const std::int64_t nano = upTo(m_dice, 2'000'000'000'000);
        row.add(name, test::amountText(m_dice, nano, 9));
        return Money {nano, Currency::usd()};
    }
    std::optional<Instant> time(Members& row, const std::string& name)
    {
        const Instant at = *parseInstant("2026-12-01T00:00:00Z") + std::chrono::hours(upTo(m_dice, 999));
        const std::string zoned = toText(at);
        const std::string said = row.maybe(name, oneIn(m_dice, 2) ? zoned : zoned.substr(0, zoned.size() - 1));
        return said.empty() ? std::nullopt : std::optional(at);
    }
    std::string budget(ProviderLimit limit)
    {
        Members one(m_dice);
        limit.limit = dollars(one, "max_limit");
        limit.used = dollars(one, "current_usage");
        limit.period = one.maybe("reset_duration", "1M");
        limit.refusesBeyond = true;
        add(limit);
        return one.json();
    }
    /// As versions before 1.5 tell it, or later ones.
    void budgets(Members& row, const ProviderLimit& holder)
    {
        if (oneIn(m_dice, 2)) {
            if (oneIn(m_dice, 2))
                row.add("budgets", oneIn(m_dice, 2) ? "[]" : "null");
            if (oneIn(m_dice, 4))
                row.add("budget", "null");
            else
                row.add("budget", budget(holder));
            return;
        }
        std::vector<std::string> all;
        for (auto left = upTo(m_dice, 2); left > 0; --left)
            all.push_back(budget(holder));
        row.list("budgets", all);
    }
    void add(const ProviderLimit& limit)
    {
        if (limit.limit || (limit.kind == ProviderLimit::Kind::credit && limit.used))
            m_limits.push_back(limit);
    }

    Dice m_dice;
    std::vector<ProviderLimit> m_limits;
    std::set<std::string> m_broken;
};

std::string lastOf(const std::string& path) { return path.substr(path.find_last_of('.') + 1); }

/// Ten thousand pages: none is read wrongly, and of each refusal the member is named.
void expectAllRead(const std::string& connector, const std::string& name,
    const std::function<std::string(MadeUpLimits& made)>& make, const test::OpenApi* contract = nullptr,
    const std::string& asked = {})
{
    const test::FixtureCase fixture = test::fixtureCase(connector, name);
    int refused = 0, limits = 0;
    for (std::uint64_t seed = 0; seed < 10'000; ++seed) {
        MadeUpLimits made(seed);
        const std::string json = make(made);
        if (contract && made.broken().empty()) {
            ASSERT_EQ(contract->faultOfAnswer(asked, json), "") << json;
        }
        const auto page = fixture.parse(json);
        if (!made.broken().empty()) {
            ++refused;
            ASSERT_FALSE(page) << json;
            ASSERT_TRUE(made.broken().contains(lastOf(page.error().subject))) << page.error().subject << '\n' << json;
            continue;
        }
        ASSERT_TRUE(page) << page.error().subject << ": " << page.error().detail << '\n' << json;
        ASSERT_EQ(page->limits, made.limits()) << json;
        limits += static_cast<int>(page->limits.size());
    }
    EXPECT_GT(limits, 1'000) << name << ", " << refused << " refused";
}

} // namespace

TEST(LimitPagesTest, ofLiteLlm)
{
    for (const char* list : {"teams", "keys", "users"})
        expectAllRead("litellm", std::string("limits_of_") + list, [&](MadeUpLimits& made) { return made.liteLlm(list); });
}

TEST(LimitPagesTest, ofBifrost)
{
    for (const char* list : {"virtual-keys", "teams", "customers"})
        expectAllRead("bifrost",
            list == std::string("virtual-keys") ? "limits_of_virtual_keys" : std::string("limits_of_") + list,
            [&](MadeUpLimits& made) { return made.bifrost(list); });
}

TEST(LimitPagesTest, ofCursor)
{
    expectAllRead("cursor", "limits_of_spend", [](MadeUpLimits& made) { return made.cursor(); });
}

TEST(LimitPagesTest, ofGitHub)
{
    const auto contract = test::OpenApi::contractOf(test::MadeUpProvider::gitHub);
    const test::OpenApi* known = contract ? &*contract : nullptr;
    expectAllRead(
        "github", "limits_of_budgets", [](MadeUpLimits& made) { return made.gitHubBudgets(); }, known,
        "/organizations/acme/settings/billing/budgets");
    expectAllRead(
        "github", "limits_of_cost_center_pools", [](MadeUpLimits& made) { return made.gitHubPools(); }, known,
        "/enterprises/acme/settings/billing/cost-centers");
}

TEST(LimitPagesTest, ofOpenRouter)
{
    const auto contract = test::OpenApi::contractOf(test::MadeUpProvider::openRouter);
    const test::OpenApi* known = contract ? &*contract : nullptr;
    expectAllRead(
        "openrouter", "limits_of_credits", [](MadeUpLimits& made) { return made.openRouterCredits(); }, known, "/credits");
    expectAllRead("openrouter", "limits_of_keys@w1", [](MadeUpLimits& made) { return made.openRouterKeys(); }, known, "/keys");
    expectAllRead(
        "openrouter", "limits_of_workspace_budgets@w1", [](MadeUpLimits& made) { return made.openRouterBudgets(); }, known,
        "/workspaces/w1/budgets");
}

/// What is asked for is what the contracts allow.
TEST(LimitPagesTest, requests)
{
    const auto task = [](const char* list, const char* subject) {
        return UsageTask {.list = list, .period = {}, .subject = subject, .directory = true, .limits = list};
    };
    const GitHubDialect organisation(GitHubPayer::organisation, "acme"), enterprise(GitHubPayer::enterprise, "acme");
    const OpenRouterDialect router;
    EXPECT_EQ(
        organisation.request(task("budgets", ""), {}).path, "/organizations/acme/settings/billing/budgets?per_page=100&page=1");
    EXPECT_EQ(
        enterprise.request(task("budgets", ""), "7").path, "/enterprises/acme/settings/billing/budgets?per_page=100&page=7");
    EXPECT_EQ(enterprise.request(task("cost_center_pools", ""), {}).path, "/enterprises/acme/settings/billing/cost-centers");
    EXPECT_EQ(router.request(task("credits", ""), {}).path, "/credits");
    EXPECT_EQ(router.request(task("key_limits", ""), {}).path, "/workspaces?limit=100&offset=0");
    EXPECT_EQ(router.request(task("keys", "w 1"), "100").path, "/keys?include_disabled=true&offset=100&workspace_id=w%201");
    EXPECT_EQ(router.request(task("workspace_budgets", "w/1"), {}).path, "/workspaces/w%2F1/budgets");
    const auto gitHub = test::OpenApi::contractOf(test::MadeUpProvider::gitHub);
    const auto openRouter = test::OpenApi::contractOf(test::MadeUpProvider::openRouter);
    for (const UsageDialect* dialect :
        {static_cast<const UsageDialect*>(&organisation), static_cast<const UsageDialect*>(&enterprise)})
        for (const std::string& list : dialect->rules().limits)
            EXPECT_EQ(gitHub ? gitHub->faultOf(dialect->request(task(list.c_str(), ""), {}).path) : "", "") << list;
    for (const std::string& list : router.rules().limits)
        for (const char* subject : {"", "w1"})
            EXPECT_EQ(openRouter ? openRouter->faultOf(router.request(task(list.c_str(), subject), {}).path) : "", "") << list;
    const PageRequest spend = CursorDialect().request(task("spend", ""), "3");
    EXPECT_EQ(spend.path, "/teams/spend");
    EXPECT_EQ(spend.body, R"({"page":3,"pageSize":100})");
    EXPECT_EQ(LiteLlmDialect().request(task("users", ""), "2").path,
        "/user/list?page=2&page_size=100&sort_by=user_id&sort_order=asc");
    EXPECT_EQ(
        BifrostDialect().request(task("virtual-keys", ""), "40").path, "/api/governance/virtual-keys?limit=100&offset=40");
}
