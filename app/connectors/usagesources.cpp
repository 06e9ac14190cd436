// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/usagesources.h"

#include "connectors/anthropic/anthropicdialect.h"
#include "connectors/anthropic/claudecodeanalyticsdialect.h"
#include "connectors/bifrost/bifrostdialect.h"
#include "connectors/cursor/cursordialect.h"
#include "connectors/gateway/gatewayusagesource.h"
#include "connectors/github/githubdialect.h"
#include "connectors/github/githubmergesdialect.h"
#include "connectors/haproxy/haproxysource.h"
#include "connectors/litellm/litellmcallsdialect.h"
#include "connectors/litellm/litellmdialect.h"
#include "connectors/locallogs/locallogsource.h"
#include "connectors/openai/openaidialect.h"
#include "connectors/openrouter/openrouterdialect.h"
#include "connectors/pagedusage.h"
#include "connectors/connectorkind.h"

#include <algorithm>
#include <array>

namespace fuseboard {
namespace {

using namespace std::chrono_literals;

template <class Dialect>
std::unique_ptr<UsageDialect> speak(const SourceConfig& /*config*/)
{
    return std::make_unique<Dialect>();
}

template <class Dialect>
std::unique_ptr<UsageDialect> speakInBuckets(const SourceConfig& config)
{
    return std::make_unique<Dialect>(config.bucket);
}

template <GitHubPayer payer>
std::unique_ptr<UsageDialect> speakGitHub(const SourceConfig& config)
{
    return std::make_unique<GitHubDialect>(payer, config.account);
}

std::unique_ptr<UsageDialect> speakGitHubMerges(const SourceConfig& config)
{
    return std::make_unique<GitHubMergesDialect>(config.account);
}

template <class Source>
std::unique_ptr<UsageSource> make(const SourceConfig& config, HttpClient& http, const KeyStore& keys)
{
    return std::make_unique<Source>(config, http, keys);
}

std::unique_ptr<UsageSource> makeTelemetry(const SourceConfig& config, HttpClient& http, const KeyStore& keys)
{
    return std::make_unique<GatewayUsageSource>(config, http, keys, GatewayFeed::telemetry);
}

constexpr std::string_view gitHub = "https://api.github.com";

// A gateway of ours answers from memory; a provider asks to be polled gently (PROVIDERS 9). Local logs tell when they
// grow.
constexpr std::array kinds {
    ConnectorKind {.name = "gateway",
        .interval = 2s,
        .isGateway = true,
        .needsKey = false,
        .mayBePinned = true,
        .source = make<GatewayUsageSource>},
    ConnectorKind {.name = "openai",
        .interval = 5min,
        .url = "https://api.openai.com/v1",
        .hasTargets = true,
        .hasBuckets = true,
        .dialect = speakInBuckets<OpenAiDialect>},
    ConnectorKind {.name = "anthropic",
        .interval = 2min,
        .url = "https://api.anthropic.com",
        .hasTargets = true,
        .hasBuckets = true,
        .dialect = speakInBuckets<AnthropicDialect>},
    ConnectorKind {.name = "anthropic-claude-code",
        .interval = 1h,
        .url = "https://api.anthropic.com",
        .isTelemetry = true,
        .dialect = speak<ClaudeCodeAnalyticsDialect>},
    ConnectorKind {
        .name = "litellm", .interval = 1min, .isGateway = true, .hasTargets = true, .dialect = speak<LiteLlmDialect>},
    ConnectorKind {.name = "litellm-calls",
        .interval = 1min,
        .isGateway = true,
        .hasTargets = true,
        .dialect = speak<LiteLlmCallsDialect>},
    ConnectorKind {.name = "bifrost",
        .interval = 1min,
        .isGateway = true,
        .needsKey = false,
        .hasTargets = true,
        .dialect = speak<BifrostDialect>},
    ConnectorKind {.name = "gateway-telemetry",
        .interval = 10s,
        .isGateway = true,
        .needsKey = false,
        .mayBePinned = true,
        .source = makeTelemetry},
    ConnectorKind {.name = "haproxy", .interval = 5s, .needsKey = false, .isProxy = true, .source = make<HaproxySource>},
    ConnectorKind {.name = "claudecode", .interval = 1min, .needsKey = false, .isLocalLog = true},
    ConnectorKind {.name = "codex", .interval = 1min, .needsKey = false, .isLocalLog = true},
    ConnectorKind {
        .name = "github", .interval = 1h, .url = gitHub, .hasTargets = true, .dialect = speakGitHub<GitHubPayer::organisation>},
    ConnectorKind {.name = "github-enterprise",
        .interval = 1h,
        .url = gitHub,
        .hasTargets = true,
        .dialect = speakGitHub<GitHubPayer::enterprise>},
    ConnectorKind {.name = "github-merges", .interval = 1h, .url = gitHub, .isRepository = true, .dialect = speakGitHubMerges},
    ConnectorKind {.name = "openrouter",
        .interval = 1h,
        .url = "https://openrouter.ai/api/v1",
        .hasTargets = true,
        .dialect = speak<OpenRouterDialect>},
    ConnectorKind {.name = "cursor", .interval = 1h, .url = "https://api.cursor.com", .dialect = speak<CursorDialect>},
};

} // namespace

std::span<const ConnectorKind> connectorKinds() { return kinds; }

const ConnectorKind* findConnectorKind(std::string_view name)
{
    const auto found = std::ranges::find(kinds, name, &ConnectorKind::name);
    return found == kinds.end() ? nullptr : &*found;
}

std::unique_ptr<UsageSource> makeUsageSource(
    const SourceConfig& source, const KeyStore& keys, HttpClient& http, const std::filesystem::path& indexFile)
{
    const ConnectorKind& kind = *findConnectorKind(source.kind); // parseSources lets no other through
    if (kind.isLocalLog)
        return std::make_unique<LocalLogSource>(source, indexFile);
    if (kind.dialect)
        return std::make_unique<PagedUsage>(source, http, keys, kind.dialect(source));
    return kind.source(source, http, keys);
}

} // namespace fuseboard
