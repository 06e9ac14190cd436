// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/openai/openaidialect.h"

#include "connectors/bucketrows.h"
#include "connectors/jsonmoney.h"
#include "connectors/openai/openainames.h"
#include "domain/usageterms.h"

#include <algorithm>
#include <array>
#include <format>

namespace fuseboard {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

/// A list of usage under `/organization/usage`.
struct UsageFacts {
    std::string_view name;
    std::string_view groups; ///< all dimensions that rows have or prices depend on
    std::string_view calls; ///< member that counts them; empty: the list has none
    bool inputTokens = false;
    bool outputTokens = false;
    seconds width = hours(24);
};

constexpr std::string_view everybody = "project_id,user_id,api_key_id,model";
constexpr std::string_view modelRequests = "num_model_requests";

constexpr std::array usageLists {
    UsageFacts {"completions", "project_id,user_id,api_key_id,model,batch,service_tier", modelRequests, true, true, hours(1)},
    UsageFacts {"embeddings", everybody, modelRequests, true, false, hours(1)},
    UsageFacts {"moderations", everybody, modelRequests, true},
    UsageFacts {"images", everybody, modelRequests},
    UsageFacts {"audio_speeches", everybody, modelRequests},
    UsageFacts {"audio_transcriptions", everybody, modelRequests},
    UsageFacts {"vector_stores", "project_id", {}},
    UsageFacts {"code_interpreter_sessions", "project_id", "num_sessions"},
    UsageFacts {"file_search_calls", "project_id,user_id,api_key_id", "num_requests"},
    UsageFacts {"web_search_calls", everybody, "num_requests"},
};
constexpr std::string_view costs = "costs";
constexpr std::string_view knownOfCosts =
    "object data(object start_time end_time results(object amount(value currency) line_item project_id api_key_id quantity"
    " quantity_unit)) has_more next_page";
constexpr std::string_view knownOfUsage =
    "object data(object start_time end_time results(object input_tokens input_cached_tokens input_cache_write_tokens"
    " input_uncached_tokens output_tokens input_text_tokens output_text_tokens input_cached_text_tokens input_audio_tokens"
    " input_cached_audio_tokens output_audio_tokens input_image_tokens input_cached_image_tokens output_image_tokens"
    " num_model_requests project_id user_id api_key_id model batch service_tier images source size characters seconds"
    " usage_bytes num_sessions num_requests vector_store_id context_level)) has_more next_page";
constexpr std::string_view costGroups = "project_id,line_item,api_key_id";

/// Nothing is documented (PROVIDERS 1.6): a day is settled when it has been over for one.
constexpr std::chrono::hours lateness {24};
constexpr int costsEveryNth = 12; ///< hourly, where usage is asked for every five minutes (PROVIDERS 9)

constexpr int costsLimit = 180;

/// The most buckets that a page may have.
int limitOf(seconds width) { return width >= hours(24) ? 31 : width >= hours(1) ? 168 : 1440; }
int limitOf(const UsageTask& task) { return task.list == costs ? costsLimit : limitOf(task.width); }

/// A page at a time: two months of a large organisation are more than may be read of one list without an end.
UsageList listOf(const UsageFacts& facts, seconds width)
{
    return {
        .name = std::string(facts.name), .width = width, .longest = std::chrono::duration_cast<hours>(limitOf(width) * width)};
}

std::string_view widthWord(seconds width) { return width >= hours(24) ? "1d" : width >= hours(1) ? "1h" : "1m"; }

const UsageFacts* factsOf(const UsageTask& task)
{
    const auto found = std::ranges::find(usageLists, task.list, &UsageFacts::name);
    return found == usageLists.end() ? nullptr : &*found;
}

/// With brackets, as the provider's own client sends arrays.
std::string groupQuery(std::string_view groups)
{
    std::string out;
    while (!groups.empty()) {
        const auto one = groups.substr(0, groups.find(','));
        out += std::format("&group_by%5B%5D={}", one);
        groups.remove_prefix(std::min(one.size() + 1, groups.size()));
    }
    return out;
}

/// What has prices of its own: `completions, batch`, `completions, flex`.
std::string lineItemOf(const UsageFacts& facts, json::Object& result, const json::Place& place)
{
    std::string item(facts.name);
    if (const auto batch = json::optional(result, "batch", place); batch && json::boolean(*batch, place / "batch"))
        return item + ", batch";
    const std::string terms = UsageTerms::told(json::textOr(result, "service_tier", place), {}).text();
    return terms.empty() ? item : item + ", " + terms;
}

/// Tokens that are no text have prices of their own.
std::string mediaOf(json::Object& result, const json::Place& place)
{
    const auto any = [&](const char* input, const char* output) {
        const auto in = json::countOr(result, input, place), out = json::countOr(result, output, place);
        return in + out > 0;
    };
    const bool audio = any("input_audio_tokens", "output_audio_tokens"),
               image = any("input_image_tokens", "output_image_tokens");
    return std::string(audio ? ", audio" : "") + (image ? ", image" : "");
}

TokenCounts tokensOf(const UsageFacts& facts, json::Object& result, const json::Place& place)
{
    const auto input = json::requiredCount(result, "input_tokens", place),
               cached = json::countOr(result, "input_cached_tokens", place),
               written = json::countOr(result, "input_cache_write_tokens", place);
    return fromInclusiveInput(
        input, cached, written, facts.outputTokens ? json::requiredCount(result, "output_tokens", place) : 0, 0);
}

/// Members are asked for in the order in which the contract has them: then each search begins where the last one ended.
void readUsage(json::Object& result, UsageRow& row, const UsageFacts& facts, const json::Place& place)
{
    if (facts.inputTokens)
        row.tokens = tokensOf(facts, result, place);
    const std::string media = facts.outputTokens ? mediaOf(result, place) : std::string();
    if (!facts.calls.empty())
        row.requests = json::requiredCount(result, facts.calls, place);
    row.project = json::textOr(result, "project_id", place);
    row.person = json::textOr(result, "user_id", place);
    row.key = json::textOr(result, "api_key_id", place);
    row.model = json::textOr(result, "model", place);
    // Part of the key: several lists may have a row without a model.
    row.lineItem = facts.outputTokens ? lineItemOf(facts, result, place) + media : std::string(facts.name);
}

/// Whether it is told: of a line of costs the contract requires neither the amount nor what it consists of.
bool readCost(json::Object& result, UsageRow& row, const json::Place& place)
{
    const json::Place amountPlace = place / "amount";
    const auto told = json::optional(result, "amount", place);
    if (!told)
        return false;
    json::Object amount = json::object(*told, amountPlace);
    if (!json::optional(amount, "value", amountPlace) || !json::optional(amount, "currency", amountPlace))
        return false;
    row.cost = json::money(amount, "value", "currency", 0, amountPlace);
    row.basis = CostBasis::reported;
    row.lineItem = json::textOr(result, "line_item", place);
    row.project = json::textOr(result, "project_id", place);
    row.key = json::textOr(result, "api_key_id", place);
    return true;
}

} // namespace

