// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/error.h"

#include <QObject>
#include <QProcess>
#include <QStringList>

namespace fuseboard {

/// A program of ours that runs as our child and ends with us. It stands in the directory of the running program.
/// `ready` follows its own line "ready" and carries the other lines it printed before that; `ended` follows when it ends
/// before it was told to, with its last words.
class ChildProgram : public QObject {
    Q_OBJECT
public:
    explicit ChildProgram(const QString& program, QObject* parent = nullptr);
    /// Ends the program: SIGTERM, and SIGKILL after two seconds.
    ~ChildProgram() override;

    void start(const QStringList& arguments);
    void stop();

Q_SIGNALS:
    void line(const QString& text);
    void ready(const QStringList& linesBefore);
    /// It finished with exit code 0.
    void done(const QStringList& lines);
    void ended(const Error& error);

private:
    void readLines();
    void finished(int exitCode, QProcess::ExitStatus status);

    QString m_name;
    QProcess m_process;
    QStringList m_lines;
    bool m_ready = false;
    bool m_stopping = false;
};

} // namespace fuseboard
