// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/provider/usagepage.h"

#include <boost/json.hpp>

#include <format>

namespace fuseboard::sandbox {
namespace {

namespace json = boost::json;

/// What one result of a bucket stands for; a field that is not grouped by is empty.
struct Group {
    std::string project, user, key, model, lineItem;
    auto operator<=>(const Group&) const = default;
};

struct Sum {
    MeteredTokens tokens;
    std::int64_t requests = 0, quantity = 0, nano = 0;
};

using Sums = std::map<Group, Sum>;

json::value orNull(const std::string& text) { return text.empty() ? json::value(nullptr) : json::value(text); }

void addUsage(Sums& sums, const UsageQuery& query, const UsageFact& fact)
{
    const auto kept = [&](std::string_view field, const std::string& value) {
        return query.groups(field) ? value : std::string();
    };
    Sum& sum = sums[{kept("project_id", fact.project), kept("user_id", fact.user), kept("api_key_id", fact.key),
        kept("model", fact.model), {}}];
    sum.tokens += fact.tokens;
    sum.requests += fact.requests;
}

void addCosts(Sums& sums, const UsageQuery& query, const UsageFact& fact)
{
    const auto kept = [&](std::string_view field, const std::string& value) {
        return query.groups(field) ? value : std::string();
    };
    for (std::size_t i = 0; i < meters.size(); ++i) {
        if (fact.tokens.of(meters[i]) == 0)
            continue;
        const std::string item = std::format("{}, {}", fact.model, nameOf(meters[i]));
        Sum& sum = sums[{kept("project_id", fact.project), {}, kept("api_key_id", fact.key), {}, kept("line_item", item)}];
        sum.quantity += fact.tokens.of(meters[i]);
        sum.nano += fact.cost.nanoByMeter[i];
    }
}

json::object usageResult(const UsageQuery& query, const Group& group, const Sum& sum)
{
    const bool completions = query.report == Report::completions;
    json::object out {
        {"object", completions ? "organization.usage.completions.result" : "organization.usage.embeddings.result"},
        {"input_tokens", sum.tokens.prompt()}};
    if (completions) {
        out["input_cached_tokens"] = sum.tokens.cachedInput;
        out["input_cache_write_tokens"] = sum.tokens.cacheWrite + sum.tokens.cacheWrite1h;
        out["input_uncached_tokens"] = sum.tokens.input;
        out["output_tokens"] = sum.tokens.output;
        out["input_text_tokens"] = sum.tokens.prompt();
        out["output_text_tokens"] = sum.tokens.output;
        out["input_cached_text_tokens"] = sum.tokens.cachedInput;
        for (const char* none : {"input_audio_tokens", "input_cached_audio_tokens", "output_audio_tokens", "input_image_tokens",
                 "input_cached_image_tokens", "output_image_tokens"})
            out[none] = 0;
    }
    out["num_model_requests"] = sum.requests;
    out["project_id"] = orNull(group.project);
    out["user_id"] = orNull(group.user);
    out["api_key_id"] = orNull(group.key);
    out["model"] = orNull(group.model);
    if (completions) {
        out["batch"] = query.groups("batch") ? json::value(false) : json::value(nullptr);
        out["service_tier"] = query.groups("service_tier") ? json::value("default") : json::value(nullptr);
    }
    return out;
}

json::object costResult(const UsageQuery& query, const Group& group, const Sum& sum, bool asText)
{
    constexpr double nanoPerDollar = 1e9; // what a provider that prints numbers does; its reader must cope
    const json::value value =
        asText ? json::value(dollarsOf(sum.nano)) : json::value(static_cast<double>(sum.nano) / nanoPerDollar);
    const bool oneItem = query.groups("line_item");
    return {{"object", "organization.costs.result"}, {"amount", {{"value", value}, {"currency", "usd"}}},
        {"line_item", orNull(group.lineItem)}, {"project_id", orNull(group.project)}, {"api_key_id", orNull(group.key)},
        {"quantity", oneItem ? json::value(sum.quantity) : json::value(nullptr)},
        {"quantity_unit", oneItem ? json::value("tokens") : json::value(nullptr)}};
}

} // namespace

std::string dollarsOf(std::int64_t nano)
{
    constexpr std::int64_t nanoPerDollar = 1'000'000'000;
    std::string text = std::format("{}.{:09}", nano / nanoPerDollar, nano % nanoPerDollar);
    text.erase(text.find_last_not_of('0') + 1);
    return text.ends_with('.') ? text + "00" : text;
}

std::string usagePage(const UsageQuery& query, const UsageFacts& facts, AmountStyle style)
{
    std::vector<std::pair<std::int64_t, std::int64_t>> buckets;
    std::int64_t at = query.from;
    for (; at < query.end && std::ssize(buckets) < query.limit;) {
        const std::int64_t next = at - at % query.width + query.width;
        buckets.emplace_back(at, next);
        at = next;
    }
    std::map<std::int64_t, Sums> sums; // by bucket start
    for (const UsageFact& fact : facts(query.from, std::min(at, query.end))) {
        if (!query.wants(fact))
            continue;
        Sums& bucket = sums[std::max(query.from, fact.at - fact.at % query.width)];
        query.report == Report::costs ? addCosts(bucket, query, fact) : addUsage(bucket, query, fact);
    }
    json::array data;
    for (const auto& [start, end] : buckets) {
        const bool asText = style == AmountStyle::text || (style == AmountStyle::mixed && (start / secondsPerDay) % 2 == 0);
        json::array results;
        for (const auto& [group, sum] : sums[start])
            results.push_back(
                query.report == Report::costs ? costResult(query, group, sum, asText) : usageResult(query, group, sum));
        data.push_back({{"object", "bucket"}, {"start_time", start}, {"end_time", end}, {"results", std::move(results)}});
    }
    const bool more = at < query.end;
    return json::serialize(json::value {{"object", "page"}, {"data", std::move(data)}, {"has_more", more},
        {"next_page", more ? json::value(query.cursor(at)) : json::value(nullptr)}});
}

} // namespace fuseboard::sandbox
