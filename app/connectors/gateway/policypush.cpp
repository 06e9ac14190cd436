// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/gateway/policypush.h"

#include "connectors/gateway/gatewayanswers.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QFuture>

namespace fuseboard {
namespace {

using Revision = Result<std::int64_t>;

constexpr int mostTries = 4; // RQ3

struct Push {
    HttpClient* http;
    GatewayAddress address;
    PolicyPush::Edit edit;
    int tries = 0;
};

QFuture<Revision> ready(Revision result) { return QtFuture::makeReadyValueFuture(std::move(result)); }

QFuture<Revision> attempt(Push push);

/// The first fault of a 422: `{"faults":[{"path":"teams[3].id","reason":"…"}]}`.
Error refusal(const std::string& gateway, const HttpAnswer& answer)
{
    const QJsonObject body = QJsonDocument::fromJson(answer.body).object();
    const QJsonObject first = body.value(u"faults").toArray().at(0).toObject();
    const std::string path = first.value(u"path").toString().toStdString();
    return {ErrorCode::badDocument, gateway + ": " + (path.empty() ? "policy" : path),
        first.value(u"reason").toString(QStringLiteral("the gateway refused the policy")).toStdString()};
}

/// A key that the door does not know, or that may not.
Error doorError(const std::string& gateway, const HttpAnswer& answer)
{
    return answer.status == 401 || answer.status == 403 ? missingRight(DoorRight::policy, gateway)
                                                        : statusError(gateway, answer);
}

QFuture<Revision> afterPut(Push push, std::int64_t revision, const Result<HttpAnswer>& answer)
{
    const std::string& gateway = push.address.name;
    if (!answer)
        return ready(fail(answer.error().code, gateway, answer.error().detail));
    if (answer->status == 200) {
        const QJsonValue inForce = QJsonDocument::fromJson(answer->body).object().value(u"revision");
        if (inForce.toInteger(-1) == revision)
            return ready(revision);
        return ready(fail(ErrorCode::badAnswer, gateway, "it does not say that the policy is in force"));
    }
    if (answer->status == 412) {
        if (++push.tries < mostTries)
            return attempt(std::move(push));
        return ready(fail(ErrorCode::conflict, gateway, "somebody else keeps changing the policy"));
    }
    if (answer->status == 422)
        return ready(std::unexpected(refusal(gateway, *answer)));
    return ready(std::unexpected(doorError(gateway, *answer)));
}

QFuture<Revision> afterGet(Push push, const Result<HttpAnswer>& answer)
{
    const std::string& gateway = push.address.name;
    if (!answer)
        return ready(fail(answer.error().code, gateway, answer.error().detail));
    if (answer->status != 200)
        return ready(std::unexpected(doorError(gateway, *answer)));
    const QByteArray etag = answer->header("etag");
    auto current = parsePolicy(answer->body.toStdString());
    if (!current || etag.isEmpty())
        return ready(fail(ErrorCode::badAnswer, gateway, "its policy can't be read, or has no ETag"));
    const std::int64_t revision = current->revision;
    const PolicyDocument next = push.edit(std::move(*current));
    if (next.revision == revision)
        return ready(revision);
    if (push.address.tokens.lacks(DoorRight::policy))
        return ready(std::unexpected(missingRight(DoorRight::policy, gateway)));
    HttpRequest request =
        push.address.request(DoorRight::policy, "PUT", "/v1/policy", QByteArray::fromStdString(writePolicy(next)));
    request.headers.emplaceBack("If-Match", etag);
    return push.http->send(std::move(request))
        .then([push, wanted = next.revision](const Result<HttpAnswer>& put) { return afterPut(push, wanted, put); })
        .unwrap();
}

QFuture<Revision> attempt(Push push)
{
    HttpRequest request = push.address.request(DoorRight::read, "GET", "/v1/policy");
    return push.http->send(std::move(request))
        .then([push](const Result<HttpAnswer>& answer) { return afterGet(push, answer); })
        .unwrap();
}

} // namespace

PolicyPush::PolicyPush(HttpClient& http, GatewayAddress address)
    : m_http(http)
    , m_address(std::move(address))
{
}

QFuture<Result<std::int64_t>> PolicyPush::send(Edit edit) const { return attempt({&m_http, m_address, std::move(edit), 0}); }

} // namespace fuseboard
