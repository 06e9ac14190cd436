// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QProcess>

namespace fuseboard {

/// What is to run as a unit of the systemd user manager.
struct UserUnitSetup {
    QString name; ///< "fuseboard-gateway.service"
    QString description;
    QStringList command; ///< program and arguments
    QString directory, logFile;
};

/// Starts a transient unit: it belongs to the user manager, not to this program, and is started again where it fails. It
/// inherits nothing of our environment.
class UserUnit : public QObject {
    Q_OBJECT
public:
    explicit UserUnit(QObject* parent = nullptr);

    /// `started` or `refused` follows. A unit of that name that is there already counts as started: the manager keeps it.
    void start(const UserUnitSetup& setup);

Q_SIGNALS:
    void started();
    /// The manager does not answer, or will not; `why` in its own words.
    void refused(const QString& why);

private:
    void finished(int exitCode, QProcess::ExitStatus status);

    QProcess m_run;
};

} // namespace fuseboard
