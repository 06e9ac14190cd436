// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/money.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>
#include <QTcpSocket>
#include <QUrl>

#include <map>
#include <vector>

#include <sys/types.h>

namespace fuseboard::test {

/// Asks a gateway's admin socket, without any code of the product's connectors. Empty where it does not answer 200.
QJsonObject askGateway(const QString& socketPath, const QByteArray& path);
/// Every row of its ledger, all pages.
std::vector<QJsonObject> ledgerRows(const QString& socketPath);

/// The process that listens at a Unix socket; 0 where nobody does.
pid_t listenerAt(const QString& socketPath);
/// kill -9 to the process that listens at a Unix socket.
bool killListener(const QString& socketPath);

/// A caller with a socket of its own, to send what no library would and to see each byte.
class RawCaller {
public:
    explicit RawCaller(const QUrl& callers);
    void post(const QByteArray& path, const QString& token, const QByteArray& body);
    /// Reads until the text has arrived or the connection has ended; whether it has arrived.
    bool readUntil(const QByteArray& text, int milliseconds = 20'000);
    /// Reads to the end of the connection; whether it came in time.
    bool readToEnd(int milliseconds = 20'000);
    [[nodiscard]] const QByteArray& seen() const { return m_seen; }
    [[nodiscard]] int status() const;

private:
    QTcpSocket m_socket;
    QByteArray m_seen;
};

} // namespace fuseboard::test
