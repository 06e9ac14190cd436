// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/childprogram.h"

#include <QCoreApplication>
#include <QDir>

#include <csignal>
#include <sys/prctl.h>
#include <unistd.h>

namespace fuseboard {

ChildProgram::ChildProgram(const QString& program, QObject* parent)
    : QObject(parent)
    , m_name(program)
{
    m_process.setProgram(QDir(QCoreApplication::applicationDirPath()).filePath(program));
    m_process.setStandardInputFile(QProcess::nullDevice());
    // It ends with this program, however that ends.
    m_process.setChildProcessModifier([parent = ::getpid()] {
        sigset_t none; // the window keeps the ending signals to itself
        sigemptyset(&none);
        ::sigprocmask(SIG_SETMASK, &none, nullptr);
        ::prctl(PR_SET_PDEATHSIG, SIGTERM);
        if (::getppid() != parent)
            ::_exit(1);
    });
    connect(&m_process, &QProcess::readyReadStandardOutput, this, &ChildProgram::readLines);
    connect(&m_process, &QProcess::finished, this, &ChildProgram::finished);
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            Q_EMIT ended({ErrorCode::cannotStart, m_name.toStdString(), m_process.errorString().toStdString()});
    });
}

ChildProgram::~ChildProgram()
{
    m_stopping = true;
    m_process.disconnect(this);
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.terminate();
    if (!m_process.waitForFinished(2000)) {
        m_process.kill();
        m_process.waitForFinished(1000);
    }
}

void ChildProgram::start(const QStringList& arguments)
{
    m_lines.clear();
    m_ready = m_stopping = false;
    m_process.setArguments(arguments);
    m_process.start();
}

void ChildProgram::stop()
{
    m_stopping = true;
    m_process.terminate();
}

void ChildProgram::readLines()
{
    while (m_process.canReadLine()) {
        const QString text = QString::fromUtf8(m_process.readLine()).trimmed();
        if (text == QLatin1String("ready") && !m_ready) {
            m_ready = true;
            Q_EMIT ready(m_lines);
            continue;
        }
        if (!m_ready)
            m_lines += text;
        Q_EMIT line(text);
    }
}

void ChildProgram::finished(int exitCode, QProcess::ExitStatus status)
{
    readLines();
    if (m_stopping)
        return;
    if (status == QProcess::NormalExit && exitCode == 0) {
        Q_EMIT done(m_lines);
        return;
    }
    const QString words = QString::fromUtf8(m_process.readAllStandardError()).trimmed();
    Q_EMIT ended({ErrorCode::cannotStart, m_name.toStdString(), words.section(QLatin1Char('\n'), -1).toStdString()});
}

} // namespace fuseboard
