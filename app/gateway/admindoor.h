// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/config.h"

namespace fuseboard::gateway {

/// What somebody at the admin door may do.
struct AdminRights {
    bool read = false, freeze = false, resume = false, policy = false;
    bool operator==(const AdminRights&) const = default;
};

inline constexpr const char* unknownToken = "unknown_token"; ///< a code

struct DoorRefusal {
    int status = 403;
    std::string code, message;
};

/// Who may come in (SAFETY GW6): on the Unix socket the gateway's own user; over TCP whoever shows a token. A foreign
/// Host, any Origin or Sec-Fetch-Site (a browser) and writes without a JSON content type stay outside. `tls`: of the TCP
/// door, where it has it; whatever its certificate names is not foreign.
std::expected<AdminRights, DoorRefusal> judgeDoor(const http::RequestHead& request, const http::Peer& peer, uid_t ownUid,
    const AdminTokens& tokens, const http::ServerTls* tls = nullptr);

} // namespace fuseboard::gateway
