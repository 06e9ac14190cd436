// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/anthropic/claudecodeanalyticsdialect.h"

#include "connectors/anthropic/anthropicdialect.h"
#include "connectors/jsonmoney.h"
#include "connectors/jsontime.h"

#include <format>

namespace fuseboard {
namespace {

using std::chrono::hours;

constexpr auto analytics = "claude_code";
constexpr int cents = -2;

/// Whose a record is.
struct Actor {
    std::string person, key;
    std::string identity; ///< tells actors apart, those of a kind that is not known too
};

Actor actorOf(json::Object& record, const std::string& path)
{
    const std::string place = path + ".actor";
    json::Object actor = json::object(json::required(record, "actor", path), place);
    const std::string type = json::text(json::required(actor, "type", place), place + ".type");
    Actor out;
    if (type == "user_actor")
        out.person = json::text(json::required(actor, "email_address", place), place + ".email_address");
    else if (type == "api_actor")
        out.key = json::text(json::required(actor, "api_key_name", place), place + ".api_key_name");
    if (type == "user_actor" || type == "api_actor") {
        out.identity = std::format("{} {}", type, out.person.empty() ? out.key : out.person);
    } else {
        actor.reset();
        out.identity = std::string(std::string_view(actor.raw_json()));
    }
    return out;
}

/// What several records of one actor and day are told apart by, and what people are told of it.
struct Setting {
    std::string lineItem; ///< empty where tokens are paid for one by one
    bool isSubscription = false;
    std::string identity;
};

Setting settingOf(json::Object& record, const std::string& path)
{
    const auto text = [&](std::string_view name) {
        return json::text(json::required(record, name, path), path + "." + std::string(name));
    };
    const std::string customer = text("customer_type"), terminal = text("terminal_type");
    const bool remote = json::boolean(json::required(record, "is_remote", path), path + ".is_remote");
    const std::string plan = json::textOr(record, "subscription_type", path);
    Setting out {.lineItem = customer == "api" ? std::string() : customer,
        .isSubscription = customer == "subscription",
        .identity = std::format("{}|{}|{}|{}", customer, plan, terminal, remote)};
    if (!out.lineItem.empty() && !plan.empty())
        out.lineItem += ", " + plan;
    return out;
}

void readModel(json::Object model, UsageRow& row, bool isPaid, const std::string& path)
{
    row.model = json::text(json::required(model, "model", path), path + ".model");
    const std::string tokensPlace = path + ".tokens", costPlace = path + ".estimated_cost";
    json::Object tokens = json::object(json::required(model, "tokens", path), tokensPlace);
    const auto count = [&](std::string_view name) {
        return json::count(json::required(tokens, name, tokensPlace), tokensPlace + "." + std::string(name));
    };
    row.tokens.input = count("input");
    row.tokens.output = count("output");
    row.tokens.cacheRead = count("cache_read");
    row.tokens.cacheWrite5m = count("cache_creation"); // for how long it is not told
    json::Object cost = json::object(json::required(model, "estimated_cost", path), costPlace);
    row.cost = json::money(cost, "amount", "currency", cents, costPlace);
    if (isPaid)
        row.cost->nano = 0;
}

void readRecord(json::Object record, const UsageTask& task, const RowOrigin& origin, const std::string& path, UsagePage& page)
{
    const Instant start = json::day(record, "date", path);
    if (start != task.period.start)
        throw json::Fault {path + ".date", "not the day that was asked for"};
    const Actor actor = actorOf(record, path);
    const Setting setting = settingOf(record, path);
    const std::string place = path + ".model_breakdown";
    std::size_t index = 0;
    for (auto element : json::array(json::required(record, "model_breakdown", path), place)) {
        const std::string modelPlace = std::format("{}[{}]", place, index++);
        UsageRow& row = page.rows.emplace_back(bucketRow(task, origin, start));
        row.person = actor.person;
        row.key = actor.key;
        row.agent = "Claude Code";
        row.lineItem = setting.lineItem;
        readModel(json::object(element.value(), modelPlace), row, setting.isSubscription, modelPlace);
        row.recordId = std::format("{}|{}|{}|{}", toText(start), actor.identity, setting.identity, row.model);
    }
}

} // namespace

const UsageRules& ClaudeCodeAnalyticsDialect::rules() const
{
    // Terminals and remote sessions are parts of an actor's day. What is younger than an hour is left out (PROVIDERS 2.3).
    static const UsageRules rules {
        .ledgers = {{.ledger = Ledger::telemetry,
            .lists = {{.name = analytics, .width = hours(24), .longest = hours(24), .addsUp = true, .byBucket = true}}}},
        .lateness = hours(2)};
    return rules;
}

HttpHeaders ClaudeCodeAnalyticsDialect::keyHeaders(const QByteArray& key) const { return AnthropicDialect().keyHeaders(key); }

PageRequest ClaudeCodeAnalyticsDialect::request(const UsageTask& task, const std::string& page) const
{
    constexpr std::size_t dayLength = 10;
    return {std::format("/v1/organizations/usage_report/claude_code?starting_at={}&limit=1000{}",
        toText(task.period.start).substr(0, dayLength), page.empty() ? std::string() : "&page=" + percentEncoded(page))};
}

Result<UsagePage> ClaudeCodeAnalyticsDialect::parse(const UsageTask& task, std::string_view body, const RowOrigin& origin) const
{
    return json::parse<UsagePage>(body, [&](json::Object& root) {
        UsagePage page;
        std::size_t index = 0;
        for (auto element : json::array(json::required(root, "data", "$"), "$.data")) {
            const std::string path = std::format("$.data[{}]", index++);
            readRecord(json::object(element.value(), path), task, origin, path, page);
        }
        page.more = json::boolean(json::required(root, "has_more", "$"), "$.has_more");
        page.next = json::textOr(root, "next_page", "$");
        return page;
    });
}

std::string_view ClaudeCodeAnalyticsDialect::knownMembers(const UsageTask& /*task*/) const
{
    // An actor of a new kind has members of its own, by which it is known again.
    return "data(actor core_metrics customer_type subscription_type date is_remote"
           " model_breakdown(model tokens(input output cache_read cache_creation) estimated_cost(amount currency))"
           " organization_id terminal_type tool_actions) has_more next_page";
}

} // namespace fuseboard
