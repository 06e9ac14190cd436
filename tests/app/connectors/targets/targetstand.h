// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/targets/controldialect.h"
#include "connectors/targets/httptargets.h"
#include "switchboard/switchboard.h"

#include <QTemporaryDir>

#include <mutex>

namespace fuseboard::test {

inline const Scope payments = Scope::ofTeam("team-payments");
inline constexpr auto canaryKey = "sk-canary-payments";

/// Project `p-pay` is Payments'.
std::vector<AllocationRule> paymentsByProject();

class RealClock : public Clock {
public:
    [[nodiscard]] Instant now() const override;
    [[nodiscard]] SteadyTime steady() const override;
};

/// A switchboard with one lever, over HTTP, whose only team is Payments.
class TargetStand : public QObject {
    Q_OBJECT
public:
    struct Options {
        std::string url;
        std::shared_ptr<const ControlDialect> dialect;
        QByteArray key;
        QByteArray canary = canaryKey; ///< empty: the team has none
        int tries = 3;
        std::chrono::milliseconds bound {3000};
        std::chrono::milliseconds watchEvery {200};
        std::optional<std::chrono::milliseconds> deadline {};
        std::optional<std::chrono::milliseconds> pause = std::chrono::milliseconds(0); ///< empty: the dialect's
        std::vector<AllocationRule> rules = paymentsByProject();
    };
    /// `serves`: whether a call of Payments would be let through now; asked whenever the board says *frozen*.
    TargetStand(Options options, std::function<bool()> serves);
    ~TargetStand() override;

    /// Ends the program and starts it again from what it has kept.
    void restart();
    void freeze(const Scope& scope = payments)
    {
        m_switchboard->freeze(scope, FreezeMode::refuse, QStringLiteral("why"), QStringLiteral("A. Smith"));
    }
    void resume(const Scope& scope = payments)
    {
        m_switchboard->resume(scope, QStringLiteral("over"), QStringLiteral("A. Smith"));
    }
    [[nodiscard]] FreezeStage stage() const;
    [[nodiscard]] PlaceView place() const;
    [[nodiscard]] LeverCaveat caveat() const { return m_board ? m_board->levers.at(0).caveat : LeverCaveat::none; }
    /// Runs the event loop until the stage is there.
    bool reaches(FreezeStage stage, std::chrono::milliseconds within = std::chrono::seconds(5));
    /// Somebody else is about to let calls through, which nobody can know until the next look.
    void expectEdit()
    {
        m_serves = [] { return false; };
    }
    /// How often *frozen* was said while calls were let through.
    [[nodiscard]] int falsehoods() const { return m_falsehoods; }

private:
    class NoAudit;
    Options m_options;
    std::function<bool()> m_serves;
    QTemporaryDir m_dir;
    RealClock m_clock;
    std::unique_ptr<NoAudit> m_audit;
    std::unique_ptr<Switchboard> m_switchboard;
    std::shared_ptr<const FreezeBoard> m_board;
    int m_falsehoods = 0;
};

} // namespace fuseboard::test
