// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/openrouter/openrouterlimits.h"

#include "connectors/jsonlimit.h"
#include "connectors/openrouter/openrouteractivity.h"

#include <format>

namespace fuseboard::openrouter {
namespace {

/// What is left, as what is used: since the last reset, which `usage` is not.
std::optional<LimitAmount> usedOf(json::Object& key, const std::optional<LimitAmount>& limit, const std::string& path)
{
    const auto left = json::dollarsOr(key, "limit_remaining", 0, path);
    if (!limit || !left)
        return std::nullopt;
    const auto used = subtract(std::get<Money>(*limit), std::get<Money>(*left));
    if (!used)
        throw json::Fault {path + ".limit_remaining", "too much"};
    return *used;
}

} // namespace

Result<UsagePage> parseCredits(std::string_view body)
{
    return json::parse<UsagePage>(body, [&](json::Object& root) {
        const std::string path = "$.data";
        json::Object credits = json::object(json::required(root, "data", "$"), path);
        for (const char* member : {"total_credits", "total_usage"})
            json::required(credits, member, path);
        UsagePage page;
        page.limits.push_back({.holder = ProviderLimit::Holder::organisation,
            .holderId = {},
            .holderName = {},
            .kind = ProviderLimit::Kind::credit,
            .limit = json::dollarsOr(credits, "total_credits", 0, path),
            .used = json::dollarsOr(credits, "total_usage", 0, path)});
        return page;
    });
}

Result<UsagePage> parseLimitedWorkspaces(const UsageTask& task, std::string_view body)
{
    return parseWorkspaces(task, body).transform([&task](UsagePage page) {
        if (task.list == keyLimitsList) // which an account without workspaces has all the same
            return page;
        std::erase_if(page.follow, [](const UsageTask& next) { return next.subject.empty(); });
        for (UsageTask& next : page.follow)
            next.list = task.list;
        return page;
    });
}

Result<UsagePage> parseKeyLimits(const UsageTask& task, std::string_view body)
{
    return json::parse<UsagePage>(body, [&](json::Object& root) {
        UsagePage page;
        std::int64_t count = 0;
        for (auto element : json::array(json::required(root, "data", "$"), "$.data")) {
            const std::string path = std::format("$.data[{}]", count++);
            json::Object key = json::object(element.value(), path);
            ProviderLimit limit {.holder = ProviderLimit::Holder::key,
                .holderId = json::requiredText(key, "hash", path),
                .holderName = json::textOr(key, "name", path),
                .limit = json::dollarsOr(key, "limit", 0, path),
                .period = json::textOr(key, "limit_reset", path),
                .refusesBeyond = true};
            limit.used = usedOf(key, limit.limit, path);
            if (limit.limit)
                page.limits.push_back(std::move(limit));
        }
        endOfPage(page, task, count);
        return page;
    });
}

Result<UsagePage> parseWorkspaceBudgets(const UsageTask& task, std::string_view body)
{
    return json::parse<UsagePage>(body, [&](json::Object& root) {
        UsagePage page;
        for (auto element : json::array(json::required(root, "data", "$"), "$.data")) {
            const std::string path = std::format("$.data[{}]", page.limits.size());
            json::Object budget = json::object(element.value(), path);
            json::required(budget, "limit_usd", path);
            const std::string interval = json::textOr(budget, "reset_interval", path);
            page.limits.push_back({.holder = ProviderLimit::Holder::project,
                .holderId = task.subject,
                .holderName = {},
                .limit = json::dollarsOr(budget, "limit_usd", 0, path),
                .period = interval.empty() ? "lifetime" : interval,
                .refusesBeyond = true});
        }
        return page;
    });
}

} // namespace fuseboard::openrouter
