// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "owner/userunit.h"

#include <QProcessEnvironment>
#include <QTimer>

namespace fuseboard {
namespace {

constexpr int patienceMs = 5000; // a manager answers in milliseconds; one that hangs must not hold up the start

/// Only what works without rights and without a user namespace, which some distributions forbid: the rest of the hardening
/// of a server's gateway (packaging/systemd) would make the start fail there.
constexpr const char* properties[] {
    "Restart=on-failure",
    "RestartSec=1",
    "StartLimitIntervalSec=60",
    "StartLimitBurst=5",
    "TimeoutStopSec=45", // streams may end; after 30 s the gateway cuts them itself
    "UMask=0077",
    "LimitCORE=0", // it holds providers' keys (SAFETY SE4)
    "NoNewPrivileges=yes",
    "LockPersonality=yes",
    "MemoryDenyWriteExecute=yes",
    "RestrictNamespaces=yes",
    "RestrictRealtime=yes",
    "RestrictSUIDSGID=yes",
    "RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK", // the resolver asks the kernel for our addresses
    "SystemCallArchitectures=native",
    "SystemCallFilter=@system-service",
    "SystemCallErrorNumber=EPERM",
};

/// systemd expands $NAME in commands; a path may have a dollar sign of its own.
QString unexpanded(QString word) { return word.replace(QLatin1Char('$'), QLatin1String("$$")); }

} // namespace

UserUnit::UserUnit(QObject* parent)
    : QObject(parent)
{
    m_run.setProgram(QStringLiteral("systemd-run"));
    m_run.setStandardInputFile(QProcess::nullDevice());
    connect(&m_run, &QProcess::finished, this, &UserUnit::finished);
    connect(&m_run, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            Q_EMIT refused(tr("this system has no systemd-run"));
    });
}

void UserUnit::start(const UserUnitSetup& setup)
{
    QStringList arguments {QStringLiteral("--user"), QStringLiteral("--quiet"), QStringLiteral("--collect"),
        QStringLiteral("--no-ask-password"), QStringLiteral("--service-type=exec"), QStringLiteral("--unit=") + setup.name,
        QStringLiteral("--description=") + setup.description, QStringLiteral("--working-directory=") + setup.directory};
    for (const char* property : properties)
        arguments << QStringLiteral("--property=") + QLatin1String(property);
    for (const char* stream : {"StandardOutput", "StandardError"})
        arguments << QStringLiteral("--property=%1=append:%2").arg(QLatin1String(stream), setup.logFile);
    arguments << QStringLiteral("--");
    for (const QString& word : setup.command)
        arguments << unexpanded(word);
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C")); // its words are compared below
    m_run.setProcessEnvironment(environment);
    m_run.setArguments(arguments);
    m_run.start(QProcess::ReadOnly);
    QTimer::singleShot(patienceMs, &m_run, &QProcess::kill);
}

void UserUnit::finished(int exitCode, QProcess::ExitStatus status)
{
    const QString words = QString::fromLocal8Bit(m_run.readAllStandardError()).trimmed();
    if ((status == QProcess::NormalExit && exitCode == 0) || words.contains(QLatin1String("was already loaded")))
        Q_EMIT started();
    else
        Q_EMIT refused(
            status == QProcess::NormalExit ? words.section(QLatin1Char('\n'), 0, 0) : tr("it did not answer in time"));
}

} // namespace fuseboard
