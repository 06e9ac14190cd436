// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/haproxy/haproxyaddress.h"
#include "domain/error.h"

#include <QFuture>
#include <QObject>

#include <chrono>

namespace fuseboard {

/// Asks an HAProxy's Runtime API, a connection for each command line. Lives in, and answers in, one thread.
class RuntimeClient : public QObject {
    Q_OBJECT
public:
    explicit RuntimeClient(HaproxyAddress address);

    [[nodiscard]] const HaproxyAddress& address() const { return m_address; }
    /// What it answers to one command up to the end of its connection, at most 16 MB, within the time. An answer that is
    /// not whole is an Error; one that says no is an answer. Destroying the client cancels what is under way.
    QFuture<Result<QByteArray>> ask(const QByteArray& command, std::chrono::milliseconds within = std::chrono::seconds(2));
    /// Done after that time; cancelled like a question.
    QFuture<Result<void>> pause(std::chrono::milliseconds time);
    /// Ends what is under way: its futures are cancelled.
    void cancel();

private:
    HaproxyAddress m_address;
};

} // namespace fuseboard
