// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "owner/ownerclient.h"

#include <QJsonDocument>

namespace fuseboard {

OwnerClient::OwnerClient(QObject* parent)
    : QObject(parent)
{
    connect(&m_socket, &QLocalSocket::connected, this, &OwnerClient::connected);
    connect(&m_socket, &QLocalSocket::readyRead, this, &OwnerClient::readLines);
    connect(&m_socket, &QLocalSocket::errorOccurred, this, [this](QLocalSocket::LocalSocketError error) {
        const bool gone = error == QLocalSocket::PeerClosedError;
        Q_EMIT failed({gone ? ErrorCode::cutOff : ErrorCode::unreachable, m_socket.serverName().toStdString(),
            m_socket.errorString().toStdString()});
    });
}

void OwnerClient::connectTo(const QString& socketPath) { m_socket.connectToServer(socketPath); }

void OwnerClient::send(const QJsonObject& request)
{
    m_socket.write(QJsonDocument(request).toJson(QJsonDocument::Compact) + '\n');
}

void OwnerClient::readLines()
{
    while (m_socket.canReadLine())
        Q_EMIT answered(QJsonDocument::fromJson(m_socket.readLine()).object());
}

} // namespace fuseboard
