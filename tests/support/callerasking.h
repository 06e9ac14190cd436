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

/// Changes the policy in force at a gateway; whether it took it.
template <class Edit>
bool editPolicy(const Profile& profile, const Edit& edit)
{
    const QString socket = profile.gatewaySocket();
    const QByteArray head = tellGateway(socket, "GET /v1/policy");
    const auto at = head.indexOf("ETag: ");
    const QByteArray tag = head.mid(at + 6, head.indexOf("\r\n", at) - at - 6);
    QJsonObject policy = askGateway(socket, "/v1/policy");
    edit(policy);
    policy[QLatin1String("revision")] = policy[QLatin1String("revision")].toInteger() + 1;
    return tellGateway(
        socket, "PUT /v1/policy", "If-Match: " + tag + "\r\n", QJsonDocument(policy).toJson(QJsonDocument::Compact))
        .startsWith("HTTP/1.1 200");
}

/// Gives the gateway itself a hard budget of so many nano-dollars a month for a team; whether it took it.
inline bool setHardLimit(const Profile& profile, const QString& team, qint64 nano)
{
    return editPolicy(profile, [&](QJsonObject& policy) {
        QJsonArray budgets {
            QJsonObject {{QStringLiteral("scope"),
                             QJsonObject {{QStringLiteral("kind"), QStringLiteral("team")}, {QStringLiteral("id"), team}}},
                {QStringLiteral("period"), QStringLiteral("month")}, {QStringLiteral("amount"), QString::number(nano)},
                {QStringLiteral("currency"), QStringLiteral("USD")}, {QStringLiteral("hard"), true}}};
        for (const auto& budget : policy[QLatin1String("budgets")].toArray())
            if (budget[QLatin1String("scope")][QLatin1String("id")].toString() != team)
                budgets.append(budget);
        policy[QLatin1String("budgets")] = budgets;
    });
}

/// Gives the gateway one rule that goes by what it sees; whether it took it.
inline bool setRule(const Profile& profile, const QJsonObject& rule)
{
    return editPolicy(profile, [&](QJsonObject& policy) { policy[QLatin1String("breakers")] = QJsonArray {rule}; });
}
/// A rule that slows a scope down whatever it spends.
inline QJsonObject spendRateOf(const Scope& scope)
{
    return {{QStringLiteral("rule"), QStringLiteral("spend-rate")},
        {QStringLiteral("scope"),
            QJsonObject {{QStringLiteral("kind"), QString::fromStdString(toText(scope.kind))},
                {QStringLiteral("id"), QString::fromStdString(scope.id)}}},
        {QStringLiteral("throttlePerHour"), QStringLiteral("1")}};
}
/// The gateway's rule against agents that run in a loop; whether it took it.
inline bool watchLoops(const Profile& profile)
{
    return setRule(profile, {{QStringLiteral("rule"), QStringLiteral("loops")}, {QStringLiteral("observe"), false}});
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
/// The status of the next call of an agent that has read the same file so many times and learnt nothing new.
inline int readOnceMore(const QUrl& callers, const QString& token, int times)
{
    QByteArray body = R"({"model":"gpt-5.6","max_tokens":10,"messages":[{"role":"user","content":"Mend the build."})";
    for (int i = 0; i < times; ++i)
        body +=
            R"(,{"role":"assistant","content":null,"tool_calls":[{"id":"c","type":"function","function":)"
            R"({"name":"read_file","arguments":"{\"path\":\"a\"}"}}]},{"role":"tool","tool_call_id":"c","content":"int a;"})";
    return statusOf(callers, "/v1/chat/completions", token, body + "]}");
}
inline int askForMore(const QUrl& callers, const QString& token, qint64 nano, const QByteArray& reason)
{
    return statusOf(
        callers, "/fuseboard/raise", token, R"({"amount":")" + QByteArray::number(nano) + R"(","reason":")" + reason + R"("})");
}

} // namespace fuseboard::test
