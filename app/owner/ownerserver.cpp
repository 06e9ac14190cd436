// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "owner/ownerserver.h"

#include "owner/ownerprotocol.h"

#include <QFile>
#include <QJsonDocument>
#include <QLocalSocket>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace fuseboard {
namespace {

constexpr qint64 mostUnread = 4 * longestOwnerLine; ///< who leaves that much lying does not read any more

bool isSamePerson(qintptr descriptor)
{
    ucred who = {};
    socklen_t length = sizeof(who);
    return ::getsockopt(static_cast<int>(descriptor), SOL_SOCKET, SO_PEERCRED, &who, &length) == 0 && who.uid == ::geteuid();
}

/// With the request's `call`, where it has one.
void send(QLocalSocket* peer, const QJsonValue& call, QJsonObject answer)
{
    if (peer->state() != QLocalSocket::ConnectedState)
        return; // sent away meanwhile
    if (!call.isUndefined())
        answer[QLatin1String("call")] = call;
    peer->write(QJsonDocument(answer).toJson(QJsonDocument::Compact) + '\n');
    peer->flush();
    if (peer->bytesToWrite() > mostUnread)
        peer->abort();
}

} // namespace

OwnerServer::OwnerServer(OwnerCommands& commands, QObject* parent)
    : QObject(parent)
    , m_commands(commands)
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, [this] {
        while (QLocalSocket* peer = m_server.nextPendingConnection())
            serve(peer);
    });
}

Result<void> OwnerServer::listen(const QString& socketPath)
{
    if (static_cast<std::size_t>(QFile::encodeName(socketPath).size()) >= sizeof(sockaddr_un::sun_path))
        return fail(ErrorCode::cannotStart, socketPath.toStdString(), "the path is too long for a socket (107 bytes at most)");
    QLocalServer::removeServer(socketPath);
    if (!m_server.listen(socketPath))
        return fail(ErrorCode::cannotStart, socketPath.toStdString(), m_server.errorString().toStdString());
    return {};
}

bool OwnerServer::hasGuests() const { return m_server.findChild<QLocalSocket*>() != nullptr; }

void OwnerServer::serve(QLocalSocket* peer)
{
    connect(peer, &QLocalSocket::disconnected, peer, &QObject::deleteLater);
    if (!isSamePerson(peer->socketDescriptor())) {
        peer->abort();
        return;
    }
    connect(peer, &QLocalSocket::readyRead, this, [this, peer] {
        while (peer->canReadLine()) {
            const QJsonObject request = QJsonDocument::fromJson(peer->readLine()).object();
            m_commands.carryOut(request, peer,
                [peer, call = request[QLatin1String("call")]](const QJsonObject& answer) { send(peer, call, answer); });
        }
        if (peer->bytesAvailable() > longestOwnerLine)
            peer->abort();
    });
}

} // namespace fuseboard
