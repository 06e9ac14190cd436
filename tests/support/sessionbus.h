// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QStringList>

#include <memory>

namespace fuseboard::test {

/// A session bus of the test's own, and at most one keyring on it; both end with it. While it lives, the environment names
/// this bus.
class SessionBus {
public:
    SessionBus();
    ~SessionBus();
    SessionBus(const SessionBus&) = delete;
    SessionBus& operator=(const SessionBus&) = delete;

    [[nodiscard]] bool isRunning() const { return m_bus.state() == QProcess::Running && !m_address.isEmpty(); }
    /// As fakesecrets takes them: program, mode, then a name and its key. False where it did not come up.
    bool startKeyring(const QStringList& arguments);
    void stopKeyring();
    /// Of the keyring: "asked", "question taken back".
    QStringList keyringLines();

private:
    QProcess m_bus;
    QByteArray m_address, m_before;
    bool m_wasSet;
    std::unique_ptr<QProcess> m_keyring;
    QByteArray m_lines;
};

} // namespace fuseboard::test
