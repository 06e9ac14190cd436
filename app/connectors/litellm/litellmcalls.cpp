// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/litellm/litellmcalls.h"

#include "connectors/litellm/litellmrow.h"
#include "connectors/paging.h"

#include <algorithm>
#include <format>

namespace fuseboard::litellm {
namespace {

constexpr int pageSize = 100; // the most it gives
constexpr std::string_view ownTag = "User-Agent:"; ///< LiteLLM adds such tags by itself

/// `2026-11-20 10:00:00`
std::string stamp(Instant at)
{
    std::string text = toText(at);
    std::ranges::replace(text, 'T', ' ');
    text.pop_back();
    return percentEncoded(text);
}

/// Some versions leave out the zone, which is UTC.
Instant instant(json::Object& call, std::string_view name, const std::string& path)
{
    const std::string place = path + "." + std::string(name);
    const std::string text = json::text(json::required(call, name, path), place);
    const auto at = parseInstant(text).or_else([&](const Error&) { return parseInstant(text + "Z"); });
    if (!at)
        throw json::Fault {place, "not a time"};
    return *at;
}

std::int64_t countOr(json::Object& object, std::string_view name, const std::string& path)
{
    const auto value = json::optional(object, name, path);
    return value ? json::anyCount(*value, path + "." + std::string(name)) : 0;
}

/// An object that is there, or stands in a text; else nothing is read.
template <class F>
void readObject(json::Object& parent, std::string_view name, const std::string& path, F&& read)
{
    const std::string place = path + "." + std::string(name);
    const auto value = json::optional(parent, name, path);
    if (!value)
        return;
    auto found = *value;
    if (found.type().value_unsafe() != simdjson::ondemand::json_type::string) {
        json::Object object = json::object(found, place);
        read(object, place);
        return;
    }
    const std::string text = json::text(found, place);
    if (text.empty())
        return;
    const auto done = json::parse<bool>(text, [&](json::Object& object) {
        read(object, place);
        return true;
    });
    if (!done)
        throw json::Fault {done.error().subject == "$" ? place : done.error().subject, done.error().detail};
}

/// What a call's metadata tells beyond its row.
struct Metadata {
    std::string team;
    std::int64_t cacheRead = 0, cacheWrite = 0, reasoning = 0;
};

void readUsage(json::Object& usage, Metadata& out, const std::string& path)
{
    out.cacheRead = countOr(usage, "cache_read_input_tokens", path);
    out.cacheWrite = countOr(usage, "cache_creation_input_tokens", path);
    readObject(usage, "prompt_tokens_details", path, [&](json::Object& details, const std::string& place) {
        out.cacheRead = std::max(out.cacheRead, countOr(details, "cached_tokens", place));
        out.cacheWrite = std::max(out.cacheWrite, countOr(details, "cache_creation_tokens", place));
    });
    readObject(usage, "completion_tokens_details", path,
        [&](json::Object& details, const std::string& place) { out.reasoning = countOr(details, "reasoning_tokens", place); });
}

Metadata metadataOf(json::Object& call, const std::string& path)
{
    Metadata out;
    readObject(call, "metadata", path, [&](json::Object& metadata, const std::string& place) {
        out.team = json::textOr(metadata, "user_api_key_team_id", place);
        readObject(
            metadata, "usage_object", place, [&](json::Object& usage, const std::string& at) { readUsage(usage, out, at); });
    });
    return out;
}

/// The first of the caller's own in a list.
std::string firstTag(json::Value list, const std::string& path)
{
    std::string first;
    std::size_t index = 0;
    for (auto element : json::array(list, path)) {
        std::string tag = json::text(element.value(), std::format("{}[{}]", path, index++));
        if (first.empty() && !tag.starts_with(ownTag))
            first = std::move(tag);
    }
    return first;
}

/// A list, a text with a list in it, or (where there are none) an empty object.
std::string tagOf(json::Object& call, const std::string& path)
{
    const std::string place = path + ".request_tags";
    const auto value = json::optional(call, "request_tags", path);
    if (!value)
        return {};
    auto found = *value;
    const auto type = found.type().value_unsafe();
    if (type == simdjson::ondemand::json_type::object)
        return {};
    if (type != simdjson::ondemand::json_type::string)
        return firstTag(found, place);
    const std::string text = json::text(found, place);
    if (!text.starts_with('['))
        return {};
    const auto tag = json::parse<std::string>(
        "{\"tags\":" + text + "}", [&](json::Object& root) { return firstTag(json::required(root, "tags", place), place); });
    if (!tag)
        throw json::Fault {place, tag.error().detail};
    return *tag;
}

bool isCacheHit(json::Object& call, const std::string& path)
{
    const auto value = json::optional(call, "cache_hit", path);
    if (!value)
        return false;
    auto found = *value;
    if (found.type().value_unsafe() == simdjson::ondemand::json_type::boolean)
        return json::boolean(found, path + ".cache_hit");
    const std::string word = json::text(found, path + ".cache_hit");
    return word == "True" || word == "true";
}

UsageRow callOf(json::Object& call, UsageRow row, const std::string& path)
{
    const auto count = [&](std::string_view name) {
        return json::anyCount(json::required(call, name, path), path + "." + std::string(name));
    };
    row.recordId = json::text(json::required(call, "request_id", path), path + ".request_id");
    if (row.recordId.empty())
        throw json::Fault {path + ".request_id", "empty"};
    const Metadata metadata = metadataOf(call, path);
    row.project = json::textOr(call, "team_id", path);
    if (row.project.empty())
        row.project = metadata.team;
    row.key = json::textOr(call, "api_key", path);
    row.person = json::textOr(call, "user", path);
    row.agent = json::textOr(call, "agent_id", path);
    row.tag = tagOf(call, path);
    row.model = json::textOr(call, "model", path);
    row.account = accountOf(json::textOr(call, "custom_llm_provider", path), json::textOr(call, "api_base", path), row.model);
    if (row.model.empty())
        row.model = json::textOr(call, "model_group", path);
    const std::int64_t prompt = count("prompt_tokens"), completion = count("completion_tokens");
    row.tokens = fromInclusiveInput(
        prompt, metadata.cacheRead, metadata.cacheWrite, completion, std::min(metadata.reasoning, completion));
    row.requests = 1;
    row.failedRequests = json::textOr(call, "status", path) == "failure" ? 1 : 0;
    const bool hit = isCacheHit(call, path);
    setCost(row, spendOf(call, path), hit);
    return row;
}

} // namespace

std::string callsPath(const UsageTask& task, const std::string& page)
{
    return std::format("/spend/{}?start_date={}&end_date={}&page={}&page_size={}&sort_by=startTime&sort_order=asc", task.list,
        stamp(task.period.start), stamp(task.period.end), pageNumber(page), pageSize);
}

Result<UsagePage> parseCalls(const UsageTask& task, std::string_view body, const RowOrigin& origin)
{
    return json::parse<UsagePage>(body, [&](json::Object& root) {
        UsagePage page;
        std::size_t index = 0;
        for (auto element : json::array(json::required(root, "data", "$"), "$.data")) {
            const std::string path = std::format("$.data[{}]", index++);
            json::Object call = json::object(element.value(), path);
            const Instant at = instant(call, "startTime", path);
            // The last second may be inclusive, as SQL's BETWEEN is; it is the next hour's.
            if (at >= task.period.end && at <= task.period.end + std::chrono::seconds(1))
                continue;
            if (!task.period.contains(at))
                throw json::Fault {path + ".startTime", "not a time that was asked for"};
            const Instant start = std::chrono::floor<std::chrono::hours>(at);
            page.rows.push_back(callOf(call, bucketRow(task, origin, start), path));
        }
        const int asked = pageNumber(task.page);
        checkPage(root, asked, "$");
        const std::int64_t pages = json::anyCount(json::required(root, "total_pages", "$"), "$.total_pages");
        page.more = pages > asked;
        page.tooLong = pages > static_cast<std::int64_t>(Paging::mostPages);
        page.next = std::to_string(asked + 1);
        return page;
    });
}

} // namespace fuseboard::litellm
