// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "owner/embeddedgateway.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <csignal>

#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <unistd.h>

namespace fuseboard {
namespace {

using namespace std::chrono_literals;

constexpr auto askAgainAfter = 50ms;
constexpr auto startBound = 10s; ///< a healthy gateway answers in well under a second; a cold disk may take some
constexpr std::chrono::milliseconds firstWait = 2s; ///< a user manager starts its unit again after one: it comes first
constexpr std::chrono::milliseconds longestWait = 60s;
constexpr auto ranWell = 60s; ///< after so long an end is a new one, and not the last start's failure

QString program() { return QDir(QCoreApplication::applicationDirPath()).filePath(QStringLiteral("fuseboard-gateway")); }

/// The process that listens at a Unix socket, as the kernel knows it; 0 where nobody does.
pid_t listenerAt(const QString& socketPath)
{
    const QByteArray path = QFile::encodeName(socketPath);
    sockaddr_un address = {};
    if (static_cast<std::size_t>(path.size()) >= sizeof(address.sun_path))
        return 0;
    address.sun_family = AF_UNIX;
    std::copy(path.begin(), path.end(), address.sun_path);
    const int peer = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    pid_t pid = 0;
    if (peer >= 0 && ::connect(peer, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0) {
        ucred who = {};
        socklen_t length = sizeof(who);
        if (::getsockopt(peer, SOL_SOCKET, SO_PEERCRED, &who, &length) == 0)
            pid = who.pid;
    }
    if (peer >= 0)
        ::close(peer);
    return pid;
}

} // namespace

EmbeddedGateway::EmbeddedGateway(Profile profile, QObject* parent)
    : QObject(parent)
    , m_profile(std::move(profile))
    , m_wait(firstWait)
{
    m_restart.setSingleShot(true);
    connect(&m_restart, &QTimer::timeout, this, &EmbeddedGateway::ensureRunning);
    m_again.setSingleShot(true);
    m_again.setInterval(askAgainAfter);
    connect(&m_again, &QTimer::timeout, this, &EmbeddedGateway::ask);
    connect(&m_init, &QProcess::finished, this, &EmbeddedGateway::initialised);
    connect(&m_unit, &UserUnit::started, &m_again, qOverload<>(&QTimer::start));
    connect(&m_unit, &UserUnit::refused, this, &EmbeddedGateway::startDetached);
    connect(&m_init, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            tellFailure({ErrorCode::cannotStart, program().toStdString(), m_init.errorString().toStdString()});
    });
}

QString EmbeddedGateway::file(const char* name) const
{
    return QDir(m_profile.gatewayDirectory()).filePath(QString::fromLatin1(name));
}

EmbeddedGateway::~EmbeddedGateway() { unwatch(); }

void EmbeddedGateway::ensureRunning()
{
    m_restart.stop();
    m_started = false;
    m_pid = 0;
    m_since.start();
    ask();
}

void EmbeddedGateway::ask()
{
    HttpRequest request {.url = QUrl(QStringLiteral("http://localhost/v1/health")), .localSocket = m_profile.gatewaySocket()};
    request.deadline = 2s;
    m_http.send(request).then(this, [this](const Result<HttpAnswer>& answer) { answered(answer); });
}

void EmbeddedGateway::answered(const Result<HttpAnswer>& answer)
{
    if (answer && answer->status == 200) {
        const auto health = QJsonDocument::fromJson(answer->body).object();
        const auto listeners = health[QStringLiteral("listeners")].toArray();
        if (!listeners.isEmpty()) {
            watch();
            Q_EMIT running(QUrl(listeners.first().toString()));
        } else
            tellFailure({ErrorCode::badAnswer, m_profile.gatewaySocket().toStdString(), "it names no listener"});
        return;
    }
    if (!m_started) {
        m_started = true;
        if (auto begun = start(); !begun)
            tellFailure(begun.error());
        return;
    }
    const bool died = m_pid > 0 && ::kill(static_cast<pid_t>(m_pid), 0) != 0;
    if (died || m_since.durationElapsed() > startBound)
        tellFailure(lastWords());
    else
        m_again.start();
}

Result<void> EmbeddedGateway::start()
{
    if (!QFileInfo::exists(file("gateway.toml")))
        return fail(ErrorCode::fileUnreadable, file("gateway.toml").toStdString(), "it does not exist");
    const bool hasHolds = QFileInfo::exists(file("holds.db"));
    if (hasHolds || QFileInfo::exists(file("ledger.db"))) {
        initialised(0);
        return {};
    }
    m_init.setStandardErrorFile(file("gateway.log"), QIODevice::Append);
    m_init.start(program(), {QStringLiteral("--init"), m_profile.gatewayDirectory()});
    return {};
}

void EmbeddedGateway::initialised(int exitCode)
{
    if (exitCode != 0) {
        tellFailure(lastWords());
        return;
    }
    if (m_profile.isSandbox()) {
        startDetached(tr("a sandbox stops what it started"));
        return;
    }
    note(tr("starting the gateway as %1 of the systemd user manager").arg(m_profile.gatewayUnit()));
    m_unit.start({.name = m_profile.gatewayUnit(),
        .description = QStringLiteral("Fuseboard gateway of ") + m_profile.gatewayDirectory(),
        .command = {program(), QStringLiteral("--config"), file("gateway.toml")},
        .directory = m_profile.gatewayDirectory(),
        .logFile = file("gateway.log")});
}

void EmbeddedGateway::startDetached(const QString& why)
{
    note(tr("starting the gateway detached, so that only a running Fuseboard starts it again where it fails: %1").arg(why));
    QProcess gateway;
    gateway.setProgram(program());
    gateway.setArguments({QStringLiteral("--config"), file("gateway.toml")});
    gateway.setWorkingDirectory(m_profile.gatewayDirectory());
    gateway.setStandardInputFile(QProcess::nullDevice());
    gateway.setStandardOutputFile(file("gateway.log"), QIODevice::Append);
    gateway.setStandardErrorFile(file("gateway.log"), QIODevice::Append);
    if (!gateway.startDetached(&m_pid)) {
        tellFailure({ErrorCode::cannotStart, program().toStdString(), gateway.errorString().toStdString()});
        return;
    }
    m_again.start();
}

// Before each start, so that the last words in the log stay the gateway's own.
void EmbeddedGateway::note(const QString& words)
{
    QFile log(file("gateway.log"));
    if (log.open(QIODevice::Append)) // a log that can't be written keeps nobody from starting
        log.write(
            QStringLiteral("%1 fuseboard: %2\n").arg(QDateTime::currentDateTimeUtc().toString(Qt::ISODate), words).toUtf8());
}

Error EmbeddedGateway::lastWords() const
{
    QFile log(file("gateway.log"));
    QString words;
    if (log.open(QIODevice::ReadOnly)) {
        log.seek(std::max<qint64>(0, log.size() - 2000));
        words = QString::fromUtf8(log.readAll()).trimmed().section(QLatin1Char('\n'), -1);
    }
    return {ErrorCode::cannotStart, "fuseboard-gateway", words.toStdString()};
}

/// A process that is no child of ours, as it is detached or a unit's: its descriptor can be read from once it has ended.
void EmbeddedGateway::watch()
{
    unwatch();
    m_hasRun = true;
    m_ran.start();
    const pid_t pid = listenerAt(m_profile.gatewaySocket());
    const auto process = pid > 0 ? static_cast<int>(::syscall(SYS_pidfd_open, pid, 0)) : -1;
    if (process < 0) {
        if (pid == 0) // gone already
            QMetaObject::invokeMethod(this, &EmbeddedGateway::processEnded, Qt::QueuedConnection);
        return;
    }
    m_process = std::make_unique<QSocketNotifier>(process, QSocketNotifier::Read);
    connect(m_process.get(), &QSocketNotifier::activated, this, &EmbeddedGateway::processEnded,
        static_cast<Qt::ConnectionType>(Qt::QueuedConnection | Qt::SingleShotConnection));
}

void EmbeddedGateway::unwatch()
{
    if (!m_process)
        return;
    const auto process = static_cast<int>(m_process->socket());
    m_process.reset();
    ::close(process);
}

void EmbeddedGateway::processEnded()
{
    unwatch();
    if (!QFileInfo::exists(m_profile.gatewaySocket()))
        return; // one that ends in order removes it: somebody wanted that
    if (m_ran.durationElapsed() > ranWell)
        m_wait = firstWait;
    Q_EMIT ended();
    startAgainLater();
}

void EmbeddedGateway::startAgainLater()
{
    note(tr("it has ended unasked and is started again in %1 s").arg(m_wait / 1s));
    m_restart.start(m_wait);
    m_wait = std::min(2 * m_wait, longestWait);
}

void EmbeddedGateway::tellFailure(const Error& error)
{
    Q_EMIT failed(error);
    if (m_hasRun)
        startAgainLater();
}

void EmbeddedGateway::stop()
{
    unwatch();
    m_restart.stop();
    m_again.stop();
    if (const pid_t pid = listenerAt(m_profile.gatewaySocket()); pid > 0)
        ::kill(pid, SIGTERM);
}

} // namespace fuseboard
