// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/configreload.h"

#include <format>
#include <functional>

namespace fuseboard::gateway {

Result<Config> rereadConfig(const Config& running)
{
    auto read = readConfig(running.file);
    if (!read)
        return read;
    const auto keep = [&](const char* setting, auto member) {
        const auto& runs = std::invoke(member, running);
        auto& next = std::invoke(member, *read);
        if (next == runs)
            return;
        next = runs;
        read->warnings.push_back(std::format("{} in {} was changed: that takes a restart.", setting, running.file.string()));
    };
    keep("data", &Config::data);
    keep("callers.listen", &Config::callers);
    keep("The certificate of callers", &Config::callersTls);
    keep("callers.threads", &Config::callerThreads);
    keep("admin.socket", &Config::adminSocket);
    keep("admin.listen", &Config::adminTcp);
    keep("The certificate of admin", &Config::adminTls);
    keep("telemetry", &Config::telemetry);
    keep("limits.bodyBytes", [](auto& config) -> auto& { return config.callerLimits.bodyBytes; });
    keep("limits.connections", [](auto& config) -> auto& { return config.callerLimits.connections; });
    return read;
}

} // namespace fuseboard::gateway
