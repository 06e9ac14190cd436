// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/gateway/probedoor.h"

#include "connectors/gateway/gatewayanswers.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace fuseboard {

using namespace std::chrono_literals;

Result<ProbeResult> parseDoorProbe(const std::string& subject, const HttpAnswer& answer, const Scope& scope)
{
    if (answer.status == 401)
        return fail(ErrorCode::leverIncomplete, subject, "test token of the team among its keys");
    if (answer.status == 404)
        return fail(ErrorCode::leverIncomplete, subject, "answer to /fuseboard/probe");
    if (answer.status != 200)
        return parseProbe(subject, answer, scope);
    const QJsonObject body = QJsonDocument::fromJson(answer.body).object();
    if (body.value(u"served").toString().toStdString() != scope.text())
        return fail(ErrorCode::badAnswer, subject, "the test call was answered by something else");
    return ProbeResult::served;
}

QFuture<Result<ProbeResult>> probeDoor(
    HttpClient& http, const std::string& name, const QUrl& callers, const ProbeKey& key, const TeamId& team, const Scope& scope)
{
    HttpRequest request;
    request.url = callers;
    request.url.setPath(callers.path() + QStringLiteral("/fuseboard/probe"));
    request.deadline = 2s;
    request.maxBytes = 64 * 1024;
    request.headers = {
        {"Authorization", "Bearer " + key.token(team)}, {"X-Fuseboard-Probe-Scope", QByteArray::fromStdString(scope.text())}};
    return http.send(std::move(request)).then([name, scope](const Result<HttpAnswer>& answer) {
        return answer ? parseDoorProbe(name, *answer, scope) : fail(answer.error().code, name, answer.error().detail);
    });
}

} // namespace fuseboard
