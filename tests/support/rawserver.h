// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QLocalServer>
#include <QLocalSocket>
#include <QTcpServer>
#include <QTcpSocket>

#include <functional>

namespace fuseboard::test {

/// A server that says exactly the bytes a test gives it, on a free port of 127.0.0.1 or on a Unix socket.
class RawServer : public QObject {
    Q_OBJECT
public:
    /// Called with each complete request (head and body as they came).
    using Handler = std::function<void(QIODevice& connection, const QByteArray& request)>;

    explicit RawServer(Handler handler)
        : m_handler(std::move(handler))
    {
    }

    bool listen()
    {
        connect(&m_tcp, &QTcpServer::newConnection, this, [this] {
            while (auto* socket = m_tcp.nextPendingConnection())
                serve(socket);
        });
        return m_tcp.listen(QHostAddress::LocalHost);
    }
    bool listen(const QString& path)
    {
        connect(&m_local, &QLocalServer::newConnection, this, [this] {
            while (auto* socket = m_local.nextPendingConnection())
                serve(socket);
        });
        return m_local.listen(path);
    }
    /// As a process that dies: listens no more and drops what is open.
    void close()
    {
        m_tcp.close();
        m_local.close();
        for (auto* socket : m_tcp.findChildren<QTcpSocket*>())
            socket->abort();
        for (auto* socket : m_local.findChildren<QLocalSocket*>())
            socket->abort();
    }

    [[nodiscard]] quint16 port() const { return m_tcp.serverPort(); }
    [[nodiscard]] QString url() const { return QStringLiteral("http://127.0.0.1:%1").arg(port()); }
    [[nodiscard]] const QList<QByteArray>& requests() const { return m_requests; }
    [[nodiscard]] int connections() const { return m_connections; }

    static void closeAfterWriting(QIODevice& connection)
    {
        if (auto* tcp = qobject_cast<QTcpSocket*>(&connection))
            tcp->disconnectFromHost();
        else if (auto* local = qobject_cast<QLocalSocket*>(&connection))
            local->disconnectFromServer();
    }
    /// Ends a TCP connection with a reset.
    static void reset(QIODevice& connection);

    static QByteArray answer(int status, const QByteArray& body, const QByteArray& headers = {})
    {
        return "HTTP/1.1 " + QByteArray::number(status) + " X\r\nContent-Type: application/json\r\n" + headers
            + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
    }

private:
    template <class Socket>
    void serve(Socket* socket)
    {
        ++m_connections;
        connect(socket, &QIODevice::readyRead, this, [this, socket] { read(*socket); });
        connect(socket, &Socket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QObject::destroyed, this, [this](QObject* gone) { m_buffers.remove(gone); });
    }
    void read(QIODevice& connection);

    Handler m_handler;
    QHash<QObject*, QByteArray> m_buffers;
    QList<QByteArray> m_requests;
    int m_connections = 0;
    QTcpServer m_tcp; // the servers go first: they take their connections with them
    QLocalServer m_local;
};

} // namespace fuseboard::test
