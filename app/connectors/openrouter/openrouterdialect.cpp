// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/openrouter/openrouterdialect.h"

#include "connectors/openrouter/openrouteractivity.h"
#include "connectors/openrouter/openrouterlimits.h"

#include <format>

namespace fuseboard {

using std::chrono::days;
using std::chrono::hours;

namespace {

Result<UsagePage> parseLimits(const UsageTask& task, std::string_view body)
{
    if (task.list == openrouter::creditsList)
        return openrouter::parseCredits(body);
    if (task.list == openrouter::keysList)
        return openrouter::parseKeyLimits(task, body);
    return task.subject.empty() ? openrouter::parseLimitedWorkspaces(task, body)
                                : openrouter::parseWorkspaceBudgets(task, body);
}

} // namespace

const UsageRules& OpenRouterDialect::rules() const
{
    // The pages of the activity fill both ledgers.
    static const UsageRules rules {
        .ledgers = {{.ledger = Ledger::providerUsage,
                        .lists = {{.name = openrouter::activityList,
                            .width = hours(24),
                            .days = ListDays::over,
                            .alsoFills = Ledger::providerCost}}},
            {.ledger = Ledger::providerCost,
                .lists = {{.name = openrouter::todayList, .width = hours(24), .days = ListDays::current}}}},
        .limits = {openrouter::creditsList, openrouter::keyLimitsList, openrouter::workspaceBudgetsList},
        .history = days(30),
        .lateness = hours(24),
        .pace = {.freely = 10, .distance = std::chrono::seconds(1)}};
    return rules;
}

HttpHeaders OpenRouterDialect::keyHeaders(const QByteArray& key) const { return {{"Authorization", "Bearer " + key}}; }

PageRequest OpenRouterDialect::request(const UsageTask& task, const std::string& page) const
{
    if (task.list == openrouter::activityList)
        return {"/activity?group_by=workspace"};
    if (task.list == openrouter::keyActivityList)
        return {"/activity?group_by=workspace&api_key_hash=" + percentEncoded(task.subject)};
    if (task.list == openrouter::creditsList)
        return {"/credits"};
    if (task.list == openrouter::workspaceBudgetsList && !task.subject.empty())
        return {"/workspaces/" + percentEncoded(task.subject) + "/budgets"};
    const std::string offset = page.empty() ? "0" : page;
    if (task.list == openrouter::keysList || task.list == openrouter::todayKeysList)
        return {std::format("/keys?include_disabled=true&offset={}{}", offset,
            task.subject.empty() ? std::string() : "&workspace_id=" + percentEncoded(task.subject))};
    return {"/workspaces?limit=100&offset=" + offset};
}

Result<UsagePage> OpenRouterDialect::parse(const UsageTask& task, std::string_view body, const RowOrigin& origin) const
{
    if (task.list == openrouter::activityList || task.list == openrouter::keyActivityList)
        return openrouter::parseActivity(task, body, origin);
    if (!task.limits.empty())
        return parseLimits(task, body);
    if (task.list == openrouter::keysList || task.list == openrouter::todayKeysList)
        return openrouter::parseKeys(task, body, origin);
    return openrouter::parseWorkspaces(task, body);
}

std::string_view OpenRouterDialect::knownMembers(const UsageTask& task) const
{
    if (task.list == openrouter::activityList || task.list == openrouter::keyActivityList)
        return openrouter::knownOfActivity;
    if (task.list == openrouter::creditsList)
        return openrouter::knownOfCredits;
    if (task.list == openrouter::workspaceBudgetsList && !task.subject.empty())
        return openrouter::knownOfWorkspaceBudgets;
    if (task.list == openrouter::keysList || task.list == openrouter::todayKeysList)
        return openrouter::knownOfKeys;
    return openrouter::knownOfWorkspaces;
}

} // namespace fuseboard
