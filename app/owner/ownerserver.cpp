// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "owner/ownerserver.h"

#include <QFile>
#include <QJsonDocument>
#include <QLocalSocket>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace fuseboard {
namespace {

constexpr qint64 longestRequest = 64 * 1024; ///< a reason of a few sentences fits many times over

bool isSamePerson(qintptr descriptor)
{
    ucred who = {};
    socklen_t length = sizeof(who);
    return ::getsockopt(static_cast<int>(descriptor), SOL_SOCKET, SO_PEERCRED, &who, &length) == 0 && who.uid == ::geteuid();
}

void send(QLocalSocket* peer, const QJsonObject& answer)
{
    peer->write(QJsonDocument(answer).toJson(QJsonDocument::Compact) + '\n');
    peer->flush();
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
            const auto request = QJsonDocument::fromJson(peer->readLine());
            m_commands.carryOut(request.object(), peer, [peer](const QJsonObject& answer) { send(peer, answer); });
        }
        if (peer->bytesAvailable() > longestRequest)
            peer->abort();
    });
}

} // namespace fuseboard
