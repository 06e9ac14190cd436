// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/targets/controldialects.h"

#include "connectors/bifrost/bifrostcontrol.h"
#include "connectors/litellm/litellmcontrol.h"

namespace fuseboard {

std::shared_ptr<const ControlDialect> controlDialectOf(std::string_view kind, const std::string& /*account*/)
{
    if (kind == "litellm" || kind == "litellm-calls") // two ways to read the usage of one proxy
        return std::make_shared<LiteLlmControl>();
    if (kind == "bifrost")
        return std::make_shared<BifrostControl>();
    return nullptr;
}

} // namespace fuseboard