OpenAiDialect::OpenAiDialect(seconds bucket)
{
    LedgerLists usage {.ledger = Ledger::providerUsage, .lists = {}};
    for (const UsageFacts& facts : usageLists) {
        const bool isChosen = bucket > seconds(0) && facts.width < hours(24);
        usage.lists.push_back(listOf(facts, isChosen ? bucket : facts.width));
        usage.past.push_back(listOf(facts, std::max<seconds>(usage.lists.back().width, hours(1))));
    }
    usage.itemsNameLists = true;
    LedgerLists money {.ledger = Ledger::providerCost, .lists = {{std::string(costs), hours(24)}}, .everyNth = costsEveryNth};
    m_rules.ledgers = {std::move(usage), std::move(money)};
    m_rules.directories = {openai::projectsList, openai::usersList};
    m_rules.lateness = lateness;
}

HttpHeaders OpenAiDialect::keyHeaders(const QByteArray& key) const { return {{"Authorization", "Bearer " + key}}; }

PageRequest OpenAiDialect::request(const UsageTask& task, const std::string& page) const
{
    if (task.directory)
        return {openai::namesPath(task, page)};
    const UsageFacts* facts = factsOf(task);
    const std::string list = facts ? std::format("usage/{}", facts->name) : std::string(costs);
    return {std::format("/organization/{}?start_time={}&end_time={}&bucket_width={}&limit={}{}{}", list,
        toUnixSeconds(task.period.start), toUnixSeconds(task.period.end), widthWord(task.width), limitOf(task),
        groupQuery(facts ? facts->groups : costGroups), page.empty() ? std::string() : "&page=" + percentEncoded(page))};
}

Result<UsagePage> OpenAiDialect::parse(const UsageTask& task, std::string_view body, const RowOrigin& origin) const
{
    if (task.directory)
        return openai::parseNames(task, body);
    const UsageFacts* facts = factsOf(task);
    return json::parse<UsagePage>(body, [&](json::Object& root) {
        UsagePage page;
        const json::Place top("$"), data = top / "data";
        std::size_t bucketIndex = 0;
        for (auto element : json::array(json::required(root, "data", top), data)) {
            const json::Place bucketPlace = data[bucketIndex++], results = bucketPlace / "results";
            json::Object bucket = json::object(element.value(), bucketPlace);
            const auto start = fromUnixSeconds(json::requiredCount(bucket, "start_time", bucketPlace));
            if (!task.period.contains(start) || (start - task.period.start) % task.width != seconds(0))
                throw json::Fault {bucketPlace / "start_time", "not a bucket that was asked for"};
            const auto end = json::optional(bucket, "end_time", bucketPlace);
            if (end && fromUnixSeconds(json::count(*end, bucketPlace / "end_time")) <= start)
                throw json::Fault {bucketPlace / "end_time", "ends before it starts"};
            std::size_t resultIndex = 0;
            const std::size_t first = page.rows.size();
            for (auto each : json::array(json::required(bucket, "results", bucketPlace), results)) {
                const json::Place place = results[resultIndex++];
                json::Object result = json::object(each.value(), place);
                UsageRow& row = page.rows.emplace_back(bucketRow(task, origin, start));
                if (facts) {
                    readUsage(result, row, *facts, place);
                } else if (!readCost(result, row, place)) {
                    page.rows.pop_back();
                    page.untold.push_back({start, start + task.width});
                }
            }
            markParts(page.rows, first);
        }
        page.more = json::boolean(json::required(root, "has_more", top), top / "has_more");
        page.next = json::textOr(root, "next_page", top);
        return page;
    });
}

UsageTask openAiCostsOf(Period period) { return {std::string(costs), Ledger::providerCost, hours(24), period}; }

std::string_view OpenAiDialect::knownMembers(const UsageTask& task) const
{
    if (task.directory)
        return openai::knownOfNames(task);
    return task.list == costs ? knownOfCosts : knownOfUsage;
}

} // namespace fuseboard
