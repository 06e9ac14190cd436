// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connectors/fakeserver.h"

#include <QTcpSocket>
#include <QTimer>

namespace fuseboard::test {

FakeServer::FakeServer(Handler handler)
    : m_handler(std::move(handler))
{
    connect(this, &QTcpServer::newConnection, this, [this] {
        while (QTcpSocket* socket = nextPendingConnection())
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] { serve(socket); });
    });
    if (!listen(QHostAddress::LocalHost))
        qFatal("no port to listen on");
}

std::string FakeServer::url() const { return "http://127.0.0.1:" + std::to_string(serverPort()); }

void FakeServer::serve(QTcpSocket* socket)
{
    const QByteArray head = socket->property("head").toByteArray() + socket->readAll();
    socket->setProperty("head", head);
    if (!head.contains("\r\n\r\n"))
        return;
    socket->setProperty("head", QByteArray());
    m_heads.append(head);
    send(socket, m_handler(head));
}

void FakeServer::send(QTcpSocket* socket, const QByteArray& bytes)
{
    if (m_drip.count() == 0) {
        socket->write(bytes);
        socket->disconnectFromHost();
        return;
    }
    auto* timer = new QTimer(socket);
    connect(timer, &QTimer::timeout, socket, [socket, bytes, at = qsizetype {0}]() mutable {
        if (at < bytes.size())
            socket->write(bytes.mid(at++, 1));
    });
    timer->start(m_drip);
}

QByteArray FakeServer::answer(int status, const QByteArray& body, const QByteArray& headers)
{
    return "HTTP/1.1 " + QByteArray::number(status) + " x\r\nConnection: close\r\nContent-Type: application/json\r\n" + headers
        + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

} // namespace fuseboard::test
