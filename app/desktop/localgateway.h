// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "owner/profile.h"

namespace fuseboard {

/// The port of the callers' door of a gateway on this computer, so that tools can be pointed at it once and for all.
inline constexpr quint16 localGatewayPort = 4180;

/// Makes a profile whose calls go through its own gateway: key files (0600) and `gateway.toml` in the gateway's
/// directory, and the gateway as first source in `sources.toml`. An empty key: that provider is not used.
Result<void> setUpLocalGateway(const Profile& profile, const QString& openAiKey, const QString& anthropicKey);

} // namespace fuseboard
