// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/haproxy/runtimeclient.h"

#include <QLocalSocket>
#include <QPromise>
#include <QTcpSocket>
#include <QTimer>

namespace fuseboard {
namespace {

constexpr qsizetype largestAnswer = 16 * 1024 * 1024; // a full table of 100,000 entries

ErrorCode codeOf(QLocalSocket::LocalSocketError error)
{
    return error == QLocalSocket::SocketAccessError ? ErrorCode::noRightToControl : ErrorCode::unreachable;
}
ErrorCode codeOf(QAbstractSocket::SocketError error)
{
    return error == QAbstractSocket::SocketAccessError ? ErrorCode::noRightToControl : ErrorCode::unreachable;
}

/// Qt's own words on a Unix socket name its function.
QString causeOf(const QLocalSocket& socket, const HaproxyAddress& address)
{
    switch (socket.error()) {
    case QLocalSocket::ServerNotFoundError: return QStringLiteral("there is no socket ") + address.socket;
    case QLocalSocket::ConnectionRefusedError: return QStringLiteral("nobody listens at ") + address.socket;
    case QLocalSocket::SocketAccessError: return QStringLiteral("no right to use the socket ") + address.socket;
    default: return socket.errorString();
    }
}
QString causeOf(const QTcpSocket& socket, const HaproxyAddress& address)
{
    return QStringLiteral("%1:%2: %3").arg(address.host).arg(address.port).arg(socket.errorString());
}

/// One command and its answer; goes by itself when it has told.
template <class Socket>
class Call : public QObject {
public:
    Call(const HaproxyAddress& address, QByteArray line, std::chrono::milliseconds within, QObject* parent)
        : QObject(parent)
        , m_address(address)
        , m_line(std::move(line))
    {
        m_promise.start();
        m_deadline.setSingleShot(true);
        connect(&m_deadline, &QTimer::timeout, this,
            [this] { tell(fail(ErrorCode::timedOut, m_address.name, m_connected ? "no whole answer" : "no connection")); });
        connect(&m_socket, &Socket::connected, this, [this] {
            m_connected = true;
            m_socket.write(m_line);
        });
        connect(&m_socket, &Socket::readyRead, this, [this] {
            m_answer += m_socket.read(largestAnswer + 1 - m_answer.size());
            if (m_answer.size() > largestAnswer)
                tell(fail(ErrorCode::tooLarge, m_address.name, "more than 16 MB"));
        });
        connect(&m_socket, &Socket::disconnected, this, &Call::ended);
        connect(&m_socket, &Socket::errorOccurred, this, [this](auto error) {
            if (!m_connected)
                tell(fail(codeOf(error), m_address.name, causeOf(m_socket, m_address).toStdString()));
        });
        m_deadline.start(within);
    }
    Socket& socket() { return m_socket; }
    QFuture<Result<QByteArray>> answer() { return m_promise.future(); }

private:
    void ended()
    {
        m_answer += m_socket.readAll();
        if (m_answer.size() > largestAnswer)
            tell(fail(ErrorCode::tooLarge, m_address.name, "more than 16 MB"));
        else if (!m_answer.endsWith('\n'))
            tell(fail(ErrorCode::cutOff, m_address.name, "its socket was closed in the middle of an answer"));
        else
            tell(m_answer);
    }
    void tell(Result<QByteArray> result)
    {
        if (std::exchange(m_told, true))
            return;
        m_deadline.stop();
        // Queued, so that whoever asked has the future before it finishes.
        QTimer::singleShot(0, this, [this, result = std::move(result)] {
            deleteLater();
            auto promise = std::move(m_promise); // whoever goes on with the answer may destroy us
            promise.addResult(result);
            promise.finish();
        });
    }

    const HaproxyAddress m_address;
    QByteArray m_line, m_answer;
    QPromise<Result<QByteArray>> m_promise;
    QTimer m_deadline;
    bool m_connected = false, m_told = false;
    Socket m_socket; ///< goes first: its end must find the rest alive
};

} // namespace

RuntimeClient::RuntimeClient(HaproxyAddress address)
    : m_address(std::move(address))
{
}

QFuture<Result<QByteArray>> RuntimeClient::ask(const QByteArray& command, std::chrono::milliseconds within)
{
    // A master's socket stays open after an answer, a worker's does not.
    const QByteArray line = command + ";quit\n";
    if (!m_address.socket.isEmpty()) {
        auto* call = new Call<QLocalSocket>(m_address, line, within, this);
        call->socket().connectToServer(m_address.socket);
        return call->answer();
    }
    auto* call = new Call<QTcpSocket>(m_address, line, within, this);
    call->socket().connectToHost(m_address.host, m_address.port);
    return call->answer();
}

QFuture<Result<void>> RuntimeClient::pause(std::chrono::milliseconds time)
{
    auto* timer = new QTimer(this);
    timer->setSingleShot(true);
    timer->setTimerType(Qt::PreciseTimer);
    auto promise = std::make_shared<QPromise<Result<void>>>();
    promise->start();
    connect(timer, &QTimer::timeout, timer, [timer, promise] {
        timer->deleteLater();
        promise->addResult(Result<void>());
        promise->finish();
    });
    timer->start(time);
    return promise->future();
}

void RuntimeClient::cancel() { qDeleteAll(findChildren<QObject*>(Qt::FindDirectChildrenOnly)); }

} // namespace fuseboard
