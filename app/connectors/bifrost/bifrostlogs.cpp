// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/bifrost/bifrostlogs.h"

#include "connectors/bifrost/bifrostnames.h"
#include "connectors/jsonmoney.h"
#include "domain/usageterms.h"

#include <algorithm>
#include <format>

namespace fuseboard::bifrost {
namespace {

/// Half of what it gives at most. An entry may hold a whole conversation, and an answer is read up to 16 MB: where that is too
/// little, less is asked for at once.
constexpr std::int64_t pageSize = 500;
constexpr std::int64_t sizeOf(const UsageTask& task) { return std::max<std::int64_t>(pageSize >> task.halvings, 1); }

std::int64_t countOr(json::Object& object, std::string_view name, const std::string& path)
{
    const auto value = json::optional(object, name, path);
    return value ? json::anyCount(*value, path + "." + std::string(name)) : 0;
}

/// The name changed between versions.
std::int64_t eitherCount(json::Object& object, std::string_view name, std::string_view newer, const std::string& path)
{
    return std::max(countOr(object, name, path), countOr(object, newer, path));
}

TokenCounts tokensOf(json::Object usage, const std::string& path)
{
    const auto count = [&](std::string_view name) {
        return json::anyCount(json::required(usage, name, path), path + "." + std::string(name));
    };
    const std::int64_t prompt = count("prompt_tokens"), completion = count("completion_tokens");
    std::int64_t read = 0, written = 0, reasoning = 0;
    if (const auto details = json::optional(usage, "prompt_tokens_details", path)) {
        const std::string place = path + ".prompt_tokens_details";
        json::Object parts = json::object(*details, place);
        read = eitherCount(parts, "cached_tokens", "cached_read_tokens", place);
        written = countOr(parts, "cached_write_tokens", place);
    }
    if (const auto details = json::optional(usage, "completion_tokens_details", path)) {
        const std::string place = path + ".completion_tokens_details";
        json::Object parts = json::object(*details, place);
        reasoning = countOr(parts, "reasoning_tokens", place);
    }
    return fromInclusiveInput(prompt, read, written, completion, std::min(reasoning, completion));
}

bool isCacheHit(json::Object& call, const std::string& path)
{
    const auto found = json::optional(call, "cache_debug", path);
    if (!found)
        return false;
    json::Object debug = json::object(*found, path + ".cache_debug");
    const auto hit = json::optional(debug, "cache_hit", path + ".cache_debug");
    return hit && json::boolean(*hit, path + ".cache_debug.cache_hit");
}

void readCall(json::Object& call, UsageRow& row, bool failed, const std::string& path)
{
    row.recordId = json::text(json::required(call, "id", path), path + ".id");
    if (row.recordId.empty())
        throw json::Fault {path + ".id", "empty"};
    row.account = json::text(json::required(call, "provider", path), path + ".provider");
    row.model = json::textOr(call, "model", path);
    row.key = json::textOr(call, "virtual_key_id", path);
    row.project = json::textOr(call, "team_id", path);
    row.requests = 1;
    row.failedRequests = failed ? 1 : 0;
    if (const auto usage = json::optional(call, "token_usage", path))
        row.tokens = tokensOf(json::object(*usage, path + ".token_usage"), path + ".token_usage");
    if (json::optional(call, "cost", path))
        row.cost = json::moneyIn(Currency::usd(), call, "cost", 0, path);
    // Its own pages take a cost of zero for a missing one, unless its cache answered.
    const bool used = row.tokens.total() > 0 && !failed && !isCacheHit(call, path);
    if (!row.cost || (row.cost->isZero() && used)) {
        row.cost.reset();
        row.lineItem = unpricedWord; // a bucket may hold both kinds
        return;
    }
    row.basis = CostBasis::estimated;
    row.priceVersion = "bifrost";
}

/// Null where there are none.
bool hasNoLogs(json::Object& root)
{
    const auto any = json::optional(root, "has_logs", "$");
    return any && !json::boolean(*any, "$.has_logs") && !json::optional(root, "logs", "$");
}

/// Where the answer tells its offset it must be the one that was asked for; where it tells its limit or the total, they count.
bool hasMore(json::Object& root, const UsageTask& task, std::int64_t count)
{
    const std::int64_t asked = offsetOf(task.page);
    std::int64_t limit = sizeOf(task);
    if (const auto found = json::optional(root, "pagination", "$")) {
        const std::string path = "$.pagination";
        json::Object pagination = json::object(*found, path);
        if (const auto offset = json::optional(pagination, "offset", path);
            offset && json::anyCount(*offset, path + ".offset") != asked)
            throw json::Fault {path + ".offset", "not the page that was asked for"};
        if (const auto total = json::optional(pagination, "total_count", path)) {
            const bool more = asked + count < json::anyCount(*total, path + ".total_count");
            if (more && count == 0)
                throw json::Fault {path + ".total_count", "more than there are entries"};
            return more;
        }
        if (const auto told = json::optional(pagination, "limit", path))
            limit = json::anyCount(*told, path + ".limit");
    }
    return count > 0 && count >= limit;
}

} // namespace

std::string logsPath(const UsageTask& task, const std::string& page)
{
    return std::format("/api/logs?start_time={}&end_time={}&limit={}&offset={}&sort_by=timestamp&order=asc",
        percentEncoded(toText(task.period.start)), percentEncoded(toText(task.period.end)), sizeOf(task), offsetOf(page));
}

Result<UsagePage> parseLogs(const UsageTask& task, std::string_view body, const RowOrigin& origin)
{
    return json::parse<UsagePage>(body, [&](json::Object& root) {
        UsagePage page;
        if (hasNoLogs(root))
            return page;
        std::int64_t count = 0;
        for (auto element : json::array(json::required(root, "logs", "$"), "$.logs")) {
            const std::string path = std::format("$.logs[{}]", count++);
            json::Object call = json::object(element.value(), path);
            const auto at = parseInstant(json::text(json::required(call, "timestamp", path), path + ".timestamp"));
            if (at && *at == task.period.end) // the next one's
                continue;
            if (!at || !task.period.contains(*at))
                throw json::Fault {path + ".timestamp", at ? "not a time that was asked for" : "not a time"};
            const std::string status = json::text(json::required(call, "status", path), path + ".status");
            if (status == "processing") // nobody knows yet what it costs; a later poll reads it
                continue;
            const Instant start = std::chrono::floor<std::chrono::hours>(*at);
            UsageRow& row = page.rows.emplace_back(bucketRow(task, origin, start));
            readCall(call, row, status == "error", path);
        }
        const std::int64_t asked = offsetOf(task.page);
        page.more = hasMore(root, task, count);
        page.next = std::to_string(asked + count);
        return page;
    });
}

} // namespace fuseboard::bifrost
