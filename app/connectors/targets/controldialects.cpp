// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/targets/controldialects.h"

#include "connectors/anthropic/anthropiccontrol.h"
#include "connectors/bifrost/bifrostcontrol.h"
#include "connectors/github/githubcontrol.h"
#include "connectors/litellm/litellmcontrol.h"
#include "connectors/openai/openaicontrol.h"
#include "connectors/openrouter/openroutercontrol.h"

namespace fuseboard {

std::shared_ptr<const ControlDialect> controlDialectOf(std::string_view kind, const std::string& account)
{
    if (kind == "litellm" || kind == "litellm-calls") // two ways to read the usage of one proxy
        return std::make_shared<LiteLlmControl>();
    if (kind == "bifrost")
        return std::make_shared<BifrostControl>();
    if (kind == "openrouter")
        return std::make_shared<OpenRouterControl>();
    if (kind == "anthropic")
        return std::make_shared<AnthropicControl>();
    if (kind == "openai")
        return std::make_shared<OpenAiControl>();
    if (kind == "github")
        return std::make_shared<GitHubControl>(GitHubPayer::organisation, account);
    if (kind == "github-enterprise")
        return std::make_shared<GitHubControl>(GitHubPayer::enterprise, account);
    return nullptr;
}

} // namespace fuseboard
