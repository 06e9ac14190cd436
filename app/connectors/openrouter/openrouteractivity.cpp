// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/openrouter/openrouteractivity.h"

#include "connectors/jsonmoney.h"
#include "connectors/jsontime.h"

#include <charconv>
#include <format>

namespace fuseboard::openrouter {
namespace {

constexpr std::int64_t pageLength = 100; ///< of keys and workspaces

UsageTask asking(UsageTask task, std::string_view list, const std::string& subject)
{
    task.list = list;
    task.subject = subject;
    task.page.clear();
    task.alsoFills.reset(); // by key it is the same money once more
    return task;
}

/// A line of the activity, without key, tokens and calls.
UsageRow costRow(json::Object& item, const UsageTask& task, const RowOrigin& origin, Instant day, const std::string& path)
{
    UsageRow row = bucketRow(task, origin, day);
    row.ledger = Ledger::providerCost;
    row.project = json::textOr(item, "workspace_id", path);
    row.model = json::requiredText(item, "model", path);
    row.lineItem = std::format(
        "{}, {} {}", row.model, json::requiredText(item, "provider_name", path), json::requiredText(item, "endpoint_id", path));
    row.cost = json::moneyIn(Currency::usd(), item, "usage", 0, path);
    row.basis = CostBasis::reported;
    return row;
}

UsageRow countRow(json::Object& item, const UsageRow& cost, const std::string& path)
{
    UsageRow row = cost;
    row.ledger = Ledger::providerUsage;
    row.requests = json::requiredCount(item, "requests", path);
    row.tokens.input = json::requiredCount(item, "prompt_tokens", path);
    row.tokens.output = json::requiredCount(item, "completion_tokens", path);
    row.tokens.reasoning = json::requiredCount(item, "reasoning_tokens", path);
    if (row.tokens.reasoning > row.tokens.output) // whether they are inside is not documented
        row.tokens.output += row.tokens.reasoning;
    return row;
}

} // namespace

void endOfPage(UsagePage& page, const UsageTask& task, std::int64_t length)
{
    std::int64_t offset = 0;
    std::from_chars(task.page.data(), task.page.data() + task.page.size(), offset);
    page.more = length >= pageLength;
    if (page.more)
        page.next = std::to_string(offset + length);
}

Result<UsagePage> parseActivity(const UsageTask& task, std::string_view body, const RowOrigin& origin)
{
    return json::parse<UsagePage>(body, [&](json::Object& root) {
        UsagePage page;
        std::size_t index = 0;
        for (auto element : json::array(json::required(root, "data", "$"), "$.data")) {
            const std::string path = std::format("$.data[{}]", index++);
            json::Object item = json::object(element.value(), path);
            const Instant day = json::day(item, "date", path);
            UsageRow cost = costRow(item, task, origin, day, path);
            UsageRow counts = countRow(item, cost, path);
            if (!task.period.contains(day))
                continue;
            if (task.subject.empty()) {
                cost.recordId = std::format("all {}", index);
                page.rows.push_back(std::move(cost));
                continue;
            }
            const auto less = subtract({0, cost.cost->currency}, *cost.cost);
            if (!less)
                throw json::Fault {path + ".usage", "too much"};
            cost.recordId = counts.recordId = std::format("{} {}", task.subject, index);
            UsageRow rest = cost;
            rest.cost = *less;
            rest.recordId = "less " + rest.recordId;
            cost.key = counts.key = task.subject;
            page.rows.insert(page.rows.end(), {std::move(cost), std::move(rest), std::move(counts)});
        }
        if (task.subject.empty() && !page.rows.empty())
            page.follow.push_back(asking(task, workspacesList, {}));
        return page;
    });
}

Result<UsagePage> parseWorkspaces(const UsageTask& task, std::string_view body)
{
    const std::string_view next = task.list == todayList ? todayKeysList : keysList;
    return json::parse<UsagePage>(body, [&](json::Object& root) {
        UsagePage page;
        for (auto element : json::array(json::required(root, "data", "$"), "$.data")) {
            const std::string path = std::format("$.data[{}]", page.names.size());
            json::Object workspace = json::object(element.value(), path);
            const std::string id = json::requiredText(workspace, "id", path);
            page.names.push_back({IdentityName::Kind::project, id, json::textOr(workspace, "name", path)});
            page.follow.push_back(asking(task, next, id));
        }
        endOfPage(page, task, static_cast<std::int64_t>(page.names.size()));
        if (task.page.empty() && page.names.empty()) // an account without workspaces has keys all the same
            page.follow.push_back(asking(task, next, {}));
        return page;
    });
}

Result<UsagePage> parseKeys(const UsageTask& task, std::string_view body, const RowOrigin& origin)
{
    return json::parse<UsagePage>(body, [&](json::Object& root) {
        UsagePage page;
        for (auto element : json::array(json::required(root, "data", "$"), "$.data")) {
            const std::string path = std::format("$.data[{}]", page.names.size());
            json::Object key = json::object(element.value(), path);
            const std::string hash = json::requiredText(key, "hash", path);
            page.names.push_back({IdentityName::Kind::key, hash, json::textOr(key, "name", path)});
            if (task.list == keysList) {
                page.follow.push_back(asking(task, keyActivityList, hash));
                continue;
            }
            const Money spent = json::moneyIn(Currency::usd(), key, "usage_daily", 0, path);
            if (spent.isZero())
                continue;
            UsageRow& row = page.rows.emplace_back(bucketRow(task, origin, task.period.start));
            row.project = json::textOr(key, "workspace_id", path);
            row.key = hash;
            row.lineItem = "today";
            row.cost = spent;
            row.basis = CostBasis::reported;
        }
        endOfPage(page, task, static_cast<std::int64_t>(page.names.size()));
        return page;
    });
}

} // namespace fuseboard::openrouter
