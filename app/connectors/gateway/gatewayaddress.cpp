// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/gateway/gatewayaddress.h"

namespace fuseboard {

HttpRequest GatewayAddress::request(
    DoorRight right, const QByteArray& method, const QByteArray& path, const QByteArray& body) const
{
    HttpRequest request;
    request.method = method;
    request.localSocket = socket;
    const QByteArray base = socket.isEmpty() ? url.toEncoded(QUrl::StripTrailingSlash) : QByteArray("http://localhost");
    request.url = QUrl::fromEncoded(base + path);
    if (socket.isEmpty())
        request.trust = trust;
    if (!body.isEmpty()) {
        request.headers.emplaceBack("Content-Type", "application/json");
        request.body = body;
    }
    if (const QByteArray token = tokens.of(right); !token.isEmpty())
        request.headers.emplaceBack("Authorization", "Bearer " + token);
    return request;
}

} // namespace fuseboard
