// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ctl/commandline.h"

#include <QObject>

#include <functional>

namespace fuseboard {

/// Carries out one command: asks the profile's owner (another program, or the engine this one runs), prints what it
/// says, and finishes with the exit code.
class Control : public QObject {
    Q_OBJECT
public:
    using Ask = std::function<void(const QJsonObject&)>;

    Control(CommandLine line, Ask ask, QObject* parent = nullptr);
    void start();
    void answered(const QJsonObject& answer);

Q_SIGNALS:
    void finished(int exitCode);

private:
    void statusCame(const QJsonObject& status);
    void askForHold(const QJsonObject& status);
    void holdAnswered(const QJsonObject& answer);
    [[nodiscard]] Result<std::pair<QString, QString>> target(const QJsonObject& status) const;
    void end(ExitCode code);
    void fail(const QString& words);

    CommandLine m_line;
    Ask m_ask;
    QString m_scopeName;
    bool m_holdAsked = false;
};

} // namespace fuseboard
