// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/program.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QThread>

namespace fuseboard::test {

Program::Program(const QString& name)
{
    m_process.setProgram(QStringLiteral(FUSEBOARD_BIN "/") + name);
    m_process.setStandardInputFile(QProcess::nullDevice());
}

Program::~Program() { kill(); }

Program& Program::start(const QStringList& arguments)
{
    m_output.clear();
    m_errors.clear();
    m_process.setArguments(arguments);
    m_process.start();
    return *this;
}

QString Program::output() { return m_output += QString::fromUtf8(m_process.readAllStandardOutput()); }

QString Program::lineAfter(const QString& prefix, int milliseconds)
{
    QElapsedTimer since;
    since.start();
    for (;;) {
        const QStringList lines = output().split(QLatin1Char('\n'));
        for (qsizetype i = 0; i + 1 < lines.size(); ++i)
            if (lines[i].startsWith(prefix))
                return lines[i].mid(prefix.size());
        if (since.elapsed() > milliseconds || !isRunning())
            return {};
        m_process.waitForReadyRead(100);
    }
}

int Program::exitCode(int milliseconds)
{
    if (isRunning() && !m_process.waitForFinished(milliseconds))
        return -1;
    return m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
}

void Program::kill()
{
    if (!isRunning())
        return;
    m_process.kill();
    m_process.waitForFinished(5000);
}

int Program::run(const QString& name, const QStringList& arguments, QString* output, QString* errors, int milliseconds)
{
    Program program(name);
    program.start(arguments);
    const int code = program.exitCode(milliseconds);
    if (output)
        *output = program.output();
    if (errors)
        *errors = program.errors();
    return code;
}

int Program::runServed(const QString& name, const QStringList& arguments, QString* output, QString* errors, int milliseconds)
{
    int code = -1;
    const std::unique_ptr<QThread> other(QThread::create([&] { code = run(name, arguments, output, errors, milliseconds); }));
    QEventLoop loop;
    QObject::connect(other.get(), &QThread::finished, &loop, &QEventLoop::quit);
    other->start();
    loop.exec();
    other->wait();
    return code;
}

} // namespace fuseboard::test
