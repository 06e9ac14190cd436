// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/gateway/probekey.h"
#include "connectors/haproxy/companion.h"

#include <QProcess>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>

#include <functional>
#include <memory>

namespace fuseboard::test {

/// A service that answers each request with a stream of an event each 100 ms, which never ends by itself.
class StreamOrigin : public QObject {
    Q_OBJECT
public:
    StreamOrigin();
    [[nodiscard]] quint16 port() const { return m_server.serverPort(); }
    [[nodiscard]] int requests() const { return m_requests; }
    [[nodiscard]] int streams() const { return static_cast<int>(m_server.findChildren<QTcpSocket*>().size()); }
    /// Everything that was asked, head by head.
    QByteArray asked;

private:
    QTcpServer m_server;
    int m_requests = 0;
};

/// One call of a client: as long as it is open, it is being served.
class Caller : public QObject {
    Q_OBJECT
public:
    Caller(
        quint16 port, const QByteArray& token, const QByteArray& target = "/v1/chat/completions", const QByteArray& more = {});
    [[nodiscard]] bool isOpen() const { return m_socket.state() == QAbstractSocket::ConnectedState; }
    [[nodiscard]] int status() const { return m_answer.mid(9, 3).toInt(); }
    [[nodiscard]] const QByteArray& answer() const { return m_answer; }
    [[nodiscard]] bool streams() const { return status() == 200 && m_answer.contains("data: "); }

private:
    QTcpSocket m_socket;
    QByteArray m_answer;
};

/// A port that was free a moment ago.
quint16 freePort();

/// A real HAProxy with the companion's own configuration, with the teams Payments and Search, in a directory of its own.
class HaproxyStand {
public:
    using Edit = std::function<QByteArray(QByteArray config)>;

    HaproxyStand(HaproxyBreaker breaker, quint16 upstream, const ProbeKey& key);
    ~HaproxyStand();
    HaproxyStand(const HaproxyStand&) = delete;
    HaproxyStand& operator=(const HaproxyStand&) = delete;

    static bool isInstalled();
    static QByteArray token(const char* team) { return QByteArray("sk-test-") + team; }

    HaproxyPlan plan; ///< to be changed before the start
    Edit edit; ///< of the configuration before it is written
    /// Empty, or why it did not start.
    QString start();
    void stop();
    /// By its master's socket; waits until the new worker runs. Empty, or what it said.
    QByteArray reload();
    /// A command to its own socket, for what an administrator would do.
    QByteArray tell(const QByteArray& command) const;

    [[nodiscard]] HaproxyAddress address() const;
    [[nodiscard]] QString path(const char* file) const { return m_dir.filePath(QString::fromLatin1(file)); }
    [[nodiscard]] quint16 port() const { return m_port; }

private:
    QByteArray ask(const QString& socket, const QByteArray& command) const;

    QTemporaryDir m_dir;
    QProcess m_process;
    quint16 m_port = freePort();
};

} // namespace fuseboard::test
