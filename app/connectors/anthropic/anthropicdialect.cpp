// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/anthropic/anthropicdialect.h"

#include "connectors/anthropic/anthropicnames.h"
#include "connectors/bucketrows.h"
#include "connectors/jsonmoney.h"
#include "domain/usageterms.h"

#include <format>

namespace fuseboard {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

constexpr auto messages = "messages";
constexpr auto costs = "cost_report";
constexpr std::string_view knownOfMessages =
    "data(starting_at ending_at results(uncached_input_tokens cache_creation(ephemeral_5m_input_tokens"
    " ephemeral_1h_input_tokens) cache_read_input_tokens output_tokens server_tool_use account_id api_key_id context_window"
    " inference_geo model service_account_id service_tier speed workspace_id)) has_more next_page";
constexpr std::string_view knownOfCosts =
    "data(starting_at ending_at results(amount currency description cost_type model token_type service_tier context_window"
    " inference_geo workspace_id)) has_more next_page";
constexpr int costsEveryNth = 15; ///< half-hourly, where messages are asked for every two minutes (PROVIDERS 9)
constexpr int cents = -2;

constexpr std::string_view messageGroups =
    "&group_by%5B%5D=api_key_id&group_by%5B%5D=workspace_id&group_by%5B%5D=model"
    "&group_by%5B%5D=service_tier&group_by%5B%5D=context_window&group_by%5B%5D=inference_geo&group_by%5B%5D=speed"
    "&group_by%5B%5D=account_id&group_by%5B%5D=service_account_id";
constexpr std::string_view costGroups = "&group_by%5B%5D=workspace_id&group_by%5B%5D=description";

Instant instant(json::Object& object, std::string_view name, const json::Place& place)
{
    const auto at = parseInstant(json::requiredText(object, name, place));
    if (!at)
        throw json::Fault {place / name, "not a time"};
    return *at;
}

/// As the tiers that they are priced as.
std::string tierOf(std::string word)
{
    if (word == "priority_on_demand")
        return "priority";
    return word == "flex_discount" ? "flex" : word;
}

/// As `UsageTerms` reads it; a word it does not know still keeps rows apart.
std::string priceWord(std::string_view member, std::string word)
{
    if (word == "0-200k" || word == "global" || word == "not_available")
        return {};
    return member == "context_window" && word == "200k-1M" ? "above 200k" : word;
}

/// What has prices of its own: `messages, batch, us, above 200k`.
std::string lineItemOf(json::Object& result, const json::Place& place)
{
    std::string item = messages;
    const std::string tier = tierOf(json::textOr(result, "service_tier", place)), speed = json::textOr(result, "speed", place);
    if (const std::string terms = UsageTerms::told(tier, speed).text(); !terms.empty())
        item += ", " + terms;
    for (const char* member : {"inference_geo", "context_window"})
        if (const std::string word = priceWord(member, json::textOr(result, member, place)); !word.empty())
            item += ", " + word;
    return item;
}

void readMessages(json::Object& result, UsageRow& row, const json::Place& place)
{
    row.key = json::textOr(result, "api_key_id", place);
    row.model = json::textOr(result, "model", place);
    row.person = json::textOr(result, "account_id", place);
    if (row.person.empty())
        row.person = json::textOr(result, "service_account_id", place);
    row.lineItem = lineItemOf(result, place);
    // Disjoint already, unlike OpenAI's.
    row.tokens.input = json::requiredCount(result, "uncached_input_tokens", place);
    row.tokens.cacheRead = json::requiredCount(result, "cache_read_input_tokens", place);
    row.tokens.output = json::requiredCount(result, "output_tokens", place);
    const json::Place inside = place / "cache_creation";
    json::Object cache = json::object(json::required(result, "cache_creation", place), inside);
    row.tokens.cacheWrite5m = json::requiredCount(cache, "ephemeral_5m_input_tokens", inside);
    row.tokens.cacheWrite1h = json::requiredCount(cache, "ephemeral_1h_input_tokens", inside);
}

void readCost(json::Object& result, UsageRow& row, const json::Place& place)
{
    row.cost = json::money(result, "amount", "currency", cents, place);
    row.basis = CostBasis::reported;
    row.model = json::textOr(result, "model", place);
    row.lineItem = json::textOr(result, "description", place);
    // The model comes first, by which costs are split among the keys that used it.
    if (!row.model.empty())
        row.lineItem = row.model + ", " + row.lineItem;
}

std::string_view widthWord(std::chrono::seconds width) { return width >= hours(24) ? "1d" : width >= hours(1) ? "1h" : "1m"; }

/// The most buckets that a page may have.
int limitOf(std::chrono::seconds width) { return width >= hours(24) ? 31 : width >= hours(1) ? 168 : 1440; }

} // namespace

