// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/companycalls.h"
#include "support/gatewaydoor.h"

#include <QJsonDocument>
#include <QLocalSocket>

/// What a caller that has spent its gateway's hard budget does, and who sets that budget.
namespace fuseboard::test {

/// Sends one request to a gateway's admin socket; the whole answer.
inline QByteArray tellGateway(
    const QString& socketPath, const QByteArray& line, const QByteArray& headers = {}, const QByteArray& body = {})
{
    QLocalSocket socket;
    socket.connectToServer(socketPath);
    if (!socket.waitForConnected(5000))
        return {};
    socket.write(line + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + headers
        + (body.isEmpty() ? QByteArray()
                          : "Content-Type: application/json\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n")
        + "\r\n" + body);
    QByteArray answer;
    while (socket.waitForReadyRead(10'000))
        answer += socket.readAll();
    return answer + socket.readAll();
}

/// Gives the gateway itself a hard budget of so many nano-dollars a month for a team; whether it took it.
inline bool setHardLimit(const Profile& profile, const QString& team, qint64 nano)
{
    const QString socket = profile.gatewaySocket();
    const QByteArray head = tellGateway(socket, "GET /v1/policy");
    const auto at = head.indexOf("ETag: ");
    const QByteArray tag = head.mid(at + 6, head.indexOf("\r\n", at) - at - 6);
    QJsonObject policy = askGateway(socket, "/v1/policy");
    QJsonArray budgets {QJsonObject {
        {QStringLiteral("scope"), QJsonObject {{QStringLiteral("kind"), QStringLiteral("team")}, {QStringLiteral("id"), team}}},
        {QStringLiteral("period"), QStringLiteral("month")}, {QStringLiteral("amount"), QString::number(nano)},
        {QStringLiteral("currency"), QStringLiteral("USD")}, {QStringLiteral("hard"), true}}};
    for (const auto& budget : policy[QLatin1String("budgets")].toArray())
        if (budget[QLatin1String("scope")][QLatin1String("id")].toString() != team)
            budgets.append(budget);
    policy[QLatin1String("budgets")] = budgets;
    policy[QLatin1String("revision")] = policy[QLatin1String("revision")].toInteger() + 1;
    return tellGateway(
        socket, "PUT /v1/policy", "If-Match: " + tag + "\r\n", QJsonDocument(policy).toJson(QJsonDocument::Compact))
        .startsWith("HTTP/1.1 200");
}

/// The status of a short call, or of a wish for so many nano-dollars more; 0: no answer.
inline int statusOf(const QUrl& callers, const QByteArray& path, const QString& token, const QByteArray& body)
{
    RawCaller caller(callers);
    caller.post(path, token, body);
    caller.readUntil("\r\n\r\n");
    return caller.status();
}
inline int callOnce(const QUrl& callers, const QString& token)
{
    return statusOf(callers, "/v1/chat/completions", token,
        R"({"model":"gpt-5.6","max_tokens":10,"messages":[{"role":"user","content":"hello"}]})");
}
inline int askForMore(const QUrl& callers, const QString& token, qint64 nano, const QByteArray& reason)
{
    return statusOf(
        callers, "/fuseboard/raise", token, R"({"amount":")" + QByteArray::number(nano) + R"(","reason":")" + reason + R"("})");
}

} // namespace fuseboard::test
