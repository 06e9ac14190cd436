// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/haproxy/companion.h"

namespace fuseboard {

/// What the companion's configuration of an nginx is made from.
struct NginxPlan {
    std::string directory; ///< where its files will be; absolute, of letters, digits and `/._-`
    std::string callers = "127.0.0.1:18081"; ///< where it listens
    QUrl upstream; ///< where calls go on to: scheme, host and port
    /// Servers that look its name up, addresses with or without a port. Needed where it is a name.
    std::vector<std::string> nameServers {};
    std::string decides; ///< path of the admin socket of our gateway, which is asked about each call
};

/// The file that makes an nginx (1.22 or newer, with `auth_request`) ask our gateway about each call, and answer test calls. It
/// must run as the user whose socket that is. Pure. An Error names what of the plan can't be written.
Result<std::vector<CompanionFile>> nginxCompanion(const NginxPlan& plan);

} // namespace fuseboard
