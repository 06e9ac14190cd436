// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/error.h"
#include "owner/profile.h"

#include <QStringList>

#include <vector>

namespace fuseboard {

/// An upstream of the embedded gateway.
struct UpstreamSetup {
    QString name; ///< also the account its rows are owed on
    QString url; ///< without `/v1`
    QStringList dialects; ///< "openai", "anthropic"
    QString keyFile; ///< absolute; the key itself stands in no configuration
    bool operator==(const UpstreamSetup&) const = default;
};

struct GatewaySetup {
    std::vector<UpstreamSetup> upstreams;
    quint16 port = 0; ///< of the callers' door on 127.0.0.1; 0: any free one
};

/// Writes `gateway.toml`, and a first `policy.json` where there is none, for the profile's own gateway.
Result<void> writeGatewayFiles(const Profile& profile, const GatewaySetup& setup);

} // namespace fuseboard