AnthropicDialect::AnthropicDialect(std::chrono::seconds bucket)
{
    // A page at a time: two months of a large organisation are more than may be read of one list without an end.
    const auto messagesBy = [](std::chrono::seconds width) {
        return UsageList {.name = messages,
            .width = width,
            .longest = std::chrono::duration_cast<hours>(limitOf(width) * width),
            .tellsEmpty = true};
    };
    const std::chrono::seconds width = bucket > std::chrono::seconds(0) ? bucket : hours(1);
    m_rules = {.ledgers = {{.ledger = Ledger::providerUsage,
                               .lists = {messagesBy(width)},
                               .past = {messagesBy(std::max<std::chrono::seconds>(width, hours(1)))}},
                   {.ledger = Ledger::providerCost,
                       .lists = {{.name = costs, .width = hours(24), .tellsEmpty = true}},
                       .everyNth = costsEveryNth}},
        .directories = {anthropic::workspacesList, anthropic::keysList, anthropic::usersList},
        .lateness = std::chrono::minutes(5)};
}

HttpHeaders AnthropicDialect::keyHeaders(const QByteArray& key) const
{
    // The beta is what lets usage be told by speed.
    return {{"x-api-key", key}, {"anthropic-version", "2023-06-01"}, {"anthropic-beta", "fast-mode-2026-02-01"}};
}

PageRequest AnthropicDialect::request(const UsageTask& task, const std::string& page) const
{
    if (task.directory)
        return {anthropic::namesPath(task, page)};
    const bool money = task.list == costs;
    return {std::format("/v1/organizations/{}?starting_at={}&ending_at={}&bucket_width={}&limit={}{}{}",
        money ? "cost_report" : "usage_report/messages", percentEncoded(toText(task.period.start)),
        percentEncoded(toText(task.period.end)), widthWord(task.width), limitOf(task.width), money ? costGroups : messageGroups,
        page.empty() ? std::string() : "&page=" + percentEncoded(page))};
}

Result<UsagePage> AnthropicDialect::parse(const UsageTask& task, std::string_view body, const RowOrigin& origin) const
{
    if (task.directory)
        return anthropic::parseNames(task, body);
    return json::parse<UsagePage>(body, [&](json::Object& root) {
        UsagePage page;
        const json::Place top("$"), data = top / "data";
        std::size_t bucketIndex = 0;
        for (auto element : json::array(json::required(root, "data", top), data)) {
            const json::Place bucketPlace = data[bucketIndex++], results = bucketPlace / "results";
            json::Object bucket = json::object(element.value(), bucketPlace);
            const Instant start = instant(bucket, "starting_at", bucketPlace);
            if (!task.period.contains(start) || (start - task.period.start) % task.width != seconds(0))
                throw json::Fault {bucketPlace / "starting_at", "not a bucket that was asked for"};
            if (json::optional(bucket, "ending_at", bucketPlace) && instant(bucket, "ending_at", bucketPlace) <= start)
                throw json::Fault {bucketPlace / "ending_at", "ends before it starts"};
            std::size_t resultIndex = 0;
            const std::size_t first = page.rows.size();
            for (auto each : json::array(json::required(bucket, "results", bucketPlace), results)) {
                const json::Place place = results[resultIndex++];
                json::Object result = json::object(each.value(), place);
                UsageRow& row = page.rows.emplace_back(bucketRow(task, origin, start));
                row.project = json::textOr(result, "workspace_id", place);
                if (task.list == costs)
                    readCost(result, row, place);
                else
                    readMessages(result, row, place);
            }
            markParts(page.rows, first);
            page.buckets.push_back(start);
        }
        page.more = json::boolean(json::required(root, "has_more", top), top / "has_more");
        page.next = json::textOr(root, "next_page", top);
        return page;
    });
}

std::string_view AnthropicDialect::knownMembers(const UsageTask& task) const
{
    if (task.directory)
        return anthropic::knownOfNames(task);
    return task.list == costs ? knownOfCosts : knownOfMessages;
}

} // namespace fuseboard
