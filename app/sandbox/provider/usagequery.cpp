// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/provider/usagequery.h"

#include "http/message.h"
#include "sandbox/dice.h"

#include <algorithm>
#include <charconv>
#include <format>
#include <ranges>

namespace fuseboard::sandbox {
namespace {

struct Width {
    std::string_view name;
    std::int64_t seconds;
    int usual, most; ///< buckets a page
};
constexpr std::array usageWidths {
    Width {"1m", 60, 60, 1440}, Width {"1h", secondsPerHour, 24, 168}, Width {"1d", secondsPerDay, 7, 31}};
constexpr std::array costWidths {Width {"1d", secondsPerDay, 7, 180}};

constexpr std::string_view pagePrefix = "page_";

/// What each report may be grouped by.
std::vector<std::string_view> groupsOf(Report report)
{
    switch (report) {
    case Report::completions: return {"project_id", "user_id", "api_key_id", "model", "batch", "service_tier"};
    case Report::embeddings: return {"project_id", "user_id", "api_key_id", "model"};
    case Report::otherUsage: return {"project_id", "user_id", "api_key_id", "model"};
    case Report::costs: return {"project_id", "line_item", "api_key_id"};
    }
    return {};
}

/// The list a filter parameter fills, or null where the report has no such filter.
std::vector<std::string>* listFor(UsageQuery& query, std::string_view name)
{
    if (name == "project_ids")
        return &query.projects;
    if (name == "api_key_ids")
        return &query.keys;
    if (query.report == Report::costs)
        return nullptr;
    if (name == "user_ids")
        return &query.users;
    return name == "models" ? &query.models : nullptr;
}

std::expected<std::int64_t, ApiFault> timeFrom(const std::string& name, const std::string& text)
{
    const auto value = wholeNumber(text);
    if (!value || *value < 0)
        return std::unexpected(ApiFault::invalid(
            std::format("Invalid type for '{}': expected an integer of Unix seconds.", name), name, "invalid_type"));
    return *value;
}

bool has(const std::vector<std::string>& list, std::string_view text)
{
    return list.empty() || std::ranges::contains(list, text);
}

} // namespace

std::optional<std::int64_t> wholeNumber(std::string_view text, int base)
{
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
    if (text.empty() || error != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

std::optional<QueryFields> queryFields(std::string_view query)
{
    QueryFields out;
    for (const auto part : std::views::split(query, '&')) {
        const std::string_view field(part);
        if (field.empty())
            continue;
        const auto equals = field.find('=');
        auto name = http::percentDecoded(field.substr(0, equals));
        auto value = http::percentDecoded(equals == std::string_view::npos ? std::string_view() : field.substr(equals + 1));
        if (!name || !value)
            return std::nullopt;
        out.emplace_back(std::move(*name), std::move(*value));
    }
    return out;
}

bool UsageQuery::groups(std::string_view field) const { return std::ranges::contains(groupBy, field); }

bool UsageQuery::wants(const UsageFact& fact) const
{
    if (report == Report::otherUsage)
        return false;
    if (report != Report::costs && fact.embeddings != (report == Report::embeddings))
        return false;
    return has(projects, fact.project) && has(users, fact.user) && has(keys, fact.key) && has(models, fact.model)
        && !batch.value_or(false); // nobody in the company sends batches
}

std::string UsageQuery::cursor(std::int64_t bucketStart) const
{
    return std::format("{}{:x}-{:016x}", pagePrefix, bucketStart, signature);
}

std::expected<UsageQuery, ApiFault> parseUsageQuery(Report report, std::string_view text, std::int64_t now)
{
    const auto fields = queryFields(text);
    if (!fields)
        return std::unexpected(ApiFault::invalid("The query string is malformed."));
    UsageQuery query {
        .report = report, .end = now, .groupBy = {}, .projects = {}, .users = {}, .keys = {}, .models = {}, .batch = {}};
    std::optional<std::int64_t> start, limit;
    std::string widthName = "1d", page, signed_;
    for (const auto& [fullName, value] : *fields) {
        const std::string name = fullName.ends_with("[]") ? fullName.substr(0, fullName.size() - 2) : fullName;
        if (name != "page")
            signed_ += name + '=' + value + '&';
        if (name == "start_time" || name == "end_time") {
            const auto at = timeFrom(name, value);
            if (!at)
                return std::unexpected(at.error());
            if (name == "start_time")
                start = *at;
            else
                query.end = *at;
        } else if (name == "bucket_width") {
            widthName = value;
        } else if (name == "limit") {
            limit = wholeNumber(value);
            if (!limit)
                return std::unexpected(
                    ApiFault::invalid("Invalid type for 'limit': expected an integer.", name, "invalid_type"));
        } else if (name == "page") {
            page = value;
        } else if (name == "group_by") {
            if (!std::ranges::contains(groupsOf(report), value))
                return std::unexpected(
                    ApiFault::invalid(std::format("Invalid value for 'group_by': '{}'.", value), name, "invalid_value"));
            if (!query.groups(value))
                query.groupBy.push_back(value);
        } else if (name == "batch" && report == Report::completions) {
            if (value != "true" && value != "false")
                return std::unexpected(
                    ApiFault::invalid("Invalid type for 'batch': expected a boolean.", name, "invalid_type"));
            query.batch = value == "true";
        } else if (auto* list = listFor(query, name)) {
            list->push_back(value);
        } else {
            return std::unexpected(ApiFault::invalid(std::format("Unknown parameter: '{}'.", name), name, "unknown_parameter"));
        }
    }
    if (!start)
        return std::unexpected(
            ApiFault::invalid("Missing required parameter: 'start_time'.", "start_time", "missing_required_parameter"));
    query.start = query.from = *start;
    if (query.end <= query.start)
        return std::unexpected(ApiFault::invalid("'start_time' must be before 'end_time'.", "start_time", "invalid_value"));

    const std::span<const Width> widths =
        report == Report::costs ? std::span<const Width>(costWidths) : std::span<const Width>(usageWidths);
    const auto width = std::ranges::find(widths, widthName, &Width::name);
    if (width == widths.end())
        return std::unexpected(ApiFault::invalid(
            std::format("Invalid value for 'bucket_width': '{}'.", widthName), "bucket_width", "invalid_value"));
    query.width = width->seconds;
    if (limit && (*limit < 1 || *limit > width->most))
        return std::unexpected(ApiFault::invalid(
            std::format("Invalid 'limit': expected a value between 1 and {} for bucket_width {}.", width->most, width->name),
            "limit", "invalid_value"));
    query.limit = static_cast<int>(limit.value_or(width->usual));

    query.signature = seedFor(static_cast<std::uint64_t>(report), signed_);
    if (!page.empty()) {
        const auto dash = page.find('-');
        const auto from = page.starts_with(pagePrefix) && dash != std::string::npos
            ? wholeNumber(std::string_view(page).substr(pagePrefix.size(), dash - pagePrefix.size()), 16)
            : std::nullopt;
        if (!from || query.cursor(*from) != page || *from <= query.start || *from >= query.end)
            return std::unexpected(ApiFault::invalid("Invalid page cursor for these parameters.", "page", "invalid_value"));
        query.from = *from;
    }
    return query;
}

} // namespace fuseboard::sandbox
