// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/program.h"
#include "support/sandboxstand.h"

#include <QJsonObject>

#include <random>
#include <vector>

namespace fuseboard::test {

/// `fuseboardctl watch` over a real gateway, killed again and again while it freezes and resumes.
class KilledApp {
public:
    KilledApp();

    /// Empty, or why there is nothing to kill.
    [[nodiscard]] const QString& fault() const { return m_fault; }
    /// Kills it at a random point of a press, or now and then of its start, and starts it again. Empty once the gateway holds,
    /// and the program has proved, what its journal wants; or what was otherwise.
    QString killOnce();
    /// Seconds from each new start to the proof.
    [[nodiscard]] const std::vector<double>& seconds() const { return m_seconds; }
    /// Kills that came before the press was on disk: nothing was ordered either.
    [[nodiscard]] int before() const { return m_before; }
    /// Kills that came before the gateway had it.
    [[nodiscard]] int between() const { return m_between; }

private:
    int pick(int most) { return std::uniform_int_distribution(0, most)(m_chance); }
    void start();
    void press(HoldState state, std::chrono::microseconds lives);
    /// The freeze of Payments as its owner tells it; empty: nobody answers yet, or no freeze is known.
    [[nodiscard]] std::optional<QJsonObject> told() const;
    [[nodiscard]] HoldState wanted() const;
    [[nodiscard]] HoldState atGateway() const;
    QString converge(HoldState state);

    SandboxStand m_stand;
    QString m_fault;
    std::unique_ptr<Program> m_app;
    std::mt19937 m_chance {20261126};
    std::vector<double> m_seconds;
    HoldState m_state = HoldState::released; ///< at the end of the last trial
    int m_before = 0, m_between = 0;
};

} // namespace fuseboard::test
