// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/admindoor.h"

#include "gateway/callertoken.h"
#include "gateway/uuid.h"

namespace fuseboard::gateway {
namespace {

bool isOwnHost(std::string_view host, const http::ServerTls* tls)
{
    const auto colon = host.rfind(':');
    if (colon != std::string_view::npos && !host.ends_with(']'))
        host = host.substr(0, colon);
    return host == "127.0.0.1" || host == "[::1]" || http::equalsIgnoringCase(host, "localhost") || (tls && tls->names(host));
}

bool isJson(std::string_view type) { return http::equalsIgnoringCase(type.substr(0, type.find(';')), "application/json"); }

bool shows(const std::string& secret, const std::string& token)
{
    return !secret.empty() && equalInConstantTime(secret, token);
}

} // namespace

std::expected<AdminRights, DoorRefusal> judgeDoor(const http::RequestHead& request, const http::Peer& peer, uid_t ownUid,
    const AdminTokens& tokens, const http::ServerTls* tls)
{
    const auto refuse = [](int status, std::string code, std::string message) {
        return std::unexpected(DoorRefusal {status, std::move(code), std::move(message)});
    };
    if (!isOwnHost(request.headers.get("host"), peer.uid ? nullptr : tls))
        return refuse(403, "foreign_host", "The Host names another machine.");
    if (request.headers.has("origin") || request.headers.has("sec-fetch-site"))
        return refuse(403, "browser", "Pages in a browser may not control the gateway.");
    AdminRights rights;
    if (peer.uid) {
        if (*peer.uid != ownUid && *peer.uid != 0)
            return refuse(403, "foreign_user", "Another user's process may not control the gateway.");
        rights = {true, true, true, true};
    } else {
        const std::string token = callerToken(request.headers);
        rights.freeze = shows(tokens.freeze, token);
        rights.resume = shows(tokens.resume, token);
        rights.policy = shows(tokens.policy, token);
        // Whoever may change something may see what it changes.
        rights.read = shows(tokens.read, token) || rights.freeze || rights.resume || rights.policy;
        if (!rights.read)
            return refuse(401, unknownToken, "The admin door does not know that token.");
    }
    if (request.method != "GET" && !isJson(request.headers.get("content-type")))
        return refuse(415, "not_json", "Writes need Content-Type: application/json.");
    if (const auto coding = request.headers.get("content-encoding");
        request.method != "GET" && !coding.empty() && !http::equalsIgnoringCase(coding, "identity"))
        return refuse(415, "coded_body", "Bodies must not be coded here: send this one again without Content-Encoding.");
    return rights;
}

} // namespace fuseboard::gateway
