// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ctl/holdcommand.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <optional>

namespace fuseboard {

/// Carries out one command: asks the profile's owner (another program, or the engine this one runs), prints what it
/// says, and finishes with the exit code.
class Control : public QObject {
    Q_OBJECT
public:
    using Ask = std::function<void(const QJsonObject&)>;

    Control(CommandLine line, Ask ask, QObject* parent = nullptr);
    /// What a status is told beside what the owner says of it.
    void completeStatus(std::function<void(QJsonObject& status)> complete) { m_complete = std::move(complete); }
    void start();
    void answered(const QJsonObject& answer);

Q_SIGNALS:
    void finished(int exitCode);

private:
    void ownerIsSilent();
    /// Why there are no figures; where it watches, once.
    void sayWhyNoFigures(const QJsonObject& status);
    void statusCame(const QJsonObject& status);
    void go(const Move& move);
    void carryOut(const AskOwner& ask);
    void carryOut(const Say& say);
    void carryOut(const Refuse& refuse);
    void end(ExitCode code);

    CommandLine m_line;
    Ask m_ask;
    std::function<void(QJsonObject&)> m_complete;
    std::optional<HoldCommand> m_hold; ///< where it is one
    QString m_noFigures; ///< why there are none, as told last; empty: there are
    QTimer m_patience;
};

} // namespace fuseboard
