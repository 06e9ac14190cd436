// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/sandboxhost.h"
#include "owner/engine.h"
#include "owner/systemclock.h"

#include <QTemporaryDir>

namespace fuseboard::test {

/// A sandbox profile of its own in a temporary directory, with its provider and gateway running: what end-to-end tests
/// stand on. The programs are the real ones, over real sockets.
class SandboxStand {
public:
    SandboxStand();
    ~SandboxStand();

    /// Whether provider and gateway came up; the error is in `fault`.
    [[nodiscard]] bool isPrepared() const { return m_prepared; }
    [[nodiscard]] QString fault() const { return m_fault; }
    [[nodiscard]] const Profile& profile() const { return m_profile; }
    [[nodiscard]] QString directory() const { return m_directory.path(); }
    [[nodiscard]] SandboxHost& host() { return *m_host; }
    /// Where callers call.
    [[nodiscard]] QUrl callers() const;
    /// Opens the engine and waits until the gateway enforces the company's policy.
    bool openEngine(bool poll = true);
    void closeEngine() { m_engine.reset(); }
    [[nodiscard]] Engine& engine() { return *m_engine; }
    /// Polls and waits; false where it takes too long.
    bool poll();
    /// kill -9 to the gateway, by the process that listens at its socket; it stays dead.
    bool killGateway();
    /// Starts the gateway again as the desktop would.
    bool startGateway();

private:
    QTemporaryDir m_directory;
    Profile m_profile;
    SystemClock m_clock;
    std::unique_ptr<SandboxHost> m_host;
    std::unique_ptr<Engine> m_engine;
    bool m_prepared = false;
    QString m_fault;
};

} // namespace fuseboard::test
