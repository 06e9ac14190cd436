// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/gateway/doortokens.h"
#include "net/httpclient.h"

#include <string>
#include <vector>

namespace fuseboard {

/// How to reach a gateway's admin door.
struct GatewayAddress {
    std::string id, name; ///< of the source
    QString socket; ///< path of its Unix socket; empty: `url`
    QUrl url; ///< base of a TCP admin door
    /// Where proxies that ask this gateway about each call (nginx, say) are reached by callers: they have to refuse too.
    std::vector<QUrl> doors {};
    HttpTrust trust {}; ///< of `url` and of its callers' door
    DoorTokens tokens; ///< for TCP; a socket trusts our uid

    /// A request for `path` (already percent-encoded, with leading slash) with the token of that right, if there is one. A
    /// body is sent as JSON.
    [[nodiscard]] HttpRequest request(
        DoorRight right, const QByteArray& method, const QByteArray& path, const QByteArray& body = {}) const;
};

} // namespace fuseboard
