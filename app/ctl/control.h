// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ctl/commandline.h"
#include "text/undotext.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <optional>
#include <set>

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
    void statusCame(const QJsonObject& status);
    void askForHold(const QJsonObject& status);
    void holdAnswered(const QJsonObject& answer);
    void sayResumePlan(const QJsonObject& preview);
    void sayResumePlanUnasked();
    void sayPlan(const std::optional<std::vector<UndoLine>>& undo);
    void sourceAnswered(const QJsonObject& answer);
    void callsAnswered(const QJsonObject& answer);
    void asksAnswered(const QJsonObject& answer);
    [[nodiscard]] bool changesSomething() const;
    /// Says so and ends where a protected team is to be frozen without its name.
    [[nodiscard]] bool lacksConfirmation(const QJsonObject& team);
    /// The organisation's or a team's part of the status; of all teams it has no id.
    [[nodiscard]] Result<QJsonObject> target(const QJsonObject& status) const;
    /// Hands the request to the owner and waits for its answer, but not for ever: an owner may hang.
    void ask(const QJsonObject& request, std::chrono::milliseconds patience);
    /// Prints the answer and ends with the code.
    void say(const QString& text, ExitCode code);
    void end(ExitCode code);
    void fail(const Error& error);
    void fail(const QString& words, const QJsonObject& error = {});

    CommandLine m_line;
    Ask m_ask;
    std::function<void(QJsonObject&)> m_complete;
    QString m_scopeName;
    QString m_noFigures; ///< why there are none, as told last; empty: there are
    QJsonObject m_held; ///< the freeze that a resume would end
    std::set<std::string> m_holdAll; ///< places where everything is frozen too
    bool m_holdAsked = false;
    QTimer m_patience;
};

} // namespace fuseboard
