// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QString>

namespace fuseboard::test {

/// One of our programs as a test runs it. Killed when the test is done with it, whatever happened.
class Program {
public:
    explicit Program(const QString& name);
    ~Program();

    Program& start(const QStringList& arguments);
    /// Waits for a line of its standard output that begins so, and answers the rest of it; empty where none comes in time.
    QString lineAfter(const QString& prefix, int milliseconds = 20'000);
    /// Waits for its end; -1 where it goes on.
    int exitCode(int milliseconds = 60'000);
    void terminate() { m_process.terminate(); }
    void kill();
    [[nodiscard]] qint64 processId() const { return m_process.processId(); }
    [[nodiscard]] bool isRunning() const { return m_process.state() != QProcess::NotRunning; }
    /// Everything it has printed so far.
    QString output();
    QString errors() { return m_errors += QString::fromUtf8(m_process.readAllStandardError()); }

    /// Starts, waits for the end, and answers the exit code.
    static int run(const QString& name, const QStringList& arguments, QString* output = nullptr, QString* errors = nullptr,
        int milliseconds = 60'000);
    /// The same while this thread's event loop goes on, so that a server of the test can answer the program.
    static int runServed(const QString& name, const QStringList& arguments, QString* output = nullptr,
        QString* errors = nullptr, int milliseconds = 60'000);

private:
    QProcess m_process;
    QString m_output, m_errors;
};

} // namespace fuseboard::test
