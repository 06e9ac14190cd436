// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "owner/ownerclient.h"

#include "owner/ownerprotocol.h"

#include <QJsonDocument>

namespace fuseboard {

OwnerClient::OwnerClient(QObject* parent)
    : QObject(parent)
{
    m_socket.setReadBufferSize(longestOwnerLine);
    connect(&m_socket, &QLocalSocket::connected, this, &OwnerClient::connected);
    connect(&m_socket, &QLocalSocket::readyRead, this, &OwnerClient::readLines);
    connect(&m_socket, &QLocalSocket::errorOccurred, this, [this](QLocalSocket::LocalSocketError error) {
        const bool gone = error == QLocalSocket::PeerClosedError;
        fail(gone ? ErrorCode::cutOff : ErrorCode::unreachable, m_socket.errorString().toStdString());
    });
}

void OwnerClient::connectTo(const QString& socketPath) { m_socket.connectToServer(socketPath); }

void OwnerClient::send(const QJsonObject& request)
{
    m_socket.write(QJsonDocument(request).toJson(QJsonDocument::Compact) + '\n');
    m_socket.flush();
}

void OwnerClient::readLines()
{
    while (!m_hasFailed && m_socket.canReadLine()) {
        const auto line = QJsonDocument::fromJson(m_socket.readLine());
        if (line.isObject())
            Q_EMIT answered(line.object());
        else
            fail(ErrorCode::badAnswer, "it is no JSON object");
    }
    if (m_socket.bytesAvailable() >= longestOwnerLine)
        fail(ErrorCode::tooLarge, "a line of more than 8 MB");
}

void OwnerClient::fail(ErrorCode code, const std::string& detail)
{
    if (std::exchange(m_hasFailed, true))
        return;
    const std::string name = m_socket.serverName().toStdString();
    m_socket.abort();
    Q_EMIT failed({code, name, detail});
}

} // namespace fuseboard
