// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/anthropic/anthropicdialect.h"
#include "connectors/anthropic/claudecodeanalyticsdialect.h"
#include "connectors/bifrost/bifrostdialect.h"
#include "connectors/cursor/cursordialect.h"
#include "connectors/github/githubdialect.h"
#include "connectors/litellm/litellmcallsdialect.h"
#include "connectors/openai/openaidialect.h"
#include "connectors/openrouter/openrouterdialect.h"

#include <memory>

namespace fuseboard::test {

/// What a fixture is an answer to.
struct FixtureCase {
    std::shared_ptr<const UsageDialect> dialect;
    UsageTask task;
    RowOrigin origin;

    [[nodiscard]] Result<UsagePage> parse(std::string_view body) const { return dialect->parse(task, body, origin); }
};

inline std::shared_ptr<const UsageDialect> dialectOf(const std::string& connector, bool claudeCode)
{
    if (connector == "openai")
        return std::make_shared<OpenAiDialect>();
    if (connector == "anthropic" && claudeCode)
        return std::make_shared<ClaudeCodeAnalyticsDialect>();
    if (connector == "anthropic")
        return std::make_shared<AnthropicDialect>();
    if (connector == "github")
        return std::make_shared<GitHubDialect>(GitHubPayer::organisation, "acme");
    if (connector == "cursor")
        return std::make_shared<CursorDialect>();
    if (connector == "litellm")
        return std::make_shared<LiteLlmCallsDialect>();
    if (connector == "bifrost")
        return std::make_shared<BifrostDialect>();
    return std::make_shared<OpenRouterDialect>();
}

/// A fixture, `LIST-case` or `LIST@SUBJECT-case`: of four days from 2026-11-20 on, or of 2026-11-22 where lists are of one day.
inline FixtureCase fixtureCase(const std::string& connector, const std::string& name)
{
    using std::chrono::hours;
    const std::string whole = name.substr(0, name.find('-'));
    const auto at = std::min(whole.find('@'), whole.size());
    // What is asked for its limits is named `limits_of_LIST`.
    constexpr std::string_view ofLimits = "limits_of_";
    const bool limits = whole.starts_with(ofLimits);
    const std::string list = limits ? whole.substr(ofLimits.size(), at - ofLimits.size()) : whole.substr(0, at);
    const bool claudeCode = list == "claude_code", gateway = connector == "litellm" || connector == "bifrost";
    const bool costs = list.starts_with("cost") || list.ends_with("today") || connector == "github";
    const bool oneDay = claudeCode || connector == "github" || connector == "openrouter" || connector == "cursor";
    const bool byDay = connector == "github" || connector == "openrouter" || claudeCode || costs || list == "daily_activity";
    UsageTask task {.list = connector == "litellm" && list == "spend_logs" ? "logs/v2"
            : list == "virtual_keys"                                       ? "virtual-keys"
            : list == "histogram_tokens"                                   ? "histogram/tokens"
            : list == "histogram_cost"                                     ? "histogram/cost"
            : list == "daily"                                              ? "daily-usage-data"
                                                                           : list,
        .ledger = gateway ? Ledger::gateway
            : claudeCode  ? Ledger::telemetry
            : costs       ? Ledger::providerCost
                          : Ledger::providerUsage,
        .width = hours(byDay ? 24 : 1),
        .period = {*parseInstant(oneDay ? "2026-11-22T00:00:00Z" : "2026-11-20T00:00:00Z"),
            *parseInstant(oneDay ? "2026-11-23T00:00:00Z" : "2026-11-24T00:00:00Z")},
        .subject = whole.substr(std::min(at + 1, whole.size())),
        .directory = limits || list == "members" || list == "daily" || list.starts_with("histogram")
            || (connector == "litellm" && (list == "teams" || list == "keys"))
            || (connector == "bifrost" && (list == "teams" || list == "customers")),
        .limits = limits ? list : std::string()};
    return {dialectOf(connector, claudeCode), std::move(task), {connector, gateway ? "" : "acme"}};
}

} // namespace fuseboard::test
