// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/anthropic/claudecodeanalyticsdialect.h"
#include "connectors/cursor/cursordialect.h"
#include "connectors/github/githubdialect.h"
#include "connectors/openrouter/openrouterdialect.h"

namespace fuseboard::test {

/// A fixture, `LIST-case` or `LIST@SUBJECT-case`, read as the answer to that list for the day of 2026-11-22.
inline Result<UsagePage> parseCase(const std::string& connector, const std::string& name, std::string_view body)
{
    using std::chrono::hours;
    const std::string list = name.substr(0, name.find('-'));
    const auto at = std::min(list.find('@'), list.size());
    UsageTask task {.list = list.substr(0, at),
        .ledger = connector == "anthropic"                     ? Ledger::telemetry
            : list.ends_with("today") || connector == "github" ? Ledger::providerCost
                                                               : Ledger::providerUsage,
        .width = connector == "cursor" ? hours(1) : hours(24),
        .period = {*parseInstant("2026-11-22T00:00:00Z"), *parseInstant("2026-11-23T00:00:00Z")},
        .subject = list.substr(std::min(at + 1, list.size())),
        .directory = list == "members"};
    const RowOrigin origin {connector, "acme"};
    if (connector == "anthropic")
        return ClaudeCodeAnalyticsDialect().parse(task, body, origin);
    if (connector == "github")
        return GitHubDialect(GitHubPayer::organisation, "acme").parse(task, body, origin);
    if (connector == "cursor")
        return CursorDialect().parse(task, body, origin);
    return OpenRouterDialect().parse(task, body, origin);
}

} // namespace fuseboard::test
