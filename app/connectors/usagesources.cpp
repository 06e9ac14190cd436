// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/usagesources.h"

#include "connectors/gateway/gatewayusagesource.h"
#include "connectors/openai/openaiusagesource.h"

namespace fuseboard {

std::unique_ptr<UsageSource> makeUsageSource(const SourceConfig& config, HttpClient& client, const KeyStore& keys)
{
    if (config.kind == "gateway")
        return std::make_unique<GatewayUsageSource>(config, client, keys);
    if (config.kind == "openai")
        return std::make_unique<OpenAiUsageSource>(config, client, keys);
    return nullptr;
}

} // namespace fuseboard
