// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/haproxy/haproxyaddress.h"
#include "domain/error.h"
#include "domain/team.h"

#include <vector>

namespace fuseboard {

/// What the companion's configuration of an HAProxy is made from.
struct HaproxyPlan {
    std::string directory; ///< where its files will be; absolute, of letters, digits and `/._-`
    std::string callers = "127.0.0.1:18080"; ///< where it listens
    QUrl upstream; ///< where calls go on to: scheme, host and port
    HaproxyBreaker breaker = HaproxyBreaker::table;
    std::string localPeer = "fuseboard1", localPeerAddress = "127.0.0.1:10001";
    std::vector<std::pair<std::string, std::string>> otherPeers; ///< name and address of each
    std::vector<Team> teams;
    std::vector<CallerKey> keys; ///< with each team's probe; those of other teams are left out
};

struct CompanionFile {
    std::string name, text;
    bool isPrivate = false; ///< 0600; else 0644
};

/// What would end a word or a line of a configuration, or is no address of a service, is named.
Result<void> checkCompanionPaths(
    const std::vector<std::string>& paths, const std::vector<std::string>& addresses, const QUrl& upstream);

/// Whether an upstream is given by a name, which has to be looked up.
bool isNamed(const QUrl& upstream);

/// The files that make an HAProxy (2.6 or newer) refuse what is frozen and answer test calls: `haproxy.cfg`, the teams of
/// tokens by their SHA-256, and the tokens that are only for tests. Pure. An Error names what of the plan can't be written.
Result<std::vector<CompanionFile>> haproxyCompanion(const HaproxyPlan& plan);

} // namespace fuseboard
