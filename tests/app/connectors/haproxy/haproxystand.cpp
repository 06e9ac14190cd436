// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "haproxystand.h"

#include <QCryptographicHash>
#include <QElapsedTimer>
#include <QFile>
#include <QLocalSocket>
#include <QStandardPaths>
#include <QTest>
#include <QTimer>

namespace fuseboard::test {
namespace {

constexpr int patienceMs = 5000;

QString program() { return QStandardPaths::findExecutable(QStringLiteral("haproxy"), {QStringLiteral("/usr/sbin")}); }

} // namespace

StreamOrigin::StreamOrigin()
{
    connect(&m_server, &QTcpServer::newConnection, this, [this] {
        while (auto* socket = m_server.nextPendingConnection()) {
            connect(socket, &QTcpSocket::disconnected, socket, [socket] { delete socket; }, Qt::QueuedConnection);
            connect(socket, &QTcpSocket::readyRead, socket, [this, socket] {
                const QByteArray head = socket->readAll();
                asked += head;
                if (!head.contains("\r\n\r\n"))
                    return;
                ++m_requests;
                socket->write("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n");
                auto* timer = new QTimer(socket);
                connect(timer, &QTimer::timeout, socket, [socket] { socket->write("data: {}\n\n"); });
                timer->start(100);
            });
        }
    });
    m_server.listen(QHostAddress::LocalHost);
}

Caller::Caller(quint16 port, const QByteArray& token, const QByteArray& target, const QByteArray& more)
{
    connect(&m_socket, &QTcpSocket::connected, this, [this, token, target, more] {
        m_socket.write("GET " + target + " HTTP/1.1\r\nhost: ai\r\nauthorization: Bearer " + token + "\r\n" + more + "\r\n");
    });
    connect(&m_socket, &QTcpSocket::readyRead, this, [this] { m_answer += m_socket.readAll(); });
    m_socket.connectToHost(QHostAddress::LocalHost, port);
}

quint16 freePort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

bool HaproxyStand::isInstalled() { return !program().isEmpty(); }

HaproxyStand::HaproxyStand(HaproxyBreaker breaker, quint16 upstream, const ProbeKey& key)
{
    plan.directory = m_dir.path().toStdString();
    plan.callers = "127.0.0.1:" + std::to_string(m_port);
    plan.upstream = QUrl(QStringLiteral("http://127.0.0.1:%1").arg(upstream));
    plan.breaker = breaker;
    plan.localPeerAddress = "127.0.0.1:" + std::to_string(freePort());
    for (const char* name : {"Payments", "Search"}) {
        const TeamId team = teamIdFor(name);
        plan.teams.push_back({team, name, {}, {}, {}});
        CallerKey caller;
        caller.sha256 = QCryptographicHash::hash(token(team.c_str()), QCryptographicHash::Sha256).toHex().toStdString();
        caller.team = team;
        plan.keys.push_back(caller);
        plan.keys.push_back(key.callerKey(team));
    }
}

HaproxyStand::~HaproxyStand() { stop(); }

QString HaproxyStand::start()
{
    const auto files = haproxyCompanion(plan);
    if (!files)
        return QString::fromStdString(files.error().subject + ": " + files.error().detail);
    for (const CompanionFile& file : *files) {
        QFile out(m_dir.filePath(QString::fromStdString(file.name)));
        QByteArray text = QByteArray::fromStdString(file.text);
        if (edit && file.name == "haproxy.cfg")
            text = edit(text);
        if (!out.open(QIODevice::WriteOnly) || out.write(text) != text.size())
            return out.errorString();
    }
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.start(program(),
        {QStringLiteral("-W"), QStringLiteral("-S"), path("master.sock") + QStringLiteral(",mode,600"), QStringLiteral("-f"),
            path("haproxy.cfg")});
    QElapsedTimer waited;
    for (waited.start(); waited.elapsed() < patienceMs; QTest::qWait(5)) {
        if (!ask(path("haproxy.sock"), "show info").isEmpty())
            return {};
        if (m_process.state() == QProcess::NotRunning)
            break;
    }
    return QString::fromUtf8(m_process.readAll());
}

void HaproxyStand::stop()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.terminate();
    if (!m_process.waitForFinished(patienceMs))
        m_process.kill();
    m_process.waitForFinished();
    QFile::remove(path("haproxy.sock"));
}

QByteArray HaproxyStand::reload()
{
    // It answers when the new worker runs, and at times closes without a word though it has reloaded.
    const QByteArray before = ask(path("master.sock"), "show proc");
    const QByteArray said = ask(path("master.sock"), "reload");
    if (said.contains("Success=1"))
        return {};
    const auto worker = [](const QByteArray& list) { return list.mid(list.indexOf("# workers")).split(' ').first(); };
    QElapsedTimer waited;
    for (waited.start(); waited.elapsed() < patienceMs; QTest::qWait(20))
        if (const QByteArray now = ask(path("master.sock"), "show proc"); !now.isEmpty() && worker(now) != worker(before))
            return {};
    return "it said: " + said;
}

QByteArray HaproxyStand::tell(const QByteArray& command) const { return ask(path("haproxy.sock"), command); }

QByteArray HaproxyStand::ask(const QString& socket, const QByteArray& command) const
{
    QLocalSocket door;
    door.connectToServer(socket);
    if (!door.waitForConnected(patienceMs))
        return {};
    door.write(command + ";quit\n");
    while (door.state() == QLocalSocket::ConnectedState && door.waitForReadyRead(patienceMs))
        continue;
    return door.readAll();
}

HaproxyAddress HaproxyStand::address() const
{
    HaproxyAddress out;
    out.id = "haproxy";
    out.name = "HAProxy";
    out.socket = path("haproxy.sock");
    out.callers = QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_port));
    out.breaker = plan.breaker;
    out.holds = plan.breaker == HaproxyBreaker::table ? haproxyTable : haproxyHoldsMap;
    return out;
}

} // namespace fuseboard::test
