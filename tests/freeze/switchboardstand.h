// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "owner/systemclock.h"
#include "switchboard/switchboard.h"

#include <QTemporaryDir>

namespace fuseboard::test {

inline const Scope payments = Scope::ofTeam("team-payments");

/// A switchboard with the levers of a trial, a journal of its own, and an audit log that takes everything at once.
class SwitchboardStand : public QObject {
    Q_OBJECT
public:
    explicit SwitchboardStand(Switchboard::LeverFactory levers);
    ~SwitchboardStand() override;

    void freeze(FreezeMode mode = FreezeMode::refuse)
    {
        m_switchboard->freeze(payments, mode, QStringLiteral("why"), QStringLiteral("A. Smith"));
    }
    void resume() { m_switchboard->resume(payments, QStringLiteral("over"), QStringLiteral("A. Smith")); }
    [[nodiscard]] FreezeStage stage() const { return view().stage; }
    [[nodiscard]] FreezeView view() const;
    /// Runs the event loop until the stage is there.
    bool reaches(FreezeStage stage, std::chrono::milliseconds within = std::chrono::seconds(5));

Q_SIGNALS:
    void boardCame();

private:
    class OpenAudit;
    QTemporaryDir m_directory;
    SystemClock m_clock;
    std::unique_ptr<OpenAudit> m_audit;
    std::unique_ptr<Switchboard> m_switchboard;
    std::shared_ptr<const FreezeBoard> m_board;
};

} // namespace fuseboard::test
