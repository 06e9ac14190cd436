// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/usagesources.h"

#include "connectors/gateway/gatewayusagesource.h"
#include "connectors/openai/openaiusagesource.h"

namespace fuseboard {

std::unique_ptr<UsageSource> makeUsageSource(const SourceConfig& source, const KeyStore& keys, HttpClient& http)
{
    if (source.kind == "openai")
        return std::make_unique<OpenAiUsageSource>(source, http, keys);
    return std::make_unique<GatewayUsageSource>(source, http, keys);
}

} // namespace fuseboard
