// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "owner/ownercommands.h"

#include <QLocalServer>

class QLocalSocket;

namespace fuseboard {

/// `run/owner.sock`: other programs of the same person send the owner their commands, one JSON object a line. Answers
/// to a request with a `call`, its number, carry it.
class OwnerServer : public QObject {
    Q_OBJECT
public:
    OwnerServer(OwnerCommands& commands, QObject* parent = nullptr);
    /// The caller holds the profile's lock, so a socket left behind by a dead owner is removed.
    Result<void> listen(const QString& socketPath);
    /// Lets nobody in any more; who is in stays.
    void close() { m_server.close(); }
    [[nodiscard]] bool hasGuests() const;

private:
    void serve(QLocalSocket* peer);

    OwnerCommands& m_commands;
    QLocalServer m_server;
};

} // namespace fuseboard
