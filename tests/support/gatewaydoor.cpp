// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/gatewaydoor.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocalSocket>

#include <csignal>

#include <sys/socket.h>

namespace fuseboard::test {
namespace {

/// The body of an HTTP answer, with or without chunks.
QByteArray bodyOf(const QByteArray& answer)
{
    const auto end = answer.indexOf("\r\n\r\n");
    QByteArray rest = answer.mid(end + 4);
    if (!answer.left(end).toLower().contains("transfer-encoding: chunked"))
        return rest;
    QByteArray out;
    for (;;) {
        const auto line = rest.indexOf("\r\n");
        const auto length = rest.left(line).toLongLong(nullptr, 16);
        if (line < 0 || length <= 0)
            return out;
        out += rest.mid(line + 2, length);
        rest = rest.mid(line + 2 + length + 2);
    }
}

} // namespace

QJsonObject askGateway(const QString& socketPath, const QByteArray& path)
{
    QLocalSocket socket;
    socket.connectToServer(socketPath);
    if (!socket.waitForConnected(5000))
        return {};
    socket.write("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    QByteArray answer;
    while (socket.waitForReadyRead(10'000))
        answer += socket.readAll();
    answer += socket.readAll();
    return answer.startsWith("HTTP/1.1 200") ? QJsonDocument::fromJson(bodyOf(answer)).object() : QJsonObject();
}

std::vector<QJsonObject> ledgerRows(const QString& socketPath)
{
    std::vector<QJsonObject> out;
    qint64 after = 0;
    for (int page = 0; page < 500; ++page) {
        const QJsonObject answer = askGateway(socketPath, "/v1/usage?limit=500&after=" + QByteArray::number(after));
        for (const auto& row : answer[QLatin1String("rows")].toArray())
            out.push_back(row.toObject());
        after = answer[QLatin1String("next")].toVariant().toLongLong();
        if (!answer[QLatin1String("more")].toBool())
            break;
    }
    return out;
}

pid_t listenerAt(const QString& socketPath)
{
    QLocalSocket socket;
    socket.connectToServer(socketPath);
    if (!socket.waitForConnected(2000))
        return 0;
    ucred who = {};
    socklen_t length = sizeof(who);
    const auto descriptor = static_cast<int>(socket.socketDescriptor());
    return ::getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &who, &length) == 0 ? who.pid : 0;
}

bool killListener(const QString& socketPath)
{
    const pid_t process = listenerAt(socketPath);
    return process > 0 && ::kill(process, SIGKILL) == 0;
}

RawCaller::RawCaller(const QUrl& callers)
{
    m_socket.connectToHost(callers.host(), static_cast<quint16>(callers.port()));
    m_socket.waitForConnected(5000);
}

void RawCaller::post(const QByteArray& path, const QString& token, const QByteArray& body)
{
    m_seen.clear();
    m_socket.write("POST " + path + " HTTP/1.1\r\nHost: gateway\r\nContent-Type: application/json\r\nAuthorization: Bearer "
        + token.toUtf8() + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    m_socket.flush();
}

bool RawCaller::readUntil(const QByteArray& text, int milliseconds)
{
    QElapsedTimer since;
    since.start();
    while (!m_seen.contains(text) && since.elapsed() < milliseconds) {
        m_socket.waitForReadyRead(50);
        m_seen += m_socket.readAll();
        if (m_socket.state() == QAbstractSocket::UnconnectedState)
            break;
    }
    return m_seen.contains(text);
}

bool RawCaller::readToEnd(int milliseconds)
{
    QElapsedTimer since;
    since.start();
    while (m_socket.state() != QAbstractSocket::UnconnectedState && since.elapsed() < milliseconds) {
        m_socket.waitForReadyRead(50);
        m_seen += m_socket.readAll();
    }
    return m_socket.state() == QAbstractSocket::UnconnectedState;
}

int RawCaller::status() const { return m_seen.startsWith("HTTP/1.1 ") ? m_seen.mid(9, 3).toInt() : 0; }

} // namespace fuseboard::test
